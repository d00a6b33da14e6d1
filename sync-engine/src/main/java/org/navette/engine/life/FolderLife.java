// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.life;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.navette.engine.life.FolderState.Paused.Reason;
import org.navette.engine.life.Signal.Surroundings;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.sync.PassOptions;
import org.navette.engine.sync.PassResult;
import org.navette.engine.sync.Waiting;
import org.navette.engine.tree.RelativePath;

/**
 * The state machine of one folder pair: signals and the time in, the next step out. No clock, no thread, no I/O; one caller
 * at a time.
 */
final class FolderLife {
    /** Without any signal for this long, the program itself did not run: the computer has slept. */
    static final Duration SLEPT = Duration.ofSeconds(40);

    /** Deletions seen here wait until none was seen for so long. */
    static final Duration DELETIONS_QUIET = Duration.ofSeconds(3);
    /** Or, if there is no end to them, for so long; then the guard sees what it sees. */
    static final Duration DELETIONS_LONGEST = Duration.ofMinutes(1);

    private static final Duration AFTER_OWN = Duration.ofSeconds(2);
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    private final Habits habits;
    private final RandomGenerator chance;
    private final Burst burst = new Burst();
    /** Deletions seen here: none is carried out before all of them are known. */
    private final Burst vanishing = new Burst(DELETIONS_QUIET, DELETIONS_LONGEST);

    private final Resting resting;
    private final Glances glances = new Glances();

    private FolderState state;
    private FolderState shown;
    private List<Problem> problems = List.of();
    private Waiting waiting = Waiting.NOTHING;
    private FolderStatus.Watch watch = FolderStatus.Watch.NONE;
    private List<OpenDocument> documents = List.of();
    private Surroundings surroundings = Surroundings.USUAL;
    private boolean hinting;
    private Optional<Instant> inStep = Optional.empty();

    private Instant last;
    private Instant lastChange;
    private Instant lastWhole = Instant.MIN;
    private Instant wholeDue;
    /** When something was last seen to change; that somebody has started the program says nothing. */
    private Optional<Instant> lastWork = Optional.empty();

    private final LookTime wholeTakes = new LookTime();
    private final LookTime glanceTakes = new LookTime();
    private @Nullable Instant looking;
    /** A part was looked at in which something is gone on the server: it may have gone elsewhere. */
    private boolean goneThere;
    /** Nothing is tried before; far away where only a person can help. */
    private Instant earliest = Instant.MIN;
    /** The server said so itself, which nobody but a person overrules. */
    private boolean serverAsked;

    private @Nullable Instant offlineSince;
    private int failures;
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

    FolderLife(Habits habits, RandomGenerator chance, Instant now) {
        this.habits = habits;
        this.chance = chance;
        this.resting = new Resting(chance);
        this.last = now;
        this.lastChange = now;
        this.wholeDue = now;
        this.state = new FolderState.Idle(now);
        // Nobody has looked yet: that all is in step would be a guess.
        this.shown = new FolderState.Looking();
    }

    FolderStatus status() {
        return new FolderStatus(shown, inStep, problems, waiting, watch, documents);
    }

    /** When the next {@link Signal.Tick} is worth sending, if nothing else comes; may be in the past. */
    Instant wakeAt() {
        if (running != null) {
            return Instant.MAX;
        }
        Instant pass = Rhythm.later(Rhythm.earlier(wholeDue, burst.due()), earliest);
        Instant noticed = Rhythm.earlier(burst.due(), vanishing.due());
        Instant next = Rhythm.earlier(Rhythm.earlier(pass, noticed), Rhythm.earlier(glanceDue(), resting.due()));
        if (paused || !opens.equals(Instant.MIN)) {
            return Rhythm.earlier(paused ? pausedUntil : opens, noticed);
        }
        return next;
    }

    Step on(Signal signal, Instant now) {
        followClock(now);
        answer.expire(now);
        take(signal, now);
        Step step = next(now);
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
        lastChange = lastChange.plus(by);
        lastWhole = shifted(lastWhole, by);
        wholeDue = shifted(wholeDue, by);
        earliest = shifted(earliest, by);
        pausedUntil = shifted(pausedUntil, by);
        burst.shift(by);
        resting.shift(by);
        vanishing.shift(by);
        answer.shift(by);
        glances.shift(by);
        lastWork = lastWork.map(time -> time.plus(by));
    }

    private static Instant shifted(Instant time, Duration by) {
        return time.equals(Instant.MIN) || time.equals(Instant.MAX) ? time : time.plus(by);
    }

    private void wokeUp(Instant now) {
        wholeDue = now;
        hurry();
    }

    /** Cuts the wait after a failure short, unless it is the server, or a person, that is waited for. */
    private void hurry() {
        if (!serverAsked && !earliest.equals(Instant.MAX)) {
            earliest = Instant.MIN;
        }
    }

    private void take(Signal signal, Instant now) {
        switch (signal) {
            case Signal.Changed(Set<RelativePath> paths) -> {
                burst.add(resting.awake(paths, now), now);
                resting.changed(paths);
                worked(now);
                glances.lively(paths.stream().map(RelativePath::folder).toList());
            }
            case Signal.Gone(Set<RelativePath> paths) -> vanishing.add(paths, now);
            case Signal.Lively(List<RelativePath> folders) -> glances.lively(folders);
            case Signal.Missed m -> {
                // Deletions as well, perhaps.
                vanishing.add(Set.of(RelativePath.ROOT), now);
                wholeDue = now;
            }
            case Signal.Watching(FolderStatus.Watch seen) -> watch = seen;
            case Signal.Documents(List<OpenDocument> open) -> documents = open;
            case Signal.Hinting(boolean on) -> hinting = on;
            // Our own writes are told as well, one by one.
            case Signal.ChangedThere c ->
                wholeDue = Rhythm.earlier(wholeDue, Rhythm.later(now, lastWhole.plus(AFTER_OWN)));
            case Signal.SyncNow s -> {
                resting.clear();
                forced = true;
                now(now);
            }
            case Signal.Pause(Optional<Instant> until) -> {
                paused = true;
                pausedUntil = until.orElse(Instant.MAX);
            }
            case Signal.Resume r -> {
                paused = false;
                now(now);
            }
            case Signal.Answer(DeletionGuard.Answer said, AnswerScope about) -> {
                boolean last = about instanceof AnswerScope.LastHeld;
                Optional<AnswerScope> shown = asked.filter(question -> last)
                        .map(question -> new AnswerScope.These(Set.copyOf(question.paths())));
                answer.say(said, shown.orElse(about), now);
                now(now);
            }
            case Signal.Signed s -> now(now);
            case Surroundings seen -> surrounded(seen, now);
            case Signal.WokeUp w -> wokeUp(now);
            case Signal.Told(SyncEvent event) -> told(event, now);
            case Signal.PassEnded(PassResult result, int deeds) -> ended(result, deeds, now);
            case Signal.Counted(Waiting counted) -> waiting = counted;
            case Signal.Tick t -> {}
            case Signal.Stop s -> stopping = true;
        }
    }

    private void told(SyncEvent event, Instant now) {
        shown = Shown.during(event, shown);
        Instant begun = looking;
        if (event instanceof SyncEvent.Planned && begun != null && running != null) {
            looking = null;
            if (running.isWhole()) {
                wholeTakes.took(Duration.between(begun, now));
            } else if (!running.glances().isEmpty()) {
                glanceTakes.took(Duration.between(begun, now));
            }
        }
        if (event instanceof SyncEvent.Done done) {
            glances.lively(List.of(done.path().folder()));
            if (done.deed() == SyncEvent.Deed.UPLOADED) {
                resting.sent(done.path(), done.bytes(), now);
            }
            goneThere |= done.deed() == SyncEvent.Deed.TRASHED && running != null && !running.isWhole();
        }
    }

    private void worked(Instant now) {
        lastChange = now;
        lastWork = Optional.of(now);
    }

    private void now(Instant now) {
        wholeDue = now;
        earliest = Instant.MIN;
        serverAsked = false;
    }

    private void surrounded(Surroundings seen, Instant now) {
        if (seen.online() != surroundings.online() || (surroundings.metered() && !seen.metered())) {
            // Also when the network has gone: what the system says of it is tried before it is believed.
            wokeUp(now);
        }
        surroundings = seen;
    }

    private void ended(PassResult result, int deeds, Instant now) {
        PassOptions options = running == null ? PassOptions.USUAL : running;
        running = null;
        forced = false;
        if (deeds > 0) {
            worked(now);
        }
        if (brokenOff) {
            brokenOff = false;
            sound = false;
            wholeDue = now;
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
        failures++;
        sound = false;
        countWanted = true;
        Verdict verdict = Verdict.of(failure, failures, Optional.ofNullable(offlineSince), now, chance);
        state = verdict.state();
        offlineSince = state instanceof FolderState.Offline(Instant since, Instant next, Failure why) ? since : null;
        serverAsked = failure instanceof Failure.Busy(int status, Optional<Long> seconds) && seconds.isPresent();
        earliest = verdict.again();
        wholeDue = verdict.again();
    }

    private void succeeded(PassResult result, PassOptions options, int deeds, Instant now) {
        failures = 0;
        offlineSince = null;
        serverAsked = false;
        earliest = Instant.MIN;
        problems = merged(result.problems(), options);
        resting.ended(result.problems(), options, now);
        vanishing.join(result.deferred(), now);
        if (options.isWhole()) {
            goneThere = false;
            if (result.deferred().isEmpty() || asked.isEmpty()) {
                asked = Optional.of(new FolderState.Question.Deletions(result.held(), result.doubt(), result.recent()))
                        .filter(question -> !question.paths().isEmpty());
            }
            sound = asked.isEmpty();
            wholeDue = now.plus(untilNextLook(wholeTakes, now));
            inStep = sound && result.deferred().isEmpty() ? Optional.of(now) : inStep;
            state = asked.<FolderState>map(FolderState.NeedsDecision::new)
                    .orElseGet(() -> new FolderState.Idle(wholeDue));
        } else if (!result.held().isEmpty()) {
            // A part may look as if all were gone: the whole has the last word.
            sound = false;
            wholeDue = now;
        } else if (deeds > 0) {
            Instant look = Rhythm.later(now.plus(AFTER_OWN), lastWhole.plus(soonest(now)));
            wholeDue = Rhythm.earlier(wholeDue, look);
            inStep = Optional.of(now);
        }
        if (goneThere) {
            wholeDue = Rhythm.earlier(wholeDue, now.plus(AFTER_OWN));
        }
        if (problems.stream()
                .anyMatch(problem ->
                        problem.failure() instanceof Failure.ChangedMeanwhile && !resting.isPaced(problem, now))) {
            wholeDue = Rhythm.earlier(wholeDue, now.plus(soonest(now)));
        }
        glances.nextAt(now.plus(untilNextLook(glanceTakes, now)));
        countWanted = !problems.isEmpty() || !result.held().isEmpty();
        waiting = countWanted ? waiting : Waiting.NOTHING;
    }

    /** What was found now, and what was found before where nobody has looked now. */
    private List<Problem> merged(List<Problem> fresh, PassOptions options) {
        List<Problem> all = new ArrayList<>(fresh);
        for (Problem old : problems) {
            boolean seen = options.where().stream().anyMatch(old::isAtOrBelow)
                    || old.path().filter(options::covers).isPresent();
            if (!seen && fresh.stream().noneMatch(problem -> problem.where().equals(old.where()))) {
                all.add(old);
            }
        }
        return all;
    }

    private Duration untilNextLook(LookTime takes, Instant now) {
        return habits.every().orElseGet(() -> {
            Duration usual = Rhythm.untilNextLook(
                    hinting ? Rhythm.LONG_IDLE : Duration.between(lastChange, now),
                    surroundings.metered() || surroundings.onBattery());
            return Rhythm.longer(usual, pause(takes, now));
        });
    }

    /** From one look at everything to the next, while somebody works. */
    private Duration soonest(Instant now) {
        return Rhythm.longer(Rhythm.BUSY, pause(wholeTakes, now));
    }

    private Duration pause(LookTime takes, Instant now) {
        return Rhythm.pause(
                takes.expected(),
                lastWork.map(time -> Duration.between(time, now)).orElse(Rhythm.LONG_IDLE));
    }

    /** Where the server tells of changes, or somebody has chosen how often to look, there is no need for it. */
    private Instant glanceDue() {
        boolean useful = sound && habits.every().isEmpty() && !hinting && answer.isNone();
        return useful ? Rhythm.later(glances.due(), earliest) : Instant.MAX;
    }

    private Step next(Instant now) {
        burst.add(resting.takeDue(now), now);
        if (running != null) {
            boolean end = stopping || (isPaused(now) && !forced);
            if (end && !brokenOff) {
                brokenOff = true;
                return new Step.BreakOff();
            }
            return new Step.Wait();
        }
        if (stopping || state instanceof FolderState.Stopped) {
            state = state instanceof FolderState.Stopped ? state : new FolderState.Stopped(Optional.empty());
            return new Step.End();
        }
        if (!forced && (isPaused(now) || habits.schedule().opens(now).isPresent())) {
            return countIfChanged(now);
        }
        if (isDue(wholeDue, now)) {
            return start(PassOptions.USUAL, now);
        }
        for (Burst noticed : List.of(vanishing, burst)) {
            if (!noticed.due().isAfter(now)) {
                if (sound && answer.isNone() && !earliest.isAfter(now)) {
                    return start(PassOptions.USUAL.in(noticed.take()), now);
                }
                wholeDue = Rhythm.earlier(wholeDue, now);
                return isDue(wholeDue, now) ? start(PassOptions.USUAL, now) : countIfChanged(now);
            }
        }
        if (!glanceDue().isAfter(now)) {
            return start(PassOptions.USUAL.glancingAt(glances.folders()), now);
        }
        return countIfChanged(now);
    }

    private boolean isDue(Instant due, Instant now) {
        return !due.isAfter(now) && !earliest.isAfter(now);
    }

    private boolean isPaused(Instant now) {
        if (paused && !pausedUntil.isAfter(now)) {
            paused = false;
            wholeDue = now;
        }
        return paused;
    }

    private Step start(PassOptions part, Instant now) {
        if (part.isWhole()) {
            burst.take();
            lastWhole = now;
            if (!answer.isNone() || !vanishing.due().isAfter(now)) {
                vanishing.take();
            }
        }
        looking = now;
        PassOptions options = answer.in(part)
                .deferringDeletions(!vanishing.isEmpty())
                .going(habits.direction())
                .withResting(resting.now(now))
                .upTo(surroundings.metered() ? habits.largestIfMetered() : Long.MAX_VALUE);
        running = options;
        shown = shown instanceof FolderState.Paused ? new FolderState.Looking() : shown;
        return new Step.Pass(options);
    }

    /** What changes while nothing can be sent is counted, so that people see that it is not forgotten. */
    private Step countIfChanged(Instant now) {
        for (Burst noticed : List.of(burst, vanishing)) {
            if (!noticed.due().isAfter(now)) {
                noticed.take();
                sound = false;
                countWanted = true;
            }
        }
        if (!countWanted) {
            return new Step.Wait();
        }
        countWanted = false;
        return new Step.Count();
    }

    private void show(Instant now) {
        if (running != null) {
            return;
        }
        Optional<Instant> closed = habits.schedule().opens(now);
        opens = closed.orElse(Instant.MIN);
        if (state instanceof FolderState.Stopped) {
            shown = state;
        } else if (paused) {
            shown = new FolderState.Paused(
                    Optional.of(pausedUntil).filter(time -> !time.equals(Instant.MAX)), Reason.PERSON);
        } else if (closed.isPresent()) {
            shown = new FolderState.Paused(closed, Reason.SCHEDULE);
        } else {
            shown = state instanceof FolderState.Idle
                    ? new FolderState.Idle(Rhythm.earlier(wholeDue, glanceDue()))
                    : state;
        }
    }
}
