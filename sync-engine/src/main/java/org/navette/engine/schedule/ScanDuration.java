// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;

/**
 * How long looking takes: the shorter of the last two times. A start that is still cold, a machine with other things to do or a
 * sleep in between make one look long, and say nothing of the next.
 */
final class ScanDuration {
    private Duration last = Duration.ZERO;
    private Duration before = Duration.ZERO;

    void took(Duration time) {
        before = last;
        last = time;
    }

    /** Zero until two have been made. */
    Duration expected() {
        return last.compareTo(before) < 0 ? last : before;
    }
}
