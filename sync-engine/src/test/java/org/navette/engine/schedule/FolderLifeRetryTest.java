// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.pass.PendingChanges;
import org.navette.engine.port.Failure;
import org.navette.engine.schedule.FolderState.Question;
import org.navette.engine.tree.RelativePath;

/** What a folder does after a failure: when it tries again by itself, and when it waits for somebody. */
class FolderLifeRetryTest extends LivedFolder {
    @Test
    void retriesGrowFromFiveSecondsToFiveMinutesAndAreNotAllAtOnce() {
        List<Long> gaps = new ArrayList<>();
        waitForPass(Duration.ZERO);
        fails(NO_NETWORK);
        for (int i = 0; i < 10; i++) {
            gaps.add(untilNextPass().toSeconds());
            fails(NO_NETWORK);
        }
        assertTrue(gaps.getFirst() >= 4 && gaps.getFirst() <= 6, gaps.toString());
        assertTrue(gaps.getLast() >= 240 && gaps.getLast() <= 360, gaps.toString());
        assertTrue(gaps.stream().skip(7).distinct().count() > 1, gaps.toString());
    }

    @Test
    void offlineSaysSinceWhenAndWhatWaits() {
        inStep();
        untilNextPass();
        NextStep next = fails(NO_NETWORK);
        Instant since = now;
        assertInstanceOf(NextStep.Count.class, next);
        tell(new Signal.Counted(new PendingChanges(12, 3_400_000)));
        untilNextPass();
        fails(NO_NETWORK);
        assertTrue(state() instanceof FolderState.Offline(var from, var again, var why)
                && from.equals(since)
                && again.isAfter(now));
        assertEquals(new PendingChanges(12, 3_400_000), life.status().waiting());

        waitForPass(Duration.ofMinutes(1));
        ends(PassResult.NOTHING);
        assertEquals(PendingChanges.NOTHING, life.status().waiting());
        assertInstanceOf(FolderState.Idle.class, state());
    }

    @Test
    void whatChangesWhileOfflineIsCountedAndNotSentByItself() {
        waitForPass(Duration.ZERO);
        fails(NO_NETWORK);
        assertInstanceOf(NextStep.Wait.class, tell(new Signal.Changed(paths("a"))));
        assertInstanceOf(NextStep.Count.class, wait(Duration.ofSeconds(1)));
        assertTrue(waitForPass(Duration.ofMinutes(1)).isWhole());
    }

    @Test
    void theNetworkComingBackCutsTheWaitShort() {
        waitForPass(Duration.ZERO);
        fails(NO_NETWORK);
        tell(new Signal.Surroundings(false, false, false));
        fails(NO_NETWORK);
        fails(NO_NETWORK);
        assertInstanceOf(NextStep.Pass.class, tell(new Signal.Surroundings(true, false, false)));
    }

    @Test
    void aSleepIsNoticedByTheTimeThatHasGone() {
        inStep();
        now = now.plus(Duration.ofHours(9));
        assertInstanceOf(NextStep.Pass.class, tell(new Signal.Tick()));
        fails(NO_NETWORK);
        for (int i = 0; i < 7; i++) {
            untilNextPass();
            fails(NO_NETWORK);
        }
        now = now.plus(Duration.ofMinutes(2));
        assertInstanceOf(NextStep.Pass.class, tell(new Signal.Tick()), "waking up cuts the wait short");
    }

    @Test
    void retryAfterIsHonouredToTheSecondAlsoAfterASleep() {
        waitForPass(Duration.ZERO);
        fails(new Failure.Busy(503, Optional.of(1800L)));
        Instant asked = now;
        tell(new Signal.WokeUp());
        tell(new Signal.Surroundings(false, false, false));
        tell(new Signal.Surroundings(true, false, false));
        tell(new Signal.Changed(paths("a")));
        waitForPass(Duration.ofHours(1));
        assertEquals(Duration.ofMinutes(30), Duration.between(asked, now));
    }

    @Test
    void aPersonMayOverruleTheServersWish() {
        waitForPass(Duration.ZERO);
        fails(new Failure.Busy(503, Optional.of(1800L)));
        assertInstanceOf(NextStep.Pass.class, tell(new Signal.SyncNow()));
    }

    @Test
    void aRefusedPasswordIsNeverTriedAgainByItself() {
        waitForPass(Duration.ZERO);
        fails(new Failure.CredentialsRefused(true));
        assertInstanceOf(FolderState.NeedsPassword.class, state());
        tell(new Signal.Changed(paths("a")));
        tell(new Signal.WokeUp());
        Instant end = now.plus(Duration.ofDays(2));
        while (now.isBefore(end)) {
            assertTrue(!(wait(Duration.ofMinutes(10)) instanceof NextStep.Pass), "the password was tried again");
        }
        assertInstanceOf(NextStep.Pass.class, tell(new Signal.Signed()));
        ends(PassResult.NOTHING);
        assertInstanceOf(FolderState.Idle.class, state());
    }

    @Test
    void aHotelsCertificateHealsByItself() {
        waitForPass(Duration.ZERO);
        fails(new Failure.CertificateNotTrusted("h", "s", "i", now, now, "00", false, ""));
        assertTrue(state() instanceof FolderState.NeedsDecision(Question question)
                && question instanceof Question.Certificate);
        waitForPass(Duration.ofMinutes(1));
        ends(PassResult.NOTHING);
        assertInstanceOf(FolderState.Idle.class, state());
    }

    @Test
    void aMissingShareIsLookedForNowAndThen() {
        waitForPass(Duration.ZERO);
        fails(new Failure.ShareNotFound("https://host/share/"));
        assertInstanceOf(FolderState.ShareGone.class, state());
        waitForPass(Duration.ofSeconds(7));
    }

    @Test
    void aRefusedEntryWaitsLongerEachTimeAndTheRestGoesOn() {
        RelativePath full = RelativePath.of("full.iso");
        List<Long> tries = new ArrayList<>();
        Instant begin = now;
        while (Duration.between(begin, now).toHours() < 12) {
            PassOptions options = waitForPass(Duration.ofMinutes(10));
            if (!options.resting().containsKey(full)) {
                tries.add(Duration.between(begin, now).toSeconds());
            }
            ends(withProblem("full.iso", new Failure.QuotaExceeded()));
        }
        assertTrue(tries.size() > 12 && tries.size() < 26, tries.toString());
        long lastGap = tries.getLast() - tries.get(tries.size() - 2);
        assertTrue(lastGap > 2_800 && lastGap < 4_600, tries.toString());

        tell(new Signal.Changed(Set.of(full)));
        assertTrue(!waitForPass(Duration.ofSeconds(2)).resting().containsKey(full), "it changed here: tried at once");
    }

    @Test
    void whatWaitingDoesNotHealEndsIt() {
        waitForPass(Duration.ZERO);
        assertInstanceOf(NextStep.End.class, fails(new Failure.JournalTooNew(9, 1)));
    }
}
