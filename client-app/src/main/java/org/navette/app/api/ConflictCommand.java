// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.util.List;
import java.util.Optional;
import org.navette.engine.pass.Conflicts;

/** Two versions of one file, and which is to stay. */
public sealed interface ConflictCommand<R extends Reply> extends Command<R> {
    /** @param name of a folder pair; absent for all */
    record ListConflicts(Optional<String> name) implements ConflictCommand<ConflictsReply> {}

    /**
     * Resolves a conflict.
     *
     * @param path of the conflict copy on this computer
     * @param choice which version keeps the name
     */
    record ResolveConflict(String path, @Member("keep") Conflicts.Choice choice)
            implements ConflictCommand<ResolvedReply> {}

    record ConflictsReply(List<ConflictReply> conflicts) implements Reply {
        public ConflictsReply {
            conflicts = List.copyOf(conflicts);
        }
    }

    /** @param path of the conflict copy in its folder */
    record ResolvedReply(String folder, String path) implements Reply {}
}
