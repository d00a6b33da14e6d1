// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import java.util.List;
import org.navette.app.view.StatusIcon;

/** A place where the system shows an icon with a menu. */
interface Tray extends AutoCloseable {
    /**
     * Shows this from now on.
     *
     * @param sentence the state in words
     */
    void show(StatusIcon mood, String sentence, List<MenuEntry> menu);

    /**
     * Shows a notification.
     *
     * @param about the same for what takes the place of an earlier one
     */
    void announce(String about, String text);

    @Override
    void close();
}
