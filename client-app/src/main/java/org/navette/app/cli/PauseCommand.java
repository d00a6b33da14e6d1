// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;
import org.navette.app.control.Dispatcher;
import org.navette.app.control.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rests: one folder, or all. */
@Command(name = "pause")
final class PauseCommand extends ControlCommand {
    @Parameters(index = "0", paramLabel = "NAME", arity = "0..1", descriptionKey = "parameter.folderOrAll")
    private @Nullable String name;

    @Option(names = "--for", paramLabel = "TIME", descriptionKey = "option.for")
    private @Nullable String time;

    @Option(names = "--until-tomorrow", descriptionKey = "option.untilTomorrow")
    private boolean untilTomorrow;

    @Override
    JsonObject run(Dispatcher navette) throws Refusal {
        JsonObject arguments = new JsonObject();
        if (name != null) {
            arguments.addProperty("name", name);
        }
        if (time != null) {
            arguments.addProperty("for", time);
        }
        arguments.addProperty("untilTomorrow", untilTomorrow);
        return ask(navette, "pause", arguments);
    }

    @Override
    void show(JsonObject result) {
        for (JsonElement folder : result.getAsJsonArray("folders")) {
            say("pause.done", folder.getAsString());
        }
    }
}
