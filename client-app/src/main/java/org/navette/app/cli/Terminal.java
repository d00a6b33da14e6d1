// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.PrintStream;
import org.navette.app.text.Printable;

/**
 * What the command line writes to. Everything goes through {@link Printable}, as names and what servers say come from strangers; in JSON,
 * where such characters only stand in strings, what that makes of them means the same character.
 */
final class Terminal extends PrintStream {
    private static PrintStream plainErr = System.err;

    private Terminal(PrintStream plain) {
        super(plain, true, plain.charset());
    }

    /** From now on, for {@link System#out} and {@link System#err}. */
    static synchronized void install() {
        if (!(System.out instanceof Terminal)) {
            System.setOut(new Terminal(System.out));
        }
        if (!(System.err instanceof Terminal)) {
            plainErr = System.err;
            System.setErr(new Terminal(System.err));
        }
    }

    /** For our own drawing, which moves the cursor. */
    static synchronized PrintStream plainErr() {
        return plainErr;
    }

    @Override
    public void print(String text) {
        super.print(Printable.lines(String.valueOf(text)));
    }

    @Override
    public void print(char[] text) {
        print(new String(text));
    }

    @Override
    public void print(Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void print(char c) {
        print(String.valueOf(c));
    }
}
