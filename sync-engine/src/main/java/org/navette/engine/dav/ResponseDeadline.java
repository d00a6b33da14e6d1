// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * How long a server is waited for that answers, but hardly: a byte now and then keeps a line from being silent, and could keep a pass
 * for ever. A line that is silent is given up sooner, by its socket.
 *
 * @param forHead until an answer's headers are there, where little was sent
 * @param forBody of waiting for what follows, after which the rate counts; what is done with the bytes in between does not
 * @param bytesPerSecond the least rate
 */
record ResponseDeadline(Duration forHead, Duration forBody, long bytesPerSecond) {
    static final ResponseDeadline USUAL = new ResponseDeadline(Duration.ofMinutes(5), Duration.ofMinutes(2), 64);

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    /** Enough for a listing that is large; then it is asked for over another connection, and waited for as usual. */
    private static final Duration AFTER_REST = Duration.ofSeconds(20);

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("navette-patience").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Over a connection that nobody has used for a while: it may be dead. */
    ResponseDeadline afterRest() {
        return forHead.compareTo(AFTER_REST) < 0 ? this : new ResponseDeadline(AFTER_REST, forBody, bytesPerSecond);
    }

    ScheduledFuture<?> whenLate(Runnable giveUp) {
        return TIMER.schedule(giveUp, forHead.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether so many bytes are too few for so long a wait. */
    boolean isOver(long waitedNanos, long bytes) {
        long waited = TimeUnit.NANOSECONDS.toMillis(waitedNanos);
        return waited > forBody.toMillis() && bytes * 1000 < waited * bytesPerSecond;
    }
}
