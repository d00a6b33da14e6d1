// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The width that is found, by how many steps a second a line and a server get done at each. */
class ConcurrencyTunerTest {
    private static final int MOST = 16;

    private long now;
    private final ConcurrencyTuner tuner = new ConcurrencyTuner(2, MOST, () -> now);
    private final Random chance = new Random(1);

    /** The mean width over the last third of so many seconds. */
    private double settles(int seconds, IntToDoubleFunction stepsASecond) {
        double sum = 0;
        long samples = 0;
        long end = now + seconds * 1_000_000_000L;
        while (now < end) {
            double rate = stepsASecond.applyAsDouble(tuner.width()) * chance.nextDouble(0.9, 1.1);
            now += (long) (1e9 / rate);
            tuner.done();
            if (end - now < seconds * 333_000_000L) {
                sum += tuner.width();
                samples++;
            }
        }
        return sum / samples;
    }

    @Test
    void overALongWayItTakesAllThereAre() {
        double width = settles(6, at -> at / 0.03);
        assertTrue(width > 0.9 * MOST, "mean width " + width);
    }

    @Test
    void whatItLearntOfOneWorkDoesNotHoldItBackAtTheNext() {
        settles(20, at -> 5_000.0);
        tuner.begin();
        double width = settles(4, at -> at / 0.03);
        assertTrue(width > 0.9 * MOST, "mean width " + width);
    }

    @Test
    void aServerThatIsBusyWithSixGetsNoMore() {
        double width = settles(20, at -> 200.0 * Math.min(at, 6));
        assertTrue(width >= 4.5 && width <= 9, "mean width " + width);
    }

    @Test
    void aServerThatSuffersFromManyGetsFewer() {
        double width = settles(20, at -> 1_000.0 / (1 + Math.abs(at - 4)));
        assertTrue(width >= 3 && width <= 6, "mean width " + width);
    }

    @Test
    void whatTakesLongIsNoReasonToGoDown() {
        assertEquals(6, settles(60, at -> 0.5), 0.0, "one step in two seconds tells nothing");
    }
}
