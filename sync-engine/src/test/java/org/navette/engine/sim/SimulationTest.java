// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs histories by seed: {@code -Dsim.seeds=N} says how many, {@code -Dsim.from=S} from which on; a failing one prints
 * itself, shrunk. Each history is one thread's; several run side by side.
 */
@Tag("integration")
@ExtendWith(QuietEngine.class)
class SimulationTest {
    private static final long SEEDS = Long.getLong("sim.seeds", 4_000);
    private static final long FROM = Long.getLong("sim.from", 0);
    /** Stops once this many have failed. */
    private static final int MOST_FAILING = Integer.getInteger("sim.failing", 1);

    private final LongAdder operations = new LongAdder();
    private final LongAdder crashes = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final Set<Long> failing = new ConcurrentSkipListSet<>();

    @Test
    @Timeout(value = 24, unit = TimeUnit.HOURS)
    void nothingIsLostWhateverHappens() {
        long start = System.nanoTime();
        LongStream.range(FROM, FROM + SEEDS)
                .parallel()
                .filter(seed -> failing.size() < MOST_FAILING)
                .forEach(this::runOne);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%d histories in %.1f s, %.0f a second; %d port calls, %d crashes, %d faults%n",
                done.sum(), seconds, done.sum() / seconds, operations.sum(), crashes.sum(), faults.sum());
        if (!failing.isEmpty()) {
            List<String> stories = new ArrayList<>(List.of("failing seeds: " + failing));
            failing.stream().limit(Integer.getInteger("sim.stories", 1)).forEach(seed -> stories.addAll(story(seed)));
            fail(String.join("\n", stories));
        }
        assertTrue(crashes.sum() > 0 && faults.sum() > 0, "there was no misfortune");
    }

    private void runOne(long seed) {
        Simulation simulation = new Simulation(Simulation.Setup.of(seed));
        List<String> wrong = simulation.run();
        operations.add(simulation.world.operations);
        crashes.add(simulation.world.crashes);
        faults.add(simulation.world.faults);
        done.increment();
        if (!wrong.isEmpty()) {
            failing.add(seed);
        }
    }

    private static List<String> story(long seed) {
        Simulation.Setup shrunk = Shrinker.shrink(Simulation.Setup.of(seed));
        Simulation again = new Simulation(shrunk, true);
        List<String> lines = new ArrayList<>(List.of("seed " + seed + " fails:"));
        lines.addAll(again.run());
        lines.add("--- the shortest history in which it does");
        lines.addAll(again.world.trace);
        return lines;
    }
}
