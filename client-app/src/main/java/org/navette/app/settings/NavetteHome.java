// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where Navette keeps what it remembers: {@code NAVETTE_HOME}, or the place the system has for that. */
public final class NavetteHome {
    private NavetteHome() {}

    public static Path ofSession(Map<String, String> environment) {
        return of(environment, System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "")));
    }

    static Path of(Map<String, String> environment, String system, Path userHome) {
        String chosen = environment.getOrDefault("NAVETTE_HOME", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath();
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return (roaming.isBlank() ? userHome.resolve("AppData/Roaming") : Path.of(roaming)).resolve("Navette");
        }
        if (name.contains("mac")) {
            return userHome.resolve("Library/Application Support/Navette");
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        return (data.isBlank() ? userHome.resolve(".local/share") : Path.of(data)).resolve("navette");
    }
}
