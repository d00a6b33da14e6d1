// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.schedule.FolderState.Question;
import org.navette.engine.tree.RelativePath;

/** The life of a folder over days, in a moment: the clock is an argument. */
class FolderLifeTest extends LivedFolder {
    @Test
    void beginsByLookingAtEverything() {
        PassOptions first = waitForPass(Duration.ZERO);
        assertTrue(first.isWhole());
        ends(PassResult.NOTHING);
        assertInstanceOf(FolderState.Idle.class, state());
        assertEquals(Optional.of(now), life.status().inStep());
    }

    @Test
    void looksEvery15SecondsWhileSomebodyWorksAndRarelyWhenNobodyDoes() {
        inStep();
        List<Long> gaps = new ArrayList<>();
        Instant begin = now;
        while (Duration.between(begin, now).toHours() < 4) {
            gaps.add(untilNextPass().toSeconds());
            ends(PassResult.NOTHING);
        }
        assertEquals(15, gaps.getFirst());
        assertEquals(180, gaps.getLast());
        assertEquals(gaps.stream().sorted().toList(), gaps, "never faster without a reason");

        tell(new Signal.Changed(paths("a")));
        waitForPass(Duration.ofSeconds(1));
        ends(PassResult.NOTHING);
        untilNextPass();
        ends(PassResult.NOTHING);
        assertEquals(15, untilNextPass().toSeconds(), "somebody works again");
    }

    @Test
    void onBatteryItLooksLessOften() {
        inStep();
        tell(new Signal.Surroundings(true, false, true));
        untilNextPass();
        ends(PassResult.NOTHING);
        assertEquals(45, untilNextPass().toSeconds());
    }

    @Test
    void aBurstIsLookedAtOnceAndOnlyWhereItWas() {
        inStep();
        for (int i = 0; i < 20; i++) {
            now = now.plusMillis(100);
            assertInstanceOf(NextStep.Wait.class, tell(new Signal.Changed(paths("d/f" + i, "d", "e/g"))));
        }
        Instant last = now;
        PassOptions options = waitForPass(Duration.ofSeconds(1));
        assertEquals(paths("d", "e/g"), options.where());
        assertEquals(ChangeDebouncer.QUIET, Duration.between(last, now));
    }

    @Test
    void aBurstWithoutAnEndIsLookedAtAllTheSame() {
        inStep();
        Instant begin = now;
        NextStep step = new NextStep.Wait();
        while (step instanceof NextStep.Wait) {
            now = now.plusMillis(100);
            step = tell(new Signal.Changed(paths("log")));
        }
        assertInstanceOf(NextStep.Pass.class, step);
        assertEquals(ChangeDebouncer.LONGEST, Duration.between(begin.plusMillis(100), now));
    }

    @Test
    void aFloodOfChangesIsLookedAtByItsFolders() {
        inStep();
        for (int i = 0; i < 1000; i++) {
            tell(new Signal.Changed(paths("d/f" + i)));
        }
        assertEquals(paths("d"), waitForPass(Duration.ofSeconds(6)).where());
    }

    @Test
    void whatTheWatcherMissedIsLookedForEverywhere() {
        inStep();
        NextStep step = tell(new Signal.Missed());
        assertTrue(step instanceof NextStep.Pass(PassOptions options) && options.isWhole(), step.toString());
    }

    @Test
    void changesDuringAPassAreLookedAtAfterIt() {
        waitForPass(Duration.ZERO);
        now = now.plusSeconds(20);
        tell(new Signal.Changed(paths("a")));
        now = now.plusSeconds(5);
        NextStep next = ends(PassResult.NOTHING);
        assertTrue(
                next instanceof NextStep.Pass(PassOptions options)
                        && options.where().equals(paths("a")),
                next + "");
    }

    @Test
    void aClockThatIsSetBackDoesNotStopIt() {
        inStep();
        now = now.minus(Duration.ofDays(3));
        tell(new Signal.Tick());
        assertTrue(untilNextPass().toSeconds() <= 15);
    }

    @Test
    void heldDeletionsWaitForAnAnswerWhileTheRestGoesOn() {
        waitForPass(Duration.ZERO);
        ends(held("a", "b"));
        assertEquals(
                new FolderState.NeedsDecision(
                        new Question.Deletions(List.of(RelativePath.of("a"), RelativePath.of("b")), Doubt.MANY, 0)),
                state());
        assertEquals(Answer.NONE, waitForPass(Duration.ofSeconds(20)).answer());
        ends(held("a", "b"));
        NextStep step = tell(new Signal.Answer(Answer.DELETE, new AnswerScope.LastHeld()));
        assertTrue(step instanceof NextStep.Pass(PassOptions options) && options.answer() == Answer.DELETE, step + "");
        ends(PassResult.NOTHING);
        assertEquals(Answer.NONE, waitForPass(Duration.ofSeconds(20)).answer(), "an answer counts once");
        assertInstanceOf(FolderState.Idle.class, state());
    }

    @Test
    void pauseBreaksOffAndGoesOnWhenItIsOver() {
        waitForPass(Duration.ZERO);
        assertInstanceOf(NextStep.BreakOff.class, tell(new Signal.Pause(Optional.of(now.plusSeconds(3600)))));
        assertInstanceOf(NextStep.Wait.class, tell(new Signal.Tick()), "once is enough");
        ends(PassResult.NOTHING);
        assertInstanceOf(FolderState.Paused.class, state());
        Instant begin = now;
        waitForPass(Duration.ofHours(2));
        assertEquals(3599, Duration.between(begin, now).toSeconds());
        assertTrue(!(state() instanceof FolderState.Paused));
    }

    @Test
    void pausedUntilResumed() {
        inStep();
        tell(new Signal.Pause(Optional.empty()));
        tell(new Signal.Changed(paths("a")));
        assertInstanceOf(NextStep.Count.class, wait(Duration.ofHours(5)));
        assertInstanceOf(NextStep.Wait.class, wait(Duration.ofHours(5)));
        assertInstanceOf(NextStep.Pass.class, tell(new Signal.Resume()));
    }

    @Test
    void syncNowLooksOnceEvenWhilePaused() {
        inStep();
        tell(new Signal.Pause(Optional.empty()));
        assertInstanceOf(NextStep.Pass.class, tell(new Signal.SyncNow()));
        ends(PassResult.NOTHING);
        assertInstanceOf(FolderState.Paused.class, state());
    }

    @Test
    void outsideOfItsHoursItRests() {
        SyncHours night = new SyncHours(LocalTime.of(20, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Paris"));
        life = new FolderLife(
                new FolderOptions(Direction.BOTH, night, Optional.empty(), FolderOptions.LARGE), new Random(1), now);
        tell(new Signal.Tick());
        assertEquals(
                new FolderState.Paused(
                        Optional.of(Instant.parse("2026-11-25T19:00:00Z")), FolderState.Paused.Reason.SCHEDULE),
                state());
        waitForPass(Duration.ofHours(12));
        assertEquals(Instant.parse("2026-11-25T19:00:00Z"), now);
    }

    @Test
    void aRegularCopyIsMadeAtItsOwnRhythm() {
        life = new FolderLife(
                new FolderOptions(
                        Direction.DOWNLOAD, SyncHours.ALWAYS, Optional.of(Duration.ofHours(1)), FolderOptions.LARGE),
                new Random(1),
                now);
        assertEquals(Direction.DOWNLOAD, waitForPass(Duration.ZERO).direction());
        ends(PassResult.NOTHING);
        assertEquals(Duration.ofHours(1), untilNextPass());
    }

    @Test
    void problemsElsewhereStayWhileAPartIsLookedAt() {
        waitForPass(Duration.ZERO);
        ends(withProblem("a/locked.odt", new Failure.Locked()));
        tell(new Signal.Changed(paths("b")));
        waitForPass(Duration.ofSeconds(1));
        ends(PassResult.NOTHING);
        assertEquals(1, life.status().problems().size());
        tell(new Signal.Changed(paths("a")));
        waitForPass(Duration.ofSeconds(1));
        ends(PassResult.NOTHING);
        assertEquals(List.of(), life.status().problems());
    }

    @Test
    void onAMeteredLineLargeContentsWait() {
        inStep();
        tell(new Signal.Surroundings(true, true, false));
        assertEquals(FolderOptions.LARGE, waitForPass(Duration.ofMinutes(1)).largest());
        ends(withProblem("film.mkv", new Failure.TooLargeForNow()));
        NextStep step = tell(new Signal.Surroundings(true, false, false));
        assertTrue(
                step instanceof NextStep.Pass(PassOptions options) && options.largest() == Long.MAX_VALUE, step + "");
    }

    @Test
    void aPassShowsItsProgress() {
        waitForPass(Duration.ZERO);
        tell(new Signal.Told(new SyncEvent.Looking()));
        assertInstanceOf(FolderState.Looking.class, state());
        tell(new Signal.Told(new SyncEvent.Planned(3, 2, 100)));
        tell(new Signal.Told(new SyncEvent.Progress(40)));
        tell(new Signal.Told(SyncEvent.Done.of(SyncEvent.Operation.UPLOADED, RelativePath.of("a"))));
        assertEquals(new FolderState.Syncing(new FolderState.Progress(1, 2, 40, 100)), state());
    }

    @Test
    void stopEndsARunningPassFirst() {
        waitForPass(Duration.ZERO);
        assertInstanceOf(NextStep.BreakOff.class, tell(new Signal.Stop()));
        assertInstanceOf(NextStep.End.class, ends(PassResult.NOTHING));
        assertEquals(new FolderState.Stopped(Optional.empty()), state());
    }

    @Test
    void whereTheServerTellsOfChangesItIsLookedAtRarelyAndAtOnceWhenItDoes() {
        inStep();
        tell(new Signal.Hinting(true));
        waitForPass(Duration.ofMinutes(1));
        ends(PassResult.NOTHING);
        assertEquals(Duration.ofMinutes(3), untilNextPass());
        ends(PassResult.NOTHING);
        now = now.plusSeconds(30);
        assertInstanceOf(NextStep.Pass.class, tell(new Signal.ChangedThere()));
        // What a pass sends is told as well, while it runs: one more look, a moment later, is enough for all of it.
        for (int i = 0; i < 50; i++) {
            tell(new Signal.ChangedThere());
        }
        ends(PassResult.NOTHING);
        tell(new Signal.ChangedThere());
        assertTrue(untilNextPass().compareTo(Duration.ofSeconds(2)) <= 0);
        ends(PassResult.NOTHING);
        assertEquals(Duration.ofMinutes(3), untilNextPass());
        ends(PassResult.NOTHING);
        tell(new Signal.Hinting(false));
        waitForPass(Duration.ofMinutes(3));
        ends(PassResult.NOTHING);
        assertTrue(untilNextPass().compareTo(Duration.ofMinutes(3)) < 0, "the usual rhythm again");
    }
}
