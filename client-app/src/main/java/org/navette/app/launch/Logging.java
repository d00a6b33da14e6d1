// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.navette.engine.port.PrivateFiles;

/** What the program tells about itself: nothing on the terminal, unless asked. */
public final class Logging {
    /** Kept, or its level would be forgotten with it. */
    private static final Logger OURS = Logger.getLogger("org.navette");

    private static final Logger ROOT = Logger.getLogger("");

    private static final int LARGEST = 1_000_000;
    private static final int FILES = 5;

    private Logging() {}

    /** A few files of a bounded size, for whoever has to find out what happened; never with credentials. */
    static void toFiles(Path home) throws IOException {
        Path folder = PrivateFiles.folder(PrivateFiles.home(home).resolve("logs"));
        FileHandler files = new FileHandler(folder.resolve("navette-%g.log").toString(), LARGEST, FILES, true);
        files.setEncoding("UTF-8");
        files.setFormatter(new LogLine());
        files.setLevel(Level.INFO);
        ROOT.addHandler(files);
        ROOT.setLevel(Level.WARNING);
        if (OURS.getLevel() == null) {
            OURS.setLevel(Level.INFO);
        }
    }

    public static void configure(boolean verbose) {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        if (verbose) {
            ConsoleHandler console = new ConsoleHandler();
            console.setFormatter(new LogLine());
            console.setLevel(Level.ALL);
            ROOT.addHandler(console);
            // Our own steps only: other people's wire logs would hold credentials.
            ROOT.setLevel(Level.WARNING);
            OURS.setLevel(Level.FINE);
        }
    }
}
