// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import javafx.scene.Node;

/** What the window shows of one place. */
public interface Screen {
    Node node();

    /** The place is left: nothing follows what goes on any more. */
    default void leave() {}
}
