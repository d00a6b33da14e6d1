// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the program tells about itself: nothing on the terminal, unless asked. */
final class Logging {
    /** Kept, or its level would be forgotten with it. */
    private static final Logger OURS = Logger.getLogger("org.navette");

    private static final Logger ROOT = Logger.getLogger("");

    private Logging() {}

    static void configure(boolean verbose) {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        if (verbose) {
            ConsoleHandler console = new ConsoleHandler();
            console.setLevel(Level.ALL);
            ROOT.addHandler(console);
            // Our own steps only: other people's wire logs would hold credentials.
            ROOT.setLevel(Level.WARNING);
            OURS.setLevel(Level.FINE);
        }
    }
}
