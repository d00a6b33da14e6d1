// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this runs within a Flatpak's sandbox. */
public final class Flatpak {
    /** Flatpak puts it into the root of every sandbox (flatpak-run(1)); elsewhere only root could. */
    private static final Path INFO = Path.of("/.flatpak-info");

    private Flatpak() {}

    /** Not by the environment, which anybody sets: an administrator's policy is looked for by this. */
    public static boolean isRunning() {
        return Files.exists(INFO);
    }
}
