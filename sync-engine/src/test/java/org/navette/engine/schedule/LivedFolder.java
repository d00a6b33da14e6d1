// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.tree.RelativePath;

/** The state machine of a folder, a clock that is an argument, and words for what goes on. */
abstract class LivedFolder {
    static final Failure NO_NETWORK = new Failure.Unreachable("host", Failure.Unreachable.Cause.UNKNOWN_HOST, "");

    Instant now = Instant.parse("2026-11-25T10:00:00Z");
    FolderLife life = new FolderLife(FolderOptions.USUAL, new Random(1), now);

    /** Lets time go by as the control thread does, until something is to be done or the time is over. */
    NextStep wait(Duration longest) {
        Instant end = now.plus(longest);
        while (true) {
            Instant heartbeat = now.plusSeconds(10);
            Instant next = PollPolicy.earlier(PollPolicy.earlier(life.wakeAt(), heartbeat), end);
            now = PollPolicy.later(next, now);
            NextStep step = life.on(new Signal.Tick(), now);
            if (!(step instanceof NextStep.Wait) || !now.isBefore(end)) {
                return step;
            }
            now = now.plusMillis(1);
        }
    }

    /** As {@link #wait}, and what is counted meanwhile is nothing. */
    PassOptions waitForPass(Duration longest) {
        Instant end = now.plus(longest);
        while (true) {
            NextStep step = wait(Duration.between(now, end));
            if (step instanceof NextStep.Pass(PassOptions options)) {
                return options;
            }
            assertInstanceOf(NextStep.Count.class, step, "no pass in " + longest);
            assertTrue(now.isBefore(end), "no pass in " + longest);
        }
    }

    NextStep tell(Signal signal) {
        return life.on(signal, now);
    }

    NextStep ends(PassResult result) {
        now = now.plusSeconds(1);
        return tell(new Signal.PassEnded(result, 0));
    }

    NextStep fails(Failure failure) {
        return ends(PassResult.halted(failure));
    }

    void inStep() {
        waitForPass(Duration.ZERO);
        ends(PassResult.NOTHING);
    }

    Duration untilNextPass() {
        Instant before = now;
        waitForPass(Duration.ofHours(3));
        return Duration.between(before, now);
    }

    static Set<RelativePath> paths(String... names) {
        return Set.of(names).stream().map(RelativePath::of).collect(Collectors.toSet());
    }

    static PassResult withProblem(String path, Failure failure) {
        return new PassResult(
                List.of(new Problem(path, failure)),
                List.of(),
                Set.of(),
                Doubt.NONE,
                0,
                Optional.empty(),
                Optional.empty());
    }

    static PassResult held(String... names) {
        return new PassResult(
                List.of(),
                List.of(names).stream().map(RelativePath::of).toList(),
                Set.of(),
                Doubt.MANY,
                0,
                Optional.empty(),
                Optional.empty());
    }

    FolderState state() {
        return life.status().state();
    }
}
