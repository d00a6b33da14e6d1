// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.util.Collection;
import java.util.function.Consumer;

/** Runs independent steps, several at a time where that is faster. */
public interface Workers {
    @FunctionalInterface
    interface Step<T> {
        /** @param more takes further items that this step found to be done */
        void run(T item, Consumer<T> more);
    }

    /**
     * Runs the step for every item, and for every item the steps add, and returns when nothing is left. No order is
     * promised. Whatever a step throws, an {@link Error} as well, is thrown here once the steps under way have ended, and
     * nothing more is begun.
     *
     * @throws InterruptedException if this thread was interrupted; steps under way have then ended too
     */
    <T> void runAll(Collection<T> items, Step<T> step) throws InterruptedException;
}
