// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app;

import java.io.IOException;
import java.util.Arrays;
import org.navette.app.cli.CommandLines;
import org.navette.app.window.preview.Renderer;
import org.slf4j.LoggerFactory;

/** Where the program begins. */
public final class Navette {
    private Navette() {}

    public static void main(String[] arguments) throws IOException {
        if (Renderer.isMeant(arguments)) {
            Renderer.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> LoggerFactory.getLogger(Navette.class)
                .error("the thread {} ended unexpectedly", thread.getName(), fault));
        System.exit(CommandLines.run(arguments));
    }
}
