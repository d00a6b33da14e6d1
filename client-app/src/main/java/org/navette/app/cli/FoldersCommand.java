// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;
import org.navette.app.control.CommandDispatcher;
import org.navette.app.api.CommandRefusedException;
import picocli.CommandLine.Parameters;

/** A command for one folder, or for all. */
abstract class FoldersCommand extends ControlCommand {
    @Parameters(index = "0", paramLabel = "NAME", arity = "0..1", descriptionKey = "parameter.folderOrAll")
    private @Nullable String name;

    private final String command;
    private final String done;

    /** @param done the key of the sentence for each folder */
    FoldersCommand(String command, String done) {
        this.command = command;
        this.done = done;
    }

    /** Adds what is special to this command. */
    void fill(JsonObject arguments) throws UsageException {}

    @Override
    final JsonObject run(CommandDispatcher navette) throws CommandRefusedException, UsageException {
        JsonObject arguments = new JsonObject();
        if (name != null) {
            arguments.addProperty("name", name);
        }
        fill(arguments);
        return ask(navette, command, arguments);
    }

    @Override
    final void show(JsonObject result) {
        for (JsonElement folder : result.getAsJsonArray("folders")) {
            say(done, folder.getAsString());
        }
    }
}
