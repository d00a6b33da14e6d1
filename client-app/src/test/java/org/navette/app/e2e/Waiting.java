// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to become true, for as long as a slow machine may need. */
final class Waiting {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Waiting() {}

    static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, LONGEST, condition);
    }

    static void until(String what, Duration longest, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
