// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.tray;

import java.awt.Desktop;
import java.io.IOException;
import java.nio.file.Path;
import org.navette.app.system.SystemSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens files and folders with what the desktop has for them. */
final class Places {
    private static final Logger LOG = LoggerFactory.getLogger(Places.class);

    private Places() {}

    static void open(Path place) {
        try {
            if (SystemSignals.isLinux()) {
                // Java's own way needs a desktop's libraries; every desktop has this program.
                new ProcessBuilder("xdg-open", place.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } else {
                Desktop.getDesktop().open(place.toFile());
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} can't be opened", place, e);
        }
    }
}
