// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop;

import java.util.Map;
import org.navette.engine.schedule.Signal.Surroundings;

/**
 * Line and power as properties of NetworkManager and UPower say, each under its own name. What nobody says is as usual: the
 * network is there, costs nothing, and the computer is plugged in.
 */
final class NetworkAndPower {
    static final String NETWORK_MANAGER = "org.freedesktop.NetworkManager";
    static final String UPOWER = "org.freedesktop.UPower";

    /** NM_STATE_ASLEEP, up to but not with NM_STATE_CONNECTED_LOCAL: unknown (0) is no reason to wait. */
    private static final int ASLEEP = 10;

    private static final int CONNECTED_LOCAL = 50;
    /** NM_METERED_YES and NM_METERED_GUESS_YES. */
    private static final int METERED = 1;

    private static final int PROBABLY_METERED = 3;

    private Surroundings now = Surroundings.USUAL;

    synchronized Surroundings now() {
        return now;
    }

    /** @return how it is now */
    synchronized Surroundings take(String service, Map<String, ?> properties) {
        boolean online = now.online();
        boolean metered = now.metered();
        boolean onBattery = now.onBattery();
        if (service.equals(NETWORK_MANAGER)) {
            if (properties.get("State") instanceof Number state) {
                online = state.intValue() < ASLEEP || state.intValue() >= CONNECTED_LOCAL;
            }
            if (properties.get("Metered") instanceof Number said) {
                metered = said.intValue() == METERED || said.intValue() == PROBABLY_METERED;
            }
        }
        if (service.equals(UPOWER) && properties.get("OnBattery") instanceof Boolean battery) {
            onBattery = battery;
        }
        now = new Surroundings(online, metered, onBattery);
        return now;
    }
}
