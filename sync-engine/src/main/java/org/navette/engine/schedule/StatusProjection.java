// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.engine.locking.OpenDocument;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PendingChanges;
import org.navette.engine.port.Problem;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.schedule.FolderState.Progress;

/** A folder pair as others see it: what it does, when it was last in step, what could not be done, what waits. */
final class StatusProjection {
    /** Nobody has looked yet: that all is in step would be a guess. */
    private FolderState state = new FolderState.Looking();

    private Optional<Instant> inStep = Optional.empty();
    private List<Problem> problems = List.of();
    private PendingChanges waiting = PendingChanges.NOTHING;
    private FolderStatus.Watch watch = FolderStatus.Watch.NONE;
    private List<OpenDocument> documents = List.of();

    FolderStatus status() {
        return new FolderStatus(state, inStep, problems, waiting, watch, documents);
    }

    void at(FolderState now) {
        state = now;
    }

    void inStepAt(Instant time) {
        inStep = Optional.of(time);
    }

    void waiting(PendingChanges counted) {
        waiting = counted;
    }

    void watch(FolderStatus.Watch seen) {
        watch = seen;
    }

    void documents(List<OpenDocument> open) {
        documents = open;
    }

    List<Problem> problems() {
        return problems;
    }

    /** After a pass: what it found, and what was found before where it has not looked. */
    void found(List<Problem> fresh, PassOptions options) {
        List<Problem> all = new ArrayList<>(fresh);
        for (Problem old : problems) {
            boolean seen = options.where().stream().anyMatch(old::isAtOrBelow)
                    || old.path().filter(options::covers).isPresent();
            if (!seen && fresh.stream().noneMatch(problem -> problem.where().equals(old.where()))) {
                all.add(old);
            }
        }
        problems = all;
    }

    /** A pass begins. */
    void begins() {
        state = state instanceof FolderState.Paused ? new FolderState.Looking() : state;
    }

    /** A running pass tells of itself. */
    void during(SyncEvent event) {
        Progress so = state instanceof FolderState.Syncing(Progress progress) ? progress : Progress.NONE;
        state = switch (event) {
            case SyncEvent.Looking l -> state instanceof FolderState.Syncing ? state : new FolderState.Looking();
            case SyncEvent.ComparedAnew c -> state;
            case SyncEvent.Planned(int actions, int files, long bytes) ->
                actions == 0
                        ? state
                        : new FolderState.Syncing(
                                new Progress(so.filesDone(), so.files() + files, so.bytesDone(), so.bytes() + bytes));
            case SyncEvent.Progress(long bytes) ->
                new FolderState.Syncing(new Progress(so.filesDone(), so.files(), so.bytesDone() + bytes, so.bytes()));
            case SyncEvent.Done done ->
                isFile(done.operation())
                        ? new FolderState.Syncing(
                                new Progress(so.filesDone() + 1, so.files(), so.bytesDone(), so.bytes()))
                        : state;
            case SyncEvent.Troubled t -> state;
            case SyncEvent.Held h -> state;
        };
    }

    private static boolean isFile(Operation operation) {
        return operation == Operation.UPLOADED || operation == Operation.DOWNLOADED || operation == Operation.CONFLICT;
    }
}
