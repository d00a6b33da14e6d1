// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Finds the number of steps at a time that gets most of them done, by climbing: one more or fewer each window. */
final class Climber {
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(200);

    private final int fewest;
    private final int most;
    private final LongSupplier clock;
    private int width;
    private int direction = 1;
    private long windowStart;
    private long count;
    private double bestRate;

    Climber(int fewest, int most, LongSupplier clock) {
        this.fewest = fewest;
        this.most = most;
        this.clock = clock;
        this.width = Math.min(most, 6);
        this.windowStart = clock.getAsLong();
    }

    synchronized int width() {
        return width;
    }

    synchronized void done() {
        count++;
        long elapsed = clock.getAsLong() - windowStart;
        if (elapsed < WINDOW) {
            return;
        }
        double rate = (double) count / elapsed;
        // A window after a pause says nothing.
        boolean meaningful = elapsed < 4 * WINDOW;
        if (meaningful) {
            if (rate < bestRate) {
                direction = -direction;
            }
            bestRate = rate;
            width = Math.clamp(width + direction, fewest, most);
        }
        count = 0;
        windowStart = clock.getAsLong();
    }
}
