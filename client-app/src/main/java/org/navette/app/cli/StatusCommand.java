// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.navette.app.control.CommandDispatcher;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.text.ExitCode;
import org.navette.app.text.ShellArgument;
import picocli.CommandLine.Command;

/** How every folder is. */
@Command(name = "status")
final class StatusCommand extends ControlCommand {
    private static final int LISTED = 20;

    @Override
    JsonObject run(CommandDispatcher navette) throws CommandRefusedException {
        return ask(navette, "status", new JsonObject());
    }

    @Override
    void show(JsonObject result) {
        if (result.has("complaint")) {
            System.err.println(text(result, "complaint"));
        }
        if (result.has("update")) {
            say("status.update", text(result.getAsJsonObject("update"), "sentence"));
        }
        if (result.getAsJsonArray("folders").isEmpty()) {
            say("status.none");
        }
        for (JsonObject folder : all(result, "folders")) {
            say("status.folder", text(folder, "name"), text(folder, "local"), text(folder, "url"));
            if (folder.has("sentence")) {
                say("status.line", text(folder, "sentence"));
                all(folder, "problems").stream()
                        .limit(LISTED)
                        .forEach(problem -> say(
                                "status.line",
                                messages.text("problem", text(problem, "path"), text(problem, "sentence"))));
                all(folder, "documents").forEach(document -> say("status.line", text(document, "sentence")));
                if (!text(folder, "watch").equals("all")) {
                    say("status.line", messages.text("status.watch." + text(folder, "watch")));
                }
            }
            if (folder.has("held")) {
                folder.getAsJsonArray("held").asList().stream()
                        .limit(LISTED)
                        .map(JsonElement::getAsString)
                        .forEach(path -> say("status.line", "  " + path));
                say("status.line", messages.text("status.answer", ShellArgument.of(text(folder, "name"))));
            }
        }
    }

    /** As a pass over all of them would end. */
    @Override
    int exitCode(JsonObject result) {
        int worst = ExitCode.IN_STEP;
        for (JsonObject folder : all(result, "folders")) {
            int code = switch (text(folder, "state")) {
                case "needs-decision" -> ExitCode.HELD;
                case "needs-password" -> ExitCode.CREDENTIALS;
                case "offline", "share-gone" -> ExitCode.UNREACHABLE;
                case "stopped" -> ExitCode.SOME_NOT_SYNCED;
                default ->
                    folder.has("problems") && !folder.getAsJsonArray("problems").isEmpty()
                            ? ExitCode.SOME_NOT_SYNCED
                            : ExitCode.IN_STEP;
            };
            worst = Math.max(worst, code);
        }
        return worst;
    }
}
