// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

/** A command that cannot be done; the message is the sentence to show. */
public final class CommandRefusedException extends Exception {
    private final int exitCode;

    /** @param exitCode as docs/command-line.md has them */
    public CommandRefusedException(String sentence, int exitCode) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
