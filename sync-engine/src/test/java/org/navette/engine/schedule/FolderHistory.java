// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.tree.RelativePath;

/**
 * One history of a folder pair in virtual time: people work, delete, pause and answer late, the watcher misses things, the server
 * fails, the computer sleeps and its clock is set. Passes are played: what they find is what there is.
 */
final class FolderHistory {
    private static final int LAST_TOLD = 40;
    private static final Duration LIVELY = Duration.ofHours(6);
    /** After everybody has stopped, all is in step by then. */
    private static final Duration CALM = Duration.ofHours(3);

    /** How exactly a folder knows by how much its clock was set: from one heartbeat to the next. */
    private static final Duration GRAIN = Duration.ofSeconds(15);

    private record Event(Instant at, long number, Runnable action) {}

    private final Random chance;
    private final FolderLife life;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private long numbers;
    /** True time, which nobody sets. */
    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    /** What the computer's clock is ahead. */
    private Duration ahead = Duration.ZERO;

    private final PlayedFolder folder = new PlayedFolder();
    private @Nullable PassOptions running;
    private boolean brokenOff;
    private boolean paused;
    /** By the clock; far away if until somebody says so. */
    private Instant pausedUntil = Instant.MAX;

    private boolean forced;
    private boolean refused;
    private Instant notBefore = Instant.MIN;
    private @Nullable Instant firstGone;
    private Instant lastGone = Instant.MIN;
    private Answer said = Answer.NONE;
    private AnswerScope about = new AnswerScope.All();
    private Instant saidAt = Instant.MIN;
    private boolean calm;

    /** What happened last. */
    private final Deque<String> story = new ArrayDeque<>();

    private int passes;
    private int questions;
    private int stale;
    private String fault = "";

    FolderHistory(long seed) {
        chance = new Random(seed);
        life = new FolderLife(FolderOptions.USUAL, new Random(seed + 1), clock());
    }

    String fault() {
        return fault;
    }

    int passes() {
        return passes;
    }

    int questions() {
        return questions;
    }

    int staleAnswers() {
        return stale;
    }

    private Instant clock() {
        return now.plus(ahead);
    }

    private void wrong(String what) {
        fault = fault.isEmpty() ? what + " at " + now + "\n" + String.join("\n", story) : fault;
    }

    private void in(Duration time, Runnable action) {
        events.add(new Event(now.plus(time), numbers++, action));
    }

    private Duration upTo(Duration longest) {
        return Duration.ofMillis(chance.nextLong(longest.toMillis()));
    }

    void run() {
        Instant end = now.plus(LIVELY);
        tell(new Signal.Tick());
        in(upTo(Duration.ofMinutes(5)), this::something);
        while (now.isBefore(end) && fault.isEmpty()) {
            step(end);
        }
        calm = true;
        settle();
        Instant latest = now.plus(CALM);
        while (now.isBefore(latest) && fault.isEmpty() && !isInStep()) {
            step(latest);
            answerIfAsked();
        }
        if (fault.isEmpty() && !isInStep()) {
            wrong("not in step after all: " + folder + ", " + life.status().state());
        }
    }

    /** Everybody stops, and what only a person can do is done. */
    private void settle() {
        ahead = ahead.isNegative() ? Duration.ZERO : ahead;
        paused = false;
        overruled();
        tell(new Signal.Resume());
        tell(new Signal.Signed());
    }

    private void answerIfAsked() {
        if (running == null && !shown().isEmpty()) {
            answer(Answer.DELETE, new AnswerScope.LastHeld());
        }
    }

    /** The deletions somebody is asked about now; empty if nobody is. */
    private Set<RelativePath> shown() {
        return life.status().state()
                        instanceof
                        FolderState.NeedsDecision(FolderState.Question.Deletions(var paths, var doubt, long recent))
                ? Set.copyOf(paths)
                : Set.of();
    }

    private boolean isInStep() {
        return running == null && folder.isInStep() && life.status().state() instanceof FolderState.Idle;
    }

    /** Whatever comes next: an event, the time the folder wants to be woken, or the heartbeat. */
    private void step(Instant end) {
        Instant due = life.wakeAt();
        Instant wake = due.equals(Instant.MAX) || due.equals(Instant.MIN) ? due : due.minus(ahead);
        Instant next = PollPolicy.earlier(PollPolicy.earlier(wake, now.plusSeconds(10)), end);
        Event event = events.peek();
        if (event != null && !event.at().isAfter(next)) {
            now = PollPolicy.later(event.at(), now);
            events.remove();
            event.action().run();
        } else {
            // A thread that is woken too early comes back a moment later.
            now = PollPolicy.later(next, now.plusMillis(1));
            tell(new Signal.Tick());
        }
    }

    private void something() {
        if (calm) {
            return;
        }
        in(upTo(Duration.ofMinutes(chance.nextInt(4) == 0 ? 40 : 2)), this::something);
        switch (chance.nextInt(14)) {
            case 0, 1, 2, 3 -> edit();
            case 4 -> delete(1 + chance.nextInt(3));
            case 5 -> delete(PlayedFolder.UNASKED + chance.nextInt(10));
            case 6 -> deleteSlowly(1 + chance.nextInt(12));
            case 7 -> {
                paused = true;
                Duration pause = upTo(Duration.ofHours(1));
                pausedUntil = chance.nextBoolean() ? Instant.MAX : clock().plus(pause);
                tell(new Signal.Pause(Optional.of(pausedUntil).filter(until -> !until.equals(Instant.MAX))));
                in(pause, () -> {
                    paused = false;
                    overruled();
                    tell(new Signal.Resume());
                });
            }
            case 8 -> {
                overruled();
                forced = true;
                tell(new Signal.SyncNow());
            }
            case 9 -> tell(new Signal.ChangedThere());
            case 10 -> tell(new Signal.Surroundings(chance.nextBoolean(), chance.nextBoolean(), chance.nextBoolean()));
            case 11 -> sleep();
            case 12 -> setClock();
            default -> {
                if (refused) {
                    refused = false;
                    overruled();
                    tell(new Signal.Signed());
                }
            }
        }
    }

    private void overruled() {
        refused = false;
        notBefore = Instant.MIN;
    }

    private void edit() {
        RelativePath path = RelativePath.of("d" + chance.nextInt(3) + "/f" + chance.nextInt(40));
        folder.edit(path, now);
        watched(path, false);
    }

    private void delete(int many) {
        folder.delete(many, chance, now).forEach(path -> watched(path, true));
    }

    /** One after the other, as a slow program does. */
    private void deleteSlowly(int many) {
        delete(1);
        if (many > 1) {
            in(upTo(Duration.ofSeconds(2)), () -> deleteSlowly(many - 1));
        }
    }

    /** The watcher tells a little later, or that it has missed something, or nothing at all. */
    private void watched(RelativePath path, boolean deleted) {
        int kind = chance.nextInt(20);
        if (kind == 0) {
            return;
        }
        in(upTo(Duration.ofMillis(400)), () -> {
            if (kind == 1 || deleted) {
                firstGone = firstGone == null ? now : firstGone;
                lastGone = now;
            }
            if (kind == 1) {
                tell(new Signal.Missed());
                return;
            }
            if (deleted) {
                tell(new Signal.Gone(Set.of(path)));
            }
            tell(new Signal.Changed(Set.of(path)));
        });
    }

    private void sleep() {
        if (running == null) {
            now = now.plus(upTo(Duration.ofDays(2)));
            tell(new Signal.Tick());
        }
    }

    private void setClock() {
        Duration before = ahead;
        ahead = chance.nextInt(3) == 0
                ? Duration.ZERO
                : upTo(Duration.ofDays(4)).minusDays(2);
        Duration by = ahead.minus(before);
        pausedUntil = by.isNegative() && !pausedUntil.equals(Instant.MAX) ? pausedUntil.plus(by) : pausedUntil;
        // What was asked and answered by the old clock is not held against the new one.
        saidAt = said == Answer.NONE ? saidAt : now;
        notBefore = Instant.MIN;
        tell(new Signal.Tick());
    }

    private void tell(Signal signal) {
        NextStep step = life.on(signal, clock());
        if (!(signal instanceof Signal.Tick) || !(step instanceof NextStep.Wait)) {
            story.add(now + " " + signal + " -> " + step);
        }
        if (story.size() > LAST_TOLD) {
            story.remove();
        }
        switch (step) {
            case NextStep.Wait w -> {}
            case NextStep.Count c -> tell(new Signal.Counted(folder.waiting()));
            case NextStep.BreakOff b -> {
                if (!paused || forced) {
                    wrong("a pass was broken off for nothing");
                }
                brokenOff = true;
            }
            case NextStep.Pass(PassOptions options) -> begin(options);
            case NextStep.End e -> wrong("it ended");
        }
    }

    private void begin(PassOptions options) {
        passes++;
        if (running != null) {
            wrong("two passes at a time");
        }
        if (paused && !forced && clock().plus(GRAIN).isBefore(pausedUntil)) {
            wrong("a pass in a pause");
        }
        if (refused) {
            wrong("refused credentials were tried again");
        }
        if (now.isBefore(notBefore)) {
            wrong("a pass before the server wants one");
        }
        if (options.answer() != Answer.NONE) {
            heard(options);
        } else if (!options.deferring() && firstGone != null) {
            boolean quiet = !now.isBefore(lastGone.plus(PollSchedule.DELETIONS_QUIET));
            boolean long_ = !now.isBefore(firstGone.plus(PollSchedule.DELETIONS_LONGEST));
            if (!quiet && !long_ && ahead.isZero()) {
                wrong("deletions go while more are being made");
            }
        }
        if (!options.deferring()) {
            firstGone = null;
        }
        running = options;
        brokenOff = false;
        Set<RelativePath> sent = folder.changed();
        Instant begun = now;
        in(upTo(Duration.ofSeconds(chance.nextInt(10) == 0 ? 60 : 2)).plusMillis(1), () -> end(options, begun, sent));
    }

    private void heard(PassOptions options) {
        if (said != options.answer()) {
            wrong("an answer that nobody gave");
        } else if (!about.equals(options.about())) {
            wrong("an answer about something else");
        } else if (now.isAfter(saidAt.plus(PendingAnswer.GOOD_FOR)) && ahead.isZero()) {
            wrong("an answer of long ago");
        }
    }

    private void end(PassOptions options, Instant begun, Set<RelativePath> sent) {
        running = null;
        forced = false;
        if (brokenOff) {
            brokenOff = false;
            tell(new Signal.PassEnded(PassResult.halted(new Failure.Unexpected("interrupted")), 0));
            return;
        }
        int luck = calm ? 0 : chance.nextInt(25);
        if (luck == 1) {
            tell(new Signal.PassEnded(PassResult.halted(LivedFolder.NO_NETWORK), 0));
        } else if (luck == 2) {
            notBefore = now.plusSeconds(300);
            tell(new Signal.PassEnded(PassResult.halted(new Failure.Busy(503, Optional.of(300L))), 0));
        } else if (luck == 3) {
            refused = true;
            tell(new Signal.PassEnded(PassResult.halted(new Failure.CredentialsRefused(false)), 0));
        } else {
            tell(new Signal.PassEnded(folder.carriedOut(options, begun, sent), sent.size()));
        }
        askIfNeeded();
    }

    /** Somebody answers what is shown now, at once or much later, when it may be another question. */
    private void askIfNeeded() {
        Set<RelativePath> asked = shown();
        if (calm || asked.isEmpty()) {
            return;
        }
        questions++;
        Answer answer = chance.nextInt(3) == 0 ? Answer.BRING_BACK : Answer.DELETE;
        boolean byName = chance.nextBoolean();
        in(upTo(Duration.ofHours(chance.nextInt(3) == 0 ? 60 : 1)), () -> {
            Set<RelativePath> current = shown();
            if (!calm && (byName || !current.isEmpty())) {
                stale += current.equals(asked) ? 0 : 1;
                answer(answer, byName ? new AnswerScope.These(asked) : new AnswerScope.LastHeld());
            }
        });
    }

    private void answer(Answer answer, AnswerScope scope) {
        said = answer;
        // Whoever names nothing speaks of what is shown.
        about = scope instanceof AnswerScope.LastHeld ? new AnswerScope.These(shown()) : scope;
        saidAt = now;
        overruled();
        tell(new Signal.Answer(answer, scope));
    }
}
