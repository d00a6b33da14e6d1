// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.util.Map;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.SyncedState;

/**
 * Tells saves that failed from edits: a program that writes over a file on a full disk leaves an empty one, or the first
 * part. Nobody meant that, so it does not go to the server; it waits, also once there is room again, until it is saved anew.
 */
final class FailedSaves {
    private static final String NOTE = "failed-save:";
    /** With less free than this, a disk is full for whoever saves. */
    private static final long FULL = 1024 * 1024;

    private final LocalStore local;
    private final Journal journal;

    FailedSaves(LocalStore local, Journal journal) {
        this.local = local;
        this.journal = journal;
    }

    /** @throws StoreException {@link Failure.SavedOnFullDisk} if this is what a failed save has left */
    void requireSound(Node node, LocalState file) throws StoreException {
        long before = sizeBefore(node);
        long missing = before - file.stamp().size();
        if (missing <= 0) {
            return;
        }
        RelativePath path = node.path();
        String now = file.stamp().toString();
        String noted = journal.fact(NOTE + path.value()).orElse("");
        if (noted.equals(now) || isFull(missing, file.stamp())) {
            journal.note(Map.of(NOTE + path.value(), now));
            throw new StoreException(new Failure.SavedOnFullDisk());
        }
        if (!noted.isEmpty()) {
            journal.note(Map.of(NOTE + path.value(), ""));
        }
    }

    /** An empty file is doubtful as soon as little is free; one that is shorter, where the rest did not fit. */
    private boolean isFull(long missing, LocalStamp stamp) throws StoreException {
        return local.free() < (stamp.size() == 0 ? Math.max(missing, FULL) : Math.min(missing, FULL));
    }

    private static long sizeBefore(Node node) {
        return node.synced()
                .flatMap(SyncedState::local)
                .map(LocalStamp::size)
                .or(() -> node.remote().state().map(RemoteState::size))
                .orElse(0L);
    }
}
