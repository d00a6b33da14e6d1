// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.function.Consumer;
import org.navette.app.api.CommandRefusedException;

/** What answers requests. */
public interface CommandDispatcher {
    /**
     * Does one thing.
     *
     * @param command its name (docs/control-protocol.md)
     * @param arguments of the command; members it does not know are ignored
     * @param language in which sentences of the answer are
     * @throws CommandRefusedException if it cannot be done
     */
    JsonObject run(String command, JsonObject arguments, Locale language) throws CommandRefusedException;

    /**
     * Tells of everything that changes from now on.
     *
     * @return what ends it
     */
    AutoCloseable subscribe(Locale language, Consumer<JsonObject> events);
}
