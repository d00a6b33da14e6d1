// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.util.List;
import java.util.Optional;

/** What Navette tells by itself. Each says what has changed and how it is now; nothing has to be asked for again. */
@Variant("event")
public sealed interface Event {
    /** A folder's status changed, or the folder was added. */
    record Status(@Inline FolderReply folder) implements Event {}

    /** A folder was removed from the settings. */
    record Removed(String name) implements Event {}

    /** Something was done, or could not be. */
    record Activity(@Inline ActivityReply activity) implements Event {}

    /** The conflicts of a folder are other ones now: these. */
    record Conflicts(String folder, List<ConflictReply> conflicts) implements Event {
        public Conflicts {
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * Something else is known of newer versions.
     *
     * @param update absent if nobody is asked about them any more
     */
    record Update(@Inline Optional<UpdateReply> update) implements Event {}

    /** Somebody chose another value for a setting, or the settings can be used again, or no longer. */
    record SettingsChanged() implements Event {}
}
