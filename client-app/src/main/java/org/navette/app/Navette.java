// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app;

import org.navette.app.cli.CommandLines;

/** Where the program begins. */
public final class Navette {
    private Navette() {}

    public static void main(String[] arguments) {
        System.exit(CommandLines.run(arguments));
    }
}
