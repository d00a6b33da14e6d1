// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.Attempt;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Journal;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.RecordedConflict;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.SyncedState;

/**
 * Contents that came in and wait for their places. They are put there a batch at a time, in five steps, each durable
 * before the next: the contents are; the journal says what is about to be placed; it is placed; the names are made durable;
 * the journal says that it is there. Without the first, a power cut would leave an empty file that is taken for an edit;
 * without the second, a file placed right before a crash would later look like a person's; without the fourth, a lost name
 * like a deleted file.
 */
final class DownloadCommitter {
    /** @param aside whether what is there is a person's and first becomes the conflict copy */
    private record Arrival(RelativePath path, ReceivedContent fetched, Optional<LocalState> expected, boolean aside) {}

    private record Settled(RelativePath path, SyncedState state, Optional<SyncEvent> event) {}

    private final LocalStore local;
    private final Journal journal;
    private final ConflictNames conflictNames;
    private final PassProgress progress;

    private List<Arrival> waiting = new ArrayList<>();
    private List<Settled> settled = new ArrayList<>();
    private List<RecordedConflict> conflicts = new ArrayList<>();
    private Set<RelativePath> touched = new HashSet<>();

    DownloadCommitter(LocalStore local, Journal journal, ConflictNames conflictNames, PassProgress progress) {
        this.local = local;
        this.journal = journal;
        this.conflictNames = conflictNames;
        this.progress = progress;
    }

    /** A version that is to replace what was seen here, or to take a free name. */
    synchronized void take(RelativePath path, ReceivedContent fetched, Optional<LocalState> expected) {
        waiting.add(new Arrival(path, fetched, expected, false));
    }

    /** A version that takes the name of a person's, which becomes the conflict copy. */
    synchronized void takeBesides(RelativePath path, ReceivedContent fetched) {
        waiting.add(new Arrival(path, fetched, Optional.empty(), true));
    }

    /** An entry that is here already, and has to be durable before the journal may speak of it. */
    synchronized void settle(RelativePath path, SyncedState state, Optional<SyncEvent> event) {
        settled.add(new Settled(path, state, event));
        touched.add(path);
        touched.add(path.folder());
    }

    /** Moves a person's entry to the name of a conflict copy, which is returned. */
    RelativePath moveAside(RelativePath path) throws StoreException {
        for (int attempt = 1; ; attempt++) {
            RecordedConflict conflict = conflictNames.copyOf(path, attempt);
            RelativePath copy = conflict.copy();
            if (local.look(copy).isEmpty() && journal.get(copy).isEmpty()) {
                local.move(path, copy);
                synchronized (this) {
                    conflicts.add(conflict);
                    touched.add(path.folder());
                }
                progress.lookAgain(copy);
                return copy;
            }
        }
    }

    /**
     * Puts everything that waits by now where it belongs; also when the round has halted, since it came in whole. More may
     * come in meanwhile. One caller at a time.
     */
    void settleAll() {
        List<Arrival> placing = takeWaiting();
        Map<Arrival, Attempt> attempts = new HashMap<>();
        boolean noted = placing.isEmpty()
                || progress.always(RelativePath.ROOT, () -> {
                    local.fsync(placing.stream()
                            .map(arrival -> arrival.fetched().staged())
                            .toList());
                    for (Arrival arrival : placing) {
                        attempts.put(
                                arrival,
                                journal.begin(
                                        Intent.RECEIVE,
                                        arrival.path(),
                                        arrival.fetched().content(),
                                        Optional.empty(),
                                        arrival.fetched().staged().fileKey()));
                    }
                    journal.commit();
                });
        for (Arrival arrival : placing) {
            if (!noted || !progress.always(arrival.path(), () -> place(arrival))) {
                local.discard(arrival.fetched().staged());
                Attempt attempt = attempts.get(arrival);
                if (attempt != null) {
                    progress.always(RelativePath.ROOT, () -> journal.end(attempt));
                }
            }
        }
        writeDown();
    }

    private synchronized List<Arrival> takeWaiting() {
        List<Arrival> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    /** What is in its place becomes durable there, and then the journal speaks of it. */
    private void writeDown() {
        List<Settled> placed;
        List<RecordedConflict> made;
        Set<RelativePath> changed;
        synchronized (this) {
            placed = settled;
            made = conflicts;
            changed = touched;
            settled = new ArrayList<>();
            conflicts = new ArrayList<>();
            touched = new HashSet<>();
        }
        progress.always(RelativePath.ROOT, () -> {
            local.sync(changed);
            for (RecordedConflict conflict : made) {
                journal.conflicts().record(conflict);
            }
            for (Settled entry : placed) {
                journal.put(entry.path(), entry.state());
                // Another computer's.
                Optional<RecordedConflict> theirs = ConflictNames.read(entry.path());
                if (theirs.isPresent()) {
                    journal.conflicts().record(theirs.get());
                }
            }
            journal.commit();
            // Whoever hears of it may look it up in the journal.
            placed.forEach(entry -> entry.event().ifPresent(progress::tell));
        });
    }

    private void place(Arrival arrival) throws StoreException {
        RelativePath path = arrival.path();
        ReceivedContent fetched = arrival.fetched();
        RelativePath copy = arrival.aside() ? moveAside(path) : path;
        LocalState placed = local.place(fetched.staged(), path, arrival.expected(), fetched.modified());
        if (fetched.version().isEmpty()) {
            progress.lookAgain(path);
        }
        settle(
                path,
                fetched.synced(placed),
                Optional.of(new SyncEvent.Done(
                        arrival.aside() ? Operation.CONFLICT : Operation.DOWNLOADED,
                        path,
                        copy,
                        fetched.staged().size())));
    }
}
