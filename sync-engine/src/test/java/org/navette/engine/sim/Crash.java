// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

/** The device stops here: nothing it still wanted to do happens. Not an exception, so that nobody handles it. */
final class Crash extends Error {
    Crash() {
        super("crash", null, false, false);
    }
}
