// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.util.List;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.tree.RelativePath;

/** What the engine tells while it works. Events come from any thread, one at a time. */
public sealed interface SyncEvent {
    /** A pass begins to look at both sides. */
    record Looking() implements SyncEvent {}

    /**
     * The folder here, or the journal, was restored from an earlier state: everything is compared anew. Nothing is deleted
     * or overwritten, and both are kept where contents differ.
     */
    record ComparedAnew() implements SyncEvent {}

    /** Both sides were looked at: this much is to be done in this round. */
    record Planned(int actions, int files, long bytes) implements SyncEvent {}

    /** Bytes of a file content that went through since the last such event. */
    record Progress(long bytes) implements SyncEvent {}

    /** One thing was done. */
    record Done(Operation operation, RelativePath path, RelativePath other, long bytes) implements SyncEvent {
        public static Done of(Operation operation, RelativePath path) {
            return new Done(operation, path, path, 0);
        }
    }

    enum Operation {
        UPLOADED,
        DOWNLOADED,
        /** Renamed on the server, as it was here; {@code other} is the new name. */
        MOVED_REMOTE,
        /** Renamed here, as it was on the server; {@code other} is the new name. */
        MOVED_LOCAL,
        DELETED_REMOTE,
        /** Moved to the version store. */
        TRASHED,
        MADE_COLLECTION,
        MADE_FOLDER,
        /** Found to be the same on both sides. */
        ADOPTED,
        /** Kept under both names; {@code other} is the conflict copy. */
        CONFLICT
    }

    /** One entry could not be synced, or is left alone. */
    record Troubled(Problem problem) implements SyncEvent {}

    /**
     * A guard holds a part of the plan and asks.
     *
     * @param ofEntries the number of entries in the synced tree
     * @param recent how many files went lately without anybody having been asked, which counted as well
     */
    record Held(List<RelativePath> deletions, long ofEntries, DeletionGuard.Doubt doubt, long recent)
            implements SyncEvent {
        public Held {
            deletions = List.copyOf(deletions);
        }
    }
}
