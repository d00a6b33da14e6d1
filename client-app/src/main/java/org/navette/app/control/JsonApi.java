// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.function.Consumer;
import org.navette.app.api.Command;
import org.navette.app.api.CommandCatalog;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.Event;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.control.JsonBinding.UnusableMember;
import org.navette.app.text.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives commands to what speaks JSON. */
public final class JsonApi implements NavetteApi {
    private static final Logger LOG = LoggerFactory.getLogger(JsonApi.class);

    private final CommandDispatcher dispatcher;

    public JsonApi(CommandDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public <R extends Reply> R run(Command<R> command, Locale language) throws CommandRefusedException {
        CommandCatalog.Entry<R> entry = CommandCatalog.of(command);
        JsonObject reply = dispatcher.run(entry.name(), JsonBinding.write((Record) command), language);
        try {
            return JsonBinding.read(reply, entry.reply());
        } catch (UnusableMember e) {
            LOG.warn("the reply to {} cannot be understood", entry.name(), e);
            throw new CommandRefusedException(String.valueOf(e.getMessage()), ExitCode.UNREACHABLE);
        }
    }

    @Override
    public AutoCloseable subscribe(Locale language, Consumer<Event> events) {
        return dispatcher.subscribe(language, event -> {
            try {
                events.accept(JsonBinding.read(event, Event.class));
            } catch (UnusableMember e) {
                LOG.warn("an event cannot be understood", e);
            }
        });
    }
}
