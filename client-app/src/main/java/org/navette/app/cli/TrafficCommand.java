// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonObject;
import java.util.List;
import org.navette.app.control.CommandDispatcher;
import org.navette.app.api.CommandRefusedException;
import picocli.CommandLine.Command;

/** What left this machine: every kind of request, to whom, when, and how much. */
@Command(name = "traffic")
final class TrafficCommand extends ControlCommand {
    @Override
    JsonObject run(CommandDispatcher navette) throws CommandRefusedException {
        return ask(navette, "traffic", new JsonObject());
    }

    @Override
    void show(JsonObject result) {
        List<JsonObject> lines = all(result, "traffic");
        say(lines.isEmpty() ? "traffic.none" : "traffic.title");
        for (JsonObject line : lines) {
            say(
                    "traffic.line",
                    text(line, "day"),
                    text(line, "server"),
                    text(line, "method"),
                    line.get("requests").getAsLong(),
                    messages.bytes(line.get("sent").getAsLong()),
                    messages.bytes(line.get("received").getAsLong()),
                    text(line, "purpose"));
        }
    }
}
