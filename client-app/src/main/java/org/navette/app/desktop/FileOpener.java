// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens files and folders with what the desktop has for them. */
public final class FileOpener {
    private static final Logger LOG = LoggerFactory.getLogger(FileOpener.class);

    private FileOpener() {}

    /** Shows a file in the file manager: its folder, where that cannot be asked for one file. */
    public static void show(Path file) {
        Path folder = file.getParent();
        open(folder == null || !Files.isDirectory(folder) ? file : folder);
    }

    public static void browse(URI page) {
        open(page.toString(), () -> Desktop.getDesktop().browse(page));
    }

    public static void open(Path place) {
        open(place.toString(), () -> Desktop.getDesktop().open(place.toFile()));
    }

    @FunctionalInterface
    private interface Elsewhere {
        void open() throws IOException;
    }

    private static void open(String place, Elsewhere elsewhere) {
        try {
            if (SystemSignals.isLinux()) {
                // Java's own way needs a desktop's libraries; every desktop has this program.
                new ProcessBuilder("xdg-open", place)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } else {
                elsewhere.open();
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} can't be opened", place, e);
        }
    }
}
