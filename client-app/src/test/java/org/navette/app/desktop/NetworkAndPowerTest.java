// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.freedesktop.dbus.types.UInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.engine.schedule.Signal.Surroundings;

class NetworkAndPowerTest {
    private final NetworkAndPower state = new NetworkAndPower();

    @ParameterizedTest
    @CsvSource({"0, true", "10, false", "20, false", "30, false", "40, false", "50, true", "60, true", "70, true"})
    void theStateOfTheNetwork(int said, boolean online) {
        assertEquals(
                new Surroundings(online, false, false),
                state.take(NetworkAndPower.NETWORK_MANAGER, Map.of("State", new UInt32(said))));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false", "3, true", "4, false"})
    void whetherTheLineIsPaidByVolume(int said, boolean metered) {
        assertEquals(
                new Surroundings(true, metered, false),
                state.take(NetworkAndPower.NETWORK_MANAGER, Map.of("Metered", new UInt32(said))));
    }

    @Test
    void whatIsNotSaidStays() {
        state.take(NetworkAndPower.NETWORK_MANAGER, Map.of("Metered", new UInt32(1)));
        state.take(NetworkAndPower.UPOWER, Map.of("OnBattery", true, "State", new UInt32(20)));
        state.take(NetworkAndPower.NETWORK_MANAGER, Map.of("State", "nonsense"));
        assertEquals(new Surroundings(true, true, true), state.now());
    }
}
