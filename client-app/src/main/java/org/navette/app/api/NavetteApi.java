// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.util.Locale;
import java.util.function.Consumer;

/** Navette as its faces see it: the one that runs in this process, or the one at the other end of a socket. */
public interface NavetteApi {
    /**
     * Does one thing, and waits for it.
     *
     * @param language in which sentences of the reply are
     * @throws CommandRefusedException if it cannot be done, with a sentence that says why
     */
    <R extends Reply> R run(Command<R> command, Locale language) throws CommandRefusedException;

    /**
     * Tells of everything that changes from now on. Events come one after the other, on a thread of Navette's.
     *
     * @param language in which sentences of the events are
     * @return what ends it
     */
    AutoCloseable subscribe(Locale language, Consumer<Event> events);
}
