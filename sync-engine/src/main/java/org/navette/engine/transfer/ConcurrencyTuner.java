// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds the number of steps at a time that gets most of them done. It tries half as many again for a while, and keeps that
 * only if it pays; else a quarter fewer, which it keeps if that costs nothing; then it stays for a while, longer each time.
 */
final class ConcurrencyTuner {
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(200);
    /** Fewer steps in a window tell of chance rather than of the width. */
    private static final int TELLING = 24;
    /** Half as many again get half as much again done on a line with a long way to go; this is a third of it. */
    private static final double PAYS = 1.15;

    private static final double COSTS_NOTHING = 0.98;
    private static final int LONGEST_STAY = 16;

    private enum Trial {
        NONE,
        MORE,
        FEWER
    }

    private final int fewest;
    private final int most;
    private final LongSupplier clock;
    private int width;
    private Trial trial = Trial.NONE;
    private int before;
    private double rateBefore;
    private int stay = 1;
    private int stayed;

    private long windowStart;
    private long count;

    ConcurrencyTuner(int fewest, int most, LongSupplier clock) {
        this.fewest = fewest;
        this.most = most;
        this.clock = clock;
        this.width = Math.min(most, 6);
        this.windowStart = clock.getAsLong();
    }

    synchronized int width() {
        return width;
    }

    /** Other work begins, for which another width may be best. */
    synchronized void begin() {
        if (trial != Trial.NONE) {
            width = before;
            trial = Trial.NONE;
        }
        stay = 1;
        stayed = 0;
        count = 0;
        windowStart = clock.getAsLong();
    }

    /** A step is done. */
    synchronized void done() {
        count++;
        long elapsed = clock.getAsLong() - windowStart;
        // A window after a pause says nothing.
        boolean pause = elapsed > 4 * WINDOW && count < TELLING;
        if (pause || (elapsed >= WINDOW && count >= TELLING)) {
            if (!pause) {
                judge((double) count / elapsed);
            }
            count = 0;
            windowStart = clock.getAsLong();
        }
    }

    private void judge(double rate) {
        switch (trial) {
            case NONE -> {
                stayed++;
                if (stayed >= stay) {
                    tryOut(Trial.MORE, rate);
                }
            }
            case MORE -> {
                if (rate > rateBefore * PAYS) {
                    stay = 1;
                    tryOut(Trial.MORE, rate);
                } else {
                    width = before;
                    tryOut(Trial.FEWER, rateBefore);
                }
            }
            case FEWER -> {
                if (rate < rateBefore * COSTS_NOTHING) {
                    width = before;
                }
                settle();
            }
        }
    }

    private void tryOut(Trial next, double rate) {
        before = width;
        rateBefore = rate;
        trial = next;
        int step = next == Trial.MORE ? Math.max(1, width / 2) : -Math.max(1, width / 4);
        width = Math.clamp(width + step, fewest, most);
        if (width == before) {
            settle();
        }
    }

    private void settle() {
        trial = Trial.NONE;
        stayed = 0;
        stay = Math.min(LONGEST_STAY, stay * 2);
    }
}
