// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A wait that is doubled each time.
 *
 * @param first the wait after the first time
 * @param longest it does not grow any more from here on
 */
record Backoff(Duration first, Duration longest) {
    /** After passes that failed. */
    static final Backoff OF_PASSES = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

    /** After a single entry was refused. */
    static final Backoff OF_ENTRIES = new Backoff(Duration.ofSeconds(30), Duration.ofHours(1));

    /** After a server stopped telling of its changes. */
    static final Backoff OF_HINTS = new Backoff(Duration.ofSeconds(30), Duration.ofHours(1));

    /** @param times so far, from 1 */
    Duration after(int times) {
        Duration wait = first;
        for (int i = 1; i < times && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    /**
     * The same, a fifth more or less, so that not all clients come back at once.
     *
     * @param times so far, from 1
     */
    Duration after(int times, RandomGenerator chance) {
        return Duration.ofMillis((long) (after(times).toMillis() * chance.nextDouble(0.8, 1.2)));
    }
}
