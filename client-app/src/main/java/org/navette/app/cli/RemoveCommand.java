// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonObject;
import java.util.List;
import org.navette.app.control.CommandDispatcher;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.text.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a folder, and forgets it. */
@Command(name = "remove")
final class RemoveCommand extends ControlCommand {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "parameter.folder")
    private String name = "";

    @Option(names = "--delete-local", descriptionKey = "option.deleteLocal")
    private boolean deleteLocal;

    @Option(names = "--delete-unsynced", descriptionKey = "option.deleteUnsynced")
    private boolean deleteUnsynced;

    @Override
    JsonObject run(CommandDispatcher navette) throws CommandRefusedException {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("name", name);
        arguments.addProperty("deleteLocal", deleteLocal);
        arguments.addProperty("deleteUnsynced", deleteUnsynced);
        JsonObject result = ask(navette, "remove", arguments);
        if (deleteLocal) {
            nameKept(result);
        }
        return result;
    }

    /** On standard error, as whatever is not as it was meant to be. */
    private void nameKept(JsonObject result) {
        int kept = result.get("keptCount").getAsInt();
        if (kept == 0) {
            return;
        }
        System.err.println(messages.text("remove.kept", kept));
        List<JsonObject> named = all(result, "kept");
        for (JsonObject entry : named) {
            String path = text(entry, "path");
            System.err.println("  " + messages.text("problem", path.isEmpty() ? "." : path, text(entry, "sentence")));
        }
        if (named.size() < kept) {
            System.err.println(messages.text("remove.keptMore", kept - named.size()));
        }
    }

    @Override
    void show(JsonObject result) {
        if (!deleteLocal) {
            say("remove.done", text(result, "name"));
            return;
        }
        String done = deleteUnsynced ? "remove.doneAll" : "remove.doneLocal";
        say(done, text(result, "name"), result.get("deleted").getAsInt());
        if (result.get("versionsKept").getAsBoolean()) {
            say("remove.versionsKept");
        }
    }

    @Override
    int exitCode(JsonObject result) {
        boolean kept = deleteLocal && result.get("keptCount").getAsInt() > 0;
        return kept ? ExitCode.SOME_NOT_SYNCED : ExitCode.IN_STEP;
    }
}
