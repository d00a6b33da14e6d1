// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import java.util.Optional;
import org.navette.app.onboarding.Invitation;

/** What the window can show. */
public sealed interface Route {
    /** A folder pair, by its name. */
    record Folder(String name) implements Route {}

    record Conflicts() implements Route {}

    record Settings() implements Route {}

    /** Setting up a folder pair; filled in by an invitation, if there is one. */
    record Setup(Optional<Invitation> invitation) implements Route {}
}
