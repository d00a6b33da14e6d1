// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import com.sun.jna.platform.win32.KnownFolders;
import com.sun.jna.platform.win32.Shell32Util;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.navette.app.desktop.Flatpak;

/**
 * Where an administrator's policy is: where nobody else can write, and found without asking the environment, which whoever
 * starts Navette sets as they like.
 */
public final class PolicyLocation {
    private PolicyLocation() {}

    public static Path ofSystem() {
        return of(
                System.getProperty("os.name", ""),
                Flatpak.isRunning(),
                () -> Path.of(Shell32Util.getKnownFolderPath(KnownFolders.FOLDERID_ProgramFiles)));
    }

    /**
     * On Windows in the folder for programs: anybody may make new folders in {@code %ProgramData%}, and stay their owner.
     *
     * @param system its name, as {@code os.name} has it
     * @param programs where Windows has its programs; not asked elsewhere
     */
    static Path of(String system, boolean flatpak, Supplier<Path> programs) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return programs.get().resolve("Navette").resolve("policy.toml");
        }
        if (flatpak) {
            // The system's own /etc, from within a Flatpak (flatpak-metadata(5), host-etc).
            return Path.of("/run/host/etc/navette/policy.toml");
        }
        return name.contains("mac")
                ? Path.of("/Library/Application Support/Navette/policy.toml")
                : Path.of("/etc/navette/policy.toml");
    }
}
