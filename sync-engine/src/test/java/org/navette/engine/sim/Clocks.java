// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.time.Duration;

/**
 * Clocks that are set during a history, on a device or on the server: by hours and by years, forward and back. Never to a moment
 * that was there before: a disk without change times hides an edit of the same size in the same tick from everybody.
 */
final class Clocks {
    private final World world;
    private final SimServer server;

    Clocks(World world, SimServer server) {
        this.world = world;
        this.server = server;
    }

    void act(Device device) {
        long by = (world.oneIn(2)
                                ? Duration.ofDays(400).toMillis()
                                : Duration.ofHours(5).toMillis())
                        * (1 + world.below(9))
                + world.below(3_600_000);
        long signed = world.oneIn(2) ? by : -by;
        if (world.oneIn(2)) {
            world.tell(() -> "the server's clock is set by " + Duration.ofMillis(signed));
            server.clockSet += signed;
        } else {
            world.tell(() -> device.name + "'s clock is set by " + Duration.ofMillis(signed));
            device.disk.clockSet += signed;
        }
    }
}
