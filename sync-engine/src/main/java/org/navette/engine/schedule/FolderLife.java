// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.navette.engine.locking.OpenDocument;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.pass.PendingChanges;
import org.navette.engine.port.Failure;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.schedule.FolderState.Paused.Reason;
import org.navette.engine.schedule.Signal.Surroundings;
import org.navette.engine.tree.RelativePath;

/**
 * The state machine of one folder pair: signals and the time in, the next step out. No clock, no thread, no I/O; one caller
 * at a time. When to look is {@link PollSchedule}'s, what holds it back after a failure {@link RetryState}'s, what others see of it
 * {@link StatusProjection}'s.
 */
final class FolderLife {
    /** Without any signal for this long, the program itself did not run: the computer has slept. */
    static final Duration SLEPT = Duration.ofSeconds(40);

    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    private final FolderOptions folderOptions;
    private final PollSchedule schedule;
    private final RetryState retry;
    private final RetryBackoff resting;
    private final StatusProjection shown = new StatusProjection();

    private FolderState state;
    private Instant last;
    private @Nullable Instant looking;
    /** A part was looked at in which something is gone on the server: it may have gone elsewhere. */
    private boolean goneThere;
    /** Whether the last look at everything came through, so that a part can be looked at by itself. */
    private boolean sound;

    private boolean countWanted;
    private final PendingAnswer answer = new PendingAnswer();
    /** What was asked last about held deletions, until that is over. */
    private Optional<FolderState.Question.Deletions> asked = Optional.empty();

    private boolean paused;
    private Instant pausedUntil = Instant.MAX;
    /** When the folder's hours begin again; far back while they last. */
    private Instant opens = Instant.MIN;

    private boolean forced;
    private @Nullable PassOptions running;
    private boolean brokenOff;
    private boolean stopping;

    FolderLife(FolderOptions folderOptions, RandomGenerator chance, Instant now) {
        this.folderOptions = folderOptions;
        this.schedule = new PollSchedule(folderOptions, now);
        this.retry = new RetryState(chance);
        this.resting = new RetryBackoff(chance);
        this.last = now;
        this.state = new FolderState.Idle(now);
    }

    FolderStatus status() {
        return shown.status();
    }

    /** When the next {@link Signal.Tick} is worth sending, if nothing else comes; may be in the past. */
    Instant wakeAt() {
        if (running != null) {
            return Instant.MAX;
        }
        Instant noticed = schedule.noticedDue();
        if (paused || !opens.equals(Instant.MIN)) {
            return PollPolicy.earlier(paused ? pausedUntil : opens, noticed);
        }
        Instant pass =
                PollPolicy.later(PollPolicy.earlier(schedule.wholeDue(), schedule.changesDue()), retry.earliest());
        return PollPolicy.earlier(PollPolicy.earlier(pass, noticed), PollPolicy.earlier(glanceDue(), resting.due()));
    }

    NextStep on(Signal signal, Instant now) {
        followClock(now);
        answer.expire(now);
        take(signal, now);
        NextStep step = next(now);
        show(now);
        return step;
    }

    private void followClock(Instant now) {
        Duration gone = Duration.between(last, now);
        if (gone.plus(CLOCK_GRAIN).isNegative()) {
            shift(gone);
        } else if (gone.compareTo(SLEPT) > 0) {
            wokeUp(now);
        }
        last = now;
    }

    /** The clock was set back: what was due then is due now, not in an hour. */
    private void shift(Duration by) {
        schedule.shift(by);
        retry.shift(by);
        resting.shift(by);
        answer.shift(by);
        pausedUntil = PollPolicy.shifted(pausedUntil, by);
    }

    private void wokeUp(Instant now) {
        schedule.wholeAt(now);
        retry.hurry();
    }

    private void take(Signal signal, Instant now) {
        switch (signal) {
            case Signal.Changed(Set<RelativePath> paths) -> {
                schedule.changed(paths, resting.awake(paths, now), now);
                resting.changed(paths);
            }
            case Signal.Gone(Set<RelativePath> paths) -> schedule.deleted(paths, now);
            case Signal.Lively(List<RelativePath> folders) -> schedule.lively(folders);
            case Signal.Missed m -> schedule.missed(now);
            case Signal.Watching(FolderStatus.Watch seen) -> shown.watch(seen);
            case Signal.Documents(List<OpenDocument> open) -> shown.documents(open);
            case Signal.Hinting(boolean on) -> schedule.hinting(on);
            case Signal.ChangedThere c -> schedule.changedThere(now);
            case Signal.SyncNow s -> {
                resting.clear();
                forced = true;
                wanted(now);
            }
            case Signal.Pause(Optional<Instant> until) -> {
                paused = true;
                pausedUntil = until.orElse(Instant.MAX);
            }
            case Signal.Resume r -> {
                paused = false;
                wanted(now);
            }
            case Signal.Answer(DeletionGuard.Answer said, AnswerScope about) -> {
                boolean lastHeld = about instanceof AnswerScope.LastHeld;
                Optional<AnswerScope> these = asked.filter(question -> lastHeld)
                        .map(question -> new AnswerScope.These(Set.copyOf(question.paths())));
                answer.say(said, these.orElse(about), now);
                wanted(now);
            }
            case Signal.Signed s -> wanted(now);
            case Surroundings seen -> surrounded(seen, now);
            case Signal.WokeUp w -> wokeUp(now);
            case Signal.Told(SyncEvent event) -> onEvent(event, now);
            case Signal.PassEnded(PassResult result, int deeds) -> ended(result, deeds, now);
            case Signal.Counted(PendingChanges counted) -> shown.waiting(counted);
            case Signal.Tick t -> {}
            case Signal.Stop s -> stopping = true;
        }
    }

    private void onEvent(SyncEvent event, Instant now) {
        shown.during(event);
        Instant begun = looking;
        if (event instanceof SyncEvent.Planned && begun != null && running != null) {
            looking = null;
            if (running.isWhole()) {
                schedule.wholeTook(Duration.between(begun, now));
            } else if (!running.glances().isEmpty()) {
                schedule.glanceTook(Duration.between(begun, now));
            }
        }
        if (event instanceof SyncEvent.Done done) {
            schedule.lively(List.of(done.path().folder()));
            if (done.operation() == SyncEvent.Operation.UPLOADED) {
                resting.sent(done.path(), done.bytes(), now);
            }
            goneThere |= done.operation() == SyncEvent.Operation.TRASHED && running != null && !running.isWhole();
        }
    }

    /** A person wants it now. */
    private void wanted(Instant now) {
        schedule.wholeAt(now);
        retry.overrule();
    }

    private void surrounded(Surroundings seen, Instant now) {
        Surroundings before = schedule.surroundings();
        if (seen.online() != before.online() || (before.metered() && !seen.metered())) {
            // Also when the network has gone: what the system says of it is tried before it is believed.
            wokeUp(now);
        }
        schedule.surrounded(seen);
    }

    private void ended(PassResult result, int deeds, Instant now) {
        PassOptions options = running == null ? PassOptions.USUAL : running;
        running = null;
        forced = false;
        if (deeds > 0) {
            schedule.worked(now);
        }
        if (brokenOff) {
            brokenOff = false;
            sound = false;
            schedule.wholeAt(now);
            countWanted = true;
            return;
        }
        answer.heard(options);
        if (result.halted().isPresent()) {
            failed(result.halted().get(), now);
        } else {
            succeeded(result, options, deeds, now);
        }
    }

    private void failed(Failure failure, Instant now) {
        sound = false;
        countWanted = true;
        FailureDecision decision = retry.failed(failure, now);
        state = decision.state();
        schedule.wholeAt(decision.again());
    }

    private void succeeded(PassResult result, PassOptions options, int deeds, Instant now) {
        retry.succeeded();
        shown.found(result.problems(), options);
        resting.ended(result.problems(), options, now);
        schedule.deferred(result.deferred(), now);
        if (options.isWhole()) {
            wholeSucceeded(result, now);
        } else if (!result.held().isEmpty()) {
            // A part may look as if all were gone: the whole has the last word.
            sound = false;
            schedule.wholeAt(now);
        } else if (deeds > 0) {
            schedule.partChanged(now);
            shown.inStepAt(now);
        }
        if (goneThere) {
            schedule.wholeAfterOwn(now);
        }
        if (shown.problems().stream()
                .anyMatch(problem ->
                        problem.failure() instanceof Failure.ChangedMeanwhile && !resting.isPaced(problem, now))) {
            schedule.restless(now);
        }
        schedule.ended(now);
        countWanted = !shown.problems().isEmpty() || !result.held().isEmpty();
        if (!countWanted) {
            shown.waiting(PendingChanges.NOTHING);
        }
    }

    private void wholeSucceeded(PassResult result, Instant now) {
        goneThere = false;
        if (result.deferred().isEmpty() || asked.isEmpty()) {
            asked = Optional.of(new FolderState.Question.Deletions(result.held(), result.doubt(), result.recent()))
                    .filter(question -> !question.paths().isEmpty());
        }
        sound = asked.isEmpty();
        schedule.wholeEnded(now);
        if (sound && result.deferred().isEmpty()) {
            shown.inStepAt(now);
        }
        state = asked.<FolderState>map(FolderState.NeedsDecision::new)
                .orElseGet(() -> new FolderState.Idle(schedule.wholeDue()));
    }

    private Instant glanceDue() {
        return sound && answer.isNone() ? PollPolicy.later(schedule.glanceDue(), retry.earliest()) : Instant.MAX;
    }

    private NextStep next(Instant now) {
        schedule.rested(resting.takeDue(now), now);
        if (running != null) {
            boolean end = stopping || (isPaused(now) && !forced);
            if (end && !brokenOff) {
                brokenOff = true;
                return new NextStep.BreakOff();
            }
            return new NextStep.Wait();
        }
        if (stopping || state instanceof FolderState.Stopped) {
            state = state instanceof FolderState.Stopped ? state : new FolderState.Stopped(Optional.empty());
            return new NextStep.End();
        }
        if (!forced && (isPaused(now) || folderOptions.schedule().opens(now).isPresent())) {
            return countIfChanged(now);
        }
        if (isWholeDue(now)) {
            return start(PassOptions.USUAL, now);
        }
        for (ChangeDebouncer noticed : schedule.noticed()) {
            if (!noticed.due().isAfter(now)) {
                if (sound && answer.isNone() && retry.allows(now)) {
                    return start(PassOptions.USUAL.in(noticed.take()), now);
                }
                schedule.wholeBy(now);
                return isWholeDue(now) ? start(PassOptions.USUAL, now) : countIfChanged(now);
            }
        }
        if (!glanceDue().isAfter(now)) {
            return start(PassOptions.USUAL.glancingAt(schedule.hotFolders()), now);
        }
        return countIfChanged(now);
    }

    private boolean isWholeDue(Instant now) {
        return !schedule.wholeDue().isAfter(now) && retry.allows(now);
    }

    private boolean isPaused(Instant now) {
        if (paused && !pausedUntil.isAfter(now)) {
            paused = false;
            schedule.wholeAt(now);
        }
        return paused;
    }

    private NextStep start(PassOptions part, Instant now) {
        if (part.isWhole()) {
            schedule.wholeBegins(!answer.isNone(), now);
        }
        looking = now;
        PassOptions options = answer.in(part)
                .deferringDeletions(schedule.awaitsDeletions())
                .going(folderOptions.direction())
                .withResting(resting.now(now))
                .upTo(schedule.surroundings().metered() ? folderOptions.largestIfMetered() : Long.MAX_VALUE);
        running = options;
        shown.begins();
        return new NextStep.Pass(options);
    }

    /** What changes while nothing can be sent is counted, so that people see that it is not forgotten. */
    private NextStep countIfChanged(Instant now) {
        for (ChangeDebouncer noticed : schedule.noticed()) {
            if (!noticed.due().isAfter(now)) {
                noticed.take();
                sound = false;
                countWanted = true;
            }
        }
        if (!countWanted) {
            return new NextStep.Wait();
        }
        countWanted = false;
        return new NextStep.Count();
    }

    private void show(Instant now) {
        if (running != null) {
            return;
        }
        Optional<Instant> closed = folderOptions.schedule().opens(now);
        opens = closed.orElse(Instant.MIN);
        if (state instanceof FolderState.Stopped) {
            shown.at(state);
        } else if (paused) {
            shown.at(new FolderState.Paused(
                    Optional.of(pausedUntil).filter(time -> !time.equals(Instant.MAX)), Reason.PERSON));
        } else if (closed.isPresent()) {
            shown.at(new FolderState.Paused(closed, Reason.SCHEDULE));
        } else {
            shown.at(
                    state instanceof FolderState.Idle
                            ? new FolderState.Idle(PollPolicy.earlier(schedule.wholeDue(), glanceDue()))
                            : state);
        }
    }
}
