// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks of the simulation can fail: each way of being wrong is found within so many seeds. */
class SabotageTest {
    private static final int SEEDS = 4_000;

    /** Kept, or its level would be forgotten with it. */
    private static final Logger ENGINE_LOG = Logger.getLogger("org.navette");

    @BeforeAll
    static void quiet() {
        ENGINE_LOG.setLevel(Level.OFF);
    }

    @ParameterizedTest
    @EnumSource(value = World.Sabotage.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void isFound(World.Sabotage sabotage) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Simulation.Setup usual = Simulation.Setup.of(seed);
            Simulation.Setup sabotaged =
                    new Simulation.Setup(seed, usual.temper(), usual.steps(), usual.weather(), sabotage);
            if (!new Simulation(sabotaged).run().isEmpty()) {
                System.out.println(sabotage + " is found by seed " + seed);
                return;
            }
        }
        fail(sabotage + " went unnoticed in " + SEEDS + " seeds");
    }
}
