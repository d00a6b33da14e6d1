// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutostartTest {
    @TempDir
    Path home;

    @Test
    void onLinuxItIsAnEntryOfTheDesktop() throws Exception {
        Path config = home.resolve("config");
        Autostart autostart = new Autostart(
                "Linux",
                home,
                Map.of("XDG_CONFIG_HOME", config.toString()),
                false,
                Optional.of("/opt/Na vette/bin/navette"));
        assertTrue(autostart.isPossible());
        assertFalse(autostart.isOn());
        autostart.set(true);
        assertTrue(autostart.isOn());
        String entry = Files.readString(config.resolve("autostart/navette.desktop"));
        assertTrue(entry.contains("Exec=\"/opt/Na vette/bin/navette\" --background\n"), entry);
        autostart.set(false);
        assertFalse(autostart.isOn());
    }

    @Test
    void onMacItIsALaunchAgent() throws Exception {
        Autostart autostart =
                new Autostart("Mac OS X", home, Map.of(), false, Optional.of("/Applications/A&B/navette"));
        autostart.set(true);
        String agent = Files.readString(home.resolve("Library/LaunchAgents/org.navette.plist"));
        assertTrue(
                agent.contains("<string>/Applications/A&amp;B/navette</string><string>--background</string>"), agent);
    }

    @Test
    void whereNobodyKnowsWhatToStartItIsNotOffered() {
        assertFalse(new Autostart("Linux", home, Map.of(), false, Optional.empty()).isPossible());
        assertFalse(new Autostart("Linux", home, Map.of(), true, Optional.of("/app/bin/navette")).isPossible());
        assertEquals(
                home.resolve(".config/autostart/navette.desktop"),
                new Autostart("Linux", home, Map.of(), false, Optional.empty()).file());
    }
}
