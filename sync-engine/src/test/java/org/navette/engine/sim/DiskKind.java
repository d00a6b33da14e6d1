// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.time.Duration;
import org.navette.engine.tree.DiskTraits;

/**
 * What a device's disk and clock are like.
 *
 * @param grainMillis the tick of its time stamps
 * @param syncsWhole whether making anything durable makes everything durable (Linux), or only what was named
 * @param skewMillis how far its clock is off
 */
record DiskKind(long grainMillis, DiskTraits traits, boolean syncsWhole, long skewMillis) {
    private static final DiskTraits MAC = new DiskTraits(true, true, false, 255);
    private static final DiskTraits WINDOWS = new DiskTraits(true, false, true, 255);

    static DiskKind any(World world) {
        DiskTraits traits = switch (world.below(8)) {
            case 0 -> MAC;
            case 1 -> WINDOWS;
            default -> DiskTraits.PLAIN;
        };
        long skew = switch (world.below(6)) {
            case 0 -> -Duration.ofDays(4000).toMillis();
            case 1 -> Duration.ofDays(9000).toMillis();
            default -> 0;
        };
        return new DiskKind(world.oneIn(2) ? 1 : 1000, traits, world.oneIn(2), skew);
    }

    boolean isPlain() {
        return traits.equals(DiskTraits.PLAIN);
    }
}
