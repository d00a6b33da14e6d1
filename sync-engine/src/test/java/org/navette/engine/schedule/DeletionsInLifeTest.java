// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.schedule.FolderState.Question;
import org.navette.engine.tree.RelativePath;

/** Deletions wait for each other, and an answer is about what was shown: the clock is an argument. */
class DeletionsInLifeTest extends LivedFolder {
    private static PassResult deferred(String... names) {
        return new PassResult(List.of(), List.of(), paths(names), Doubt.NONE, 0, Optional.empty(), Optional.empty());
    }

    private NextStep vanishes(String path) {
        tell(new Signal.Gone(paths(path)));
        return tell(new Signal.Changed(paths(path)));
    }

    private static PassOptions options(NextStep step) {
        return assertInstanceOf(NextStep.Pass.class, step).options();
    }

    @Test
    void deletionsWaitUntilNoneWasSeenForAWhile() {
        inStep();
        Instant last = now;
        for (int i = 0; i < 8; i++) {
            vanishes("d/f" + i);
            last = now;
            PassOptions options = waitForPass(Duration.ofSeconds(1));
            assertTrue(options.deferring(), "the next one may go any moment");
            ends(deferred("d/f" + i));
            now = now.plusMillis(500);
        }
        PassOptions options = waitForPass(Duration.ofSeconds(5));
        while (options.deferring()) {
            options = ends(deferred()) instanceof NextStep.Pass(PassOptions next)
                    ? next
                    : waitForPass(Duration.ofSeconds(5));
        }
        assertTrue(Duration.between(last, now).compareTo(PollSchedule.DELETIONS_QUIET) >= 0);
        assertEquals(paths("d/f0", "d/f1", "d/f2", "d/f3", "d/f4", "d/f5", "d/f6", "d/f7"), options.where());
    }

    @Test
    void deletionsWithoutAnEndAreLeftToTheGuardAfterAMinute() {
        inStep();
        Instant begin = now;
        while (true) {
            NextStep step = vanishes("d/f" + Duration.between(begin, now).toMillis());
            if (step instanceof NextStep.Wait) {
                now = now.plusMillis(1000);
                step = tell(new Signal.Tick());
            }
            if (step instanceof NextStep.Pass(PassOptions options)) {
                if (!options.deferring()) {
                    break;
                }
                tell(new Signal.PassEnded(deferred("d/f0"), 0));
            }
            assertTrue(Duration.between(begin, now).compareTo(Duration.ofMinutes(2)) < 0, "they never go");
        }
        assertTrue(Duration.between(begin, now).compareTo(PollSchedule.DELETIONS_LONGEST) >= 0);
    }

    @Test
    void whatElseHappensIsNotDelayed() {
        inStep();
        vanishes("gone");
        now = now.plusMillis(100);
        tell(new Signal.Changed(paths("new")));
        Instant changed = now;
        PassOptions options = waitForPass(Duration.ofSeconds(1));
        assertEquals(ChangeDebouncer.QUIET, Duration.between(changed, now));
        assertTrue(options.covers(RelativePath.of("new")));
    }

    @Test
    void whatTheWatcherMissedMayBeDeletions() {
        inStep();
        assertTrue(options(tell(new Signal.Missed())).deferring());
        ends(deferred("a"));
        assertFalse(waitForPass(Duration.ofSeconds(5)).deferring());
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepDeletionsForEver() {
        inStep();
        vanishes("a");
        now = now.minus(Duration.ofDays(3));
        tell(new Signal.Tick());
        Instant begin = now;
        PassOptions options = waitForPass(Duration.ofSeconds(10));
        while (options.deferring()) {
            options = ends(deferred("a")) instanceof NextStep.Pass(PassOptions next)
                    ? next
                    : waitForPass(Duration.ofSeconds(10));
        }
        assertTrue(Duration.between(begin, now).compareTo(Duration.ofSeconds(10)) < 0);
    }

    @Test
    void aQuestionStandsWhileMoreIsBeingDeleted() {
        waitForPass(Duration.ZERO);
        ends(held("a", "b"));
        tell(new Signal.Gone(paths("c")));
        assertTrue(options(tell(new Signal.SyncNow())).deferring());
        ends(deferred("a", "b", "c"));
        assertTrue(state() instanceof FolderState.NeedsDecision(Question.Deletions(var paths, var doubt, long recent))
                && paths.size() == 2);
        assertFalse(waitForPass(Duration.ofSeconds(5)).deferring());
        ends(held("a", "b", "c"));
        assertTrue(state() instanceof FolderState.NeedsDecision(Question.Deletions(var paths, var doubt, long recent))
                && paths.size() == 3);
    }

    @Test
    void anAnswerIsAboutWhatWasShown() {
        waitForPass(Duration.ZERO);
        ends(held("a", "b"));
        PassOptions options = options(tell(new Signal.Answer(Answer.DELETE, new AnswerScope.LastHeld())));
        assertEquals(new AnswerScope.These(paths("a", "b")), options.about());
        ends(held("c"));
        options = waitForPass(Duration.ofSeconds(20));
        assertEquals(Answer.NONE, options.answer(), "what was found later is asked about");
        ends(held("c", "d"));
        options = options(tell(new Signal.Answer(Answer.BRING_BACK, new AnswerScope.These(paths("c")))));
        assertEquals(new AnswerScope.These(paths("c")), options.about());
    }

    @Test
    void anAnswerThatNobodyAskedForIsAboutWhatTheJournalHolds() {
        PassOptions options = options(tell(new Signal.Answer(Answer.DELETE, new AnswerScope.LastHeld())));
        assertEquals(new AnswerScope.LastHeld(), options.about());
    }

    @Test
    void anAnswerDoesNotSurviveAWeeksPause() {
        waitForPass(Duration.ZERO);
        ends(held("a", "b"));
        tell(new Signal.Pause(Optional.empty()));
        tell(new Signal.Answer(Answer.DELETE, new AnswerScope.LastHeld()));
        now = now.plus(Duration.ofHours(2));
        tell(new Signal.Tick());
        now = now.plus(Duration.ofDays(7));
        assertEquals(Answer.NONE, options(tell(new Signal.Resume())).answer());
    }

    @Test
    void anAnswerDuringAShortPauseIsHeard() {
        waitForPass(Duration.ZERO);
        ends(held("a", "b"));
        tell(new Signal.Pause(Optional.empty()));
        tell(new Signal.Answer(Answer.DELETE, new AnswerScope.LastHeld()));
        now = now.plus(Duration.ofHours(2));
        assertEquals(Answer.DELETE, options(tell(new Signal.Resume())).answer());
    }
}
