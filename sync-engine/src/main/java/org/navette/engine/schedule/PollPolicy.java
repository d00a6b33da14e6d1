// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.time.Instant;

/** How often to look where nothing tells of changes. */
final class PollPolicy {
    /** While somebody works. */
    static final Duration BUSY = Duration.ofSeconds(15);

    /** Nobody is working. */
    static final Duration LONG_IDLE = Duration.ofHours(2);

    /** Everything is looked at at least this often, whatever it takes. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final int SPARING = 3;

    /** Looking takes at most one part in so many of the time: while somebody works, a while later, and when nobody does. */
    private static final int BUSY_SHARE = 50;

    private static final int USUAL_SHARE = 200;
    private static final int IDLE_SHARE = 1000;

    private PollPolicy() {}

    /**
     * The time from one look to the next.
     *
     * @param idle since something last changed on a side
     * @param sparing on battery, or on a line that is paid by volume
     */
    static Duration untilNextLook(Duration idle, boolean sparing) {
        Duration usual;
        if (idle.compareTo(Duration.ofMinutes(5)) < 0) {
            usual = BUSY;
        } else if (idle.compareTo(Duration.ofMinutes(30)) < 0) {
            usual = Duration.ofSeconds(30);
        } else if (idle.compareTo(LONG_IDLE) < 0) {
            usual = Duration.ofMinutes(1);
        } else {
            usual = Duration.ofMinutes(3);
        }
        return sparing ? usual.multipliedBy(SPARING) : usual;
    }

    /**
     * The least time from one look to the next, so that looking takes no more than a small part of the time.
     *
     * @param look how long one takes; zero if that is not known yet
     * @param work since something was last seen to change on a side
     * @return an hour at most
     */
    static Duration pause(Duration look, Duration work) {
        int share = IDLE_SHARE;
        if (work.compareTo(Duration.ofMinutes(5)) < 0) {
            share = BUSY_SHARE;
        } else if (work.compareTo(Duration.ofMinutes(30)) < 0) {
            share = USUAL_SHARE;
        }
        Duration pause = look.multipliedBy(share);
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** A time moved with a clock that was set; far back and far away stay what they are. */
    static Instant shifted(Instant time, Duration by) {
        return time.equals(Instant.MIN) || time.equals(Instant.MAX) ? time : time.plus(by);
    }
}
