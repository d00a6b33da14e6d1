// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs histories by seed: {@code -Dsim.seeds=N} says how many, {@code -Dsim.from=S} from which on; a failing one prints
 * itself, shrunk.
 */
class SimulationTest {
    private static final long SEEDS = Long.getLong("sim.seeds", 3_500);
    private static final long FROM = Long.getLong("sim.from", 0);

    private static final int MOST_FAILING = Integer.getInteger("sim.failing", 1);

    /** Kept, or its level would be forgotten with it: misfortune is what this is about. */
    private static final Logger ENGINE_LOG = Logger.getLogger("org.navette");

    @BeforeAll
    static void quiet() {
        ENGINE_LOG.setLevel(Level.OFF);
    }

    @Test
    @Timeout(value = 24, unit = TimeUnit.HOURS)
    void nothingIsLostWhateverHappens() {
        long start = System.nanoTime();
        long operations = 0;
        long crashes = 0;
        long faults = 0;
        List<Long> failing = new ArrayList<>();
        for (long seed = FROM; seed < FROM + SEEDS; seed++) {
            Simulation simulation = new Simulation(Simulation.Setup.of(seed));
            List<String> wrong = simulation.run();
            operations += simulation.world.operations;
            crashes += simulation.world.crashes;
            faults += simulation.world.faults;
            if (!wrong.isEmpty()) {
                failing.add(seed);
                if (failing.size() >= MOST_FAILING) {
                    break;
                }
            }
        }
        if (!failing.isEmpty()) {
            fail("failing seeds: " + failing + "\n" + story(failing.getFirst()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%d histories in %.1f s, %.0f a second; %d port calls, %d crashes, %d faults%n",
                SEEDS, seconds, SEEDS / seconds, operations, crashes, faults);
        assertTrue(crashes > 0 && faults > 0, "there was no misfortune");
    }

    private static String story(long seed) {
        Simulation.Setup shrunk = Simulation.shrink(Simulation.Setup.of(seed));
        Simulation again = new Simulation(shrunk);
        List<String> lines = new ArrayList<>(List.of("seed " + seed + " fails:"));
        lines.addAll(again.run());
        lines.add("--- " + shrunk);
        lines.addAll(again.world.trace);
        return String.join("\n", lines);
    }
}
