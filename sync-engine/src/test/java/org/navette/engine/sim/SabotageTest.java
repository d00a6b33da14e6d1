// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks of the simulation can fail: each way of being wrong is found within so many seeds. */
@Tag("thorough")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@ExtendWith(QuietEngine.class)
class SabotageTest {
    private static final int SEEDS = 40_000;
    private static final int AT_A_TIME = 40;

    /** Of {@code NO_FSYNC}, {@link EveryCrashTest} makes certain; of late looks at stamps, {@link CertainMutationsTest}; of how deletions are counted, {@link DeletionLotsTest}. */
    @ParameterizedTest
    @EnumSource(
            value = Sabotage.class,
            names = {"NONE", "NO_FSYNC", "RACY_ASKED_LATE", "NO_DELETION_WINDOW", "ANSWER_FOR_ALL"},
            mode = EnumSource.Mode.EXCLUDE)
    void isFound(Sabotage sabotage) {
        requireFound(sabotage.name(), seed -> fails(seed, sabotage));
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void aMutationIsFound(Mutation mutation) {
        MutatedEngine engine = new MutatedEngine(mutation);
        if (mutation.story().isEmpty()) {
            requireFound(mutation.name(), engine.failingSeed());
        } else {
            String server = engine.failingStory().apply(mutation.story().get());
            assertFalse(server.isEmpty(), mutation + " goes unnoticed in " + mutation.story());
        }
    }

    private static void requireFound(String what, LongPredicate fails) {
        OptionalLong found = OptionalLong.empty();
        for (long from = 0; from < SEEDS && found.isEmpty(); from += AT_A_TIME) {
            found = LongStream.range(from, from + AT_A_TIME)
                    .parallel()
                    .filter(fails)
                    .filter(SabotageTest::isSoundWithout)
                    .min();
        }
        assertTrue(found.isPresent(), what + " went unnoticed in " + SEEDS + " seeds");
        System.out.println(what + " is found by seed " + found.getAsLong());
    }

    /** What fails anyhow proves nothing. */
    private static boolean isSoundWithout(long seed) {
        return !fails(seed, Sabotage.NONE);
    }

    private static boolean fails(long seed, Sabotage sabotage) {
        return !new Simulation(Simulation.Setup.of(seed).with(sabotage)).run().isEmpty();
    }
}
