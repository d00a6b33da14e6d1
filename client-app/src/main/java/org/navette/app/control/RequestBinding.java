// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import com.google.gson.JsonObject;
import java.util.Locale;
import org.navette.app.api.Command;
import org.navette.app.api.CommandCatalog;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.ConflictCommand.ResolveConflict;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.control.JsonBinding.UnusableMember;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;

/** What a program asks for in JSON, asked of Navette. Arguments that cannot be what they have to be are refused in a sentence. */
final class RequestBinding {
    private final NavetteApi navette;
    private final Locale language;
    private final Messages messages;

    /** @param language of the sentences */
    RequestBinding(NavetteApi navette, Locale language) {
        this.navette = navette;
        this.language = language;
        this.messages = new Messages(language);
    }

    /**
     * Does one thing.
     *
     * @param command its name (docs/control-protocol.md)
     * @param arguments of the command; members it does not know are ignored
     * @throws CommandRefusedException if there is no such command, its arguments cannot be used, or it cannot be done
     */
    JsonObject run(String command, JsonObject arguments) throws CommandRefusedException {
        CommandCatalog.Entry<?> entry =
                CommandCatalog.named(command).orElseThrow(() -> refusal("control.unknown", command));
        Reply reply = navette.run(read(entry, arguments), language);
        return JsonBinding.write((Record) reply);
    }

    private Command<?> read(CommandCatalog.Entry<?> entry, JsonObject arguments) throws CommandRefusedException {
        try {
            return JsonBinding.read(arguments, entry.arguments());
        } catch (UnusableMember e) {
            CommandRefusedException refusal = switch (e.fault()) {
                case MISSING -> refusal("control.missing", e.member());
                case NO_NUMBER -> refusal("control.noNumber", e.member());
                case UNUSABLE ->
                    entry.arguments() == ResolveConflict.class && e.member().equals("keep")
                            ? refusal("conflicts.choice", e.value())
                            : refusal("control.unusable", e.member(), e.value());
            };
            refusal.initCause(e);
            throw refusal;
        }
    }

    private CommandRefusedException refusal(String key, Object... values) {
        return new CommandRefusedException(messages.text(key, values), ExitCode.USAGE);
    }
}
