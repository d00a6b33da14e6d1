// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Listener;

/** Tells whoever started the command what happens. */
interface Reporter extends Listener, AutoCloseable {
    /** The command line cannot be what was meant. */
    void usage(String sentence);

    /** Nothing, or nothing more, could be done. */
    void halted(Failure failure);

    /** A pass has ended. */
    void finished(PassResult result, int exitCode);

    @Override
    void close();
}
