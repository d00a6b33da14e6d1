// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;
import org.navette.app.control.Dispatcher;
import org.navette.app.control.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Goes on after a pause. */
@Command(name = "resume")
final class ResumeCommand extends ControlCommand {
    @Parameters(index = "0", paramLabel = "NAME", arity = "0..1", descriptionKey = "parameter.folderOrAll")
    private @Nullable String name;

    @Override
    JsonObject run(Dispatcher navette) throws Refusal {
        JsonObject arguments = new JsonObject();
        if (name != null) {
            arguments.addProperty("name", name);
        }
        return ask(navette, "resume", arguments);
    }

    @Override
    void show(JsonObject result) {
        for (JsonElement folder : result.getAsJsonArray("folders")) {
            say("resume.done", folder.getAsString());
        }
    }
}
