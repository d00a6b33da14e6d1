// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import java.util.Optional;
import org.navette.app.enrol.Invitation;

/** What the window can show. */
public sealed interface Place {
    /** A folder pair, by its name. */
    record Folder(String name) implements Place {}

    record Conflicts() implements Place {}

    record Settings() implements Place {}

    /** Setting up a folder pair; filled in by an invitation, if there is one. */
    record Setup(Optional<Invitation> invitation) implements Place {}
}
