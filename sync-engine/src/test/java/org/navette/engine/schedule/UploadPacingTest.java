// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.tree.RelativePath;

/** A file of 30 MB to which somebody appends every second. */
class UploadPacingTest extends LivedFolder {
    private static final long LARGE = 30_000_000;
    private static final RelativePath LOG = RelativePath.of("log");

    /** What the file has, in seconds of its life, and what of that was sent, with when. */
    private int written;

    private final List<Instant> uploads = new ArrayList<>();
    private int sent;

    /** Carries a pass out as the engine does: a file that rests is a problem and no more. */
    private void carryOut(PassOptions pass, long bytes) {
        Map<RelativePath, Failure> resting = pass.resting();
        List<Problem> problems = new ArrayList<>();
        if (sent < written && pass.covers(LOG)) {
            if (resting.containsKey(LOG)) {
                problems.add(new Problem("log", resting.get(LOG)));
            } else {
                sent = written;
                uploads.add(now);
                tell(new Signal.Told(new SyncEvent.Done(Operation.UPLOADED, LOG, LOG, bytes)));
            }
        }
        tell(new Signal.PassEnded(
                new PassResult(
                        problems,
                        List.of(),
                        PassResult.NOTHING.deferred(),
                        PassResult.NOTHING.doubt(),
                        PassResult.NOTHING.recent(),
                        PassResult.NOTHING.halted(),
                        PassResult.NOTHING.planned()),
                0));
    }

    private void live(int seconds, boolean writing, long bytes) {
        Instant end = now.plusSeconds(seconds);
        Instant nextWrite = now;
        while (now.isBefore(end)) {
            NextStep step = writing && !now.isBefore(nextWrite) ? append() : life.on(new Signal.Tick(), now);
            if (!now.isBefore(nextWrite)) {
                nextWrite = now.plusSeconds(1);
            }
            if (step instanceof NextStep.Pass(PassOptions pass)) {
                carryOut(pass, bytes);
            }
            now = now.plusMillis(100);
        }
    }

    /** Something changes, and what that brings about is carried out. */
    private void change(String name, long bytes) {
        if (tell(new Signal.Changed(paths(name))) instanceof NextStep.Pass(PassOptions pass)) {
            carryOut(pass, bytes);
        }
    }

    private NextStep append() {
        written++;
        return tell(new Signal.Changed(paths("log")));
    }

    @Test
    void aLargeFileThatChangesAllTheTimeRestsLongerAfterEachUploadAndItsLastStateIsSent() {
        inStep();
        live(60, true, LARGE);
        assertTrue(uploads.size() <= 3, "in a minute: " + uploads);
        live(3540, true, LARGE);
        assertTrue(uploads.size() >= 5 && uploads.size() <= 10, "in an hour: " + uploads);
        for (int i = 2; i < 5; i++) {
            Duration before = Duration.between(uploads.get(i - 2), uploads.get(i - 1));
            Duration after = Duration.between(uploads.get(i - 1), uploads.get(i));
            assertTrue(after.compareTo(before) > 0, "longer each time: " + uploads);
        }
        live(1800, false, LARGE);
        assertEquals(written, sent, "what it has become is sent in the end");
    }

    @Test
    void aSmallFileIsSentAsItChanges() {
        inStep();
        live(60, true, 2_000);
        assertTrue(uploads.size() >= 10, uploads::toString);
        live(10, false, 2_000);
        assertEquals(written, sent);
    }

    @Test
    void otherFilesDoNotWait() {
        inStep();
        live(30, true, LARGE);
        NextStep step = tell(new Signal.Changed(paths("letter")));
        PassOptions pass = step instanceof NextStep.Pass(PassOptions due) ? due : waitForPass(Duration.ofSeconds(1));
        assertTrue(pass.covers(RelativePath.of("letter")));
        assertFalse(pass.resting().containsKey(RelativePath.of("letter")));
        assertTrue(pass.resting().containsKey(LOG));
    }

    @Test
    void whoeverAsksHasItSentAtOnce() {
        inStep();
        live(30, true, LARGE);
        NextStep step = tell(new Signal.SyncNow());
        PassOptions pass = step instanceof NextStep.Pass(PassOptions now) ? now : PassOptions.USUAL.in(paths());
        assertTrue(pass.isWhole());
        assertEquals(Map.of(), pass.resting());
    }

    @Test
    void afterAWhileInPeaceItBeginsAnew() {
        inStep();
        live(300, true, LARGE);
        int before = uploads.size();
        live(7200, false, LARGE);
        written++;
        change("log", LARGE);
        live(5, false, LARGE);
        assertEquals(written, sent);
        assertTrue(uploads.size() > before);
        written++;
        change("log", LARGE);
        live(20, false, LARGE);
        assertEquals(written, sent, "its first rest is short again");
    }
}
