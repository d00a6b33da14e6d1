// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

/** One argument of a command that is shown for copying. */
public final class ShellArgument {
    private ShellArgument() {}

    /**
     * As a POSIX shell takes it for one word (IEEE Std 1003.1, 2.2.2 Single-Quotes), whatever is in it. One that begins like an
     * option comes after the mark that ends options, so it has to be the last.
     */
    public static String of(String value) {
        String quoted = value.matches("[A-Za-z0-9_@%+=:,./-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
        return value.startsWith("-") ? "-- " + quoted : quoted;
    }
}
