// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.Path;
import org.navette.engine.local.FileMover.Interference;
import org.navette.engine.local.FileMover.Moment;

/**
 * The system's calls, one of which goes wrong: the n-th of them and of the moments between them. From the moment the process
 * stops nothing more happens, whatever the code still wants to do.
 */
final class FaultyRenames implements RenameCalls, Interference {
    /** What goes wrong. */
    enum Fault {
        /** The process ends before the call. */
        STOPS_BEFORE,
        /** The process ends right after it. */
        STOPS_AFTER,
        /** The call fails, and nothing was done. */
        FAILS,
        /** The call fails, although it was done: a network disk that did not hear the answer. */
        FAILS_AFTER
    }

    /** The process ends here. Not an exception, so that nobody handles it. */
    static final class Stopped extends Error {
        Stopped() {
            super("stopped", null, false, false);
        }
    }

    @FunctionalInterface
    private interface Call {
        boolean run() throws IOException;
    }

    private final RenameCalls real;
    private final Fault fault;
    private final String reason;
    private final int at;
    private int calls;
    private boolean stopped;

    /**
     * @param at which call goes wrong, counted from 1
     * @param reason the system's word for it
     */
    FaultyRenames(RenameCalls real, Fault fault, int at, String reason) {
        this.real = real;
        this.fault = fault;
        this.at = at;
        this.reason = reason;
    }

    /** Whether it came to the call that goes wrong. */
    boolean happened() {
        return calls >= at;
    }

    private boolean call(Call call) throws IOException {
        if (stopped) {
            throw new Stopped();
        }
        if (++calls != at) {
            return call.run();
        }
        switch (fault) {
            case STOPS_BEFORE -> stopped = true;
            case STOPS_AFTER -> {
                call.run();
                stopped = true;
            }
            case FAILS -> throw new IOException(reason);
            case FAILS_AFTER -> {
                call.run();
                throw new IOException(reason);
            }
        }
        throw new Stopped();
    }

    @Override
    public boolean renameToFree(Path from, Path to) throws IOException {
        return call(() -> real.renameToFree(from, to));
    }

    @Override
    public boolean exchange(Path one, Path other) throws IOException {
        return call(() -> real.exchange(one, other));
    }

    @Override
    public void removeEmptyFolder(Path folder) throws IOException {
        call(() -> {
            real.removeEmptyFolder(folder);
            return true;
        });
    }

    /** Between two calls only the process can end. */
    @Override
    public void at(Moment moment) throws IOException {
        if (stopped) {
            throw new Stopped();
        }
        if (fault == Fault.STOPS_BEFORE && ++calls == at) {
            stopped = true;
            throw new Stopped();
        }
    }
}
