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

/** Looks at both sides now, and answers what a guard asks. */
@Command(name = "sync-now")
final class SyncNowCommand extends ControlCommand {
    @Parameters(index = "0", paramLabel = "NAME", arity = "0..1", descriptionKey = "parameter.folderOrAll")
    private @Nullable String name;

    @Option(names = "--accept-deletions", descriptionKey = "option.acceptDeletions")
    private boolean acceptDeletions;

    @Option(names = "--undo-deletions", descriptionKey = "option.undoDeletions")
    private boolean undoDeletions;

    @Override
    JsonObject run(Dispatcher navette) throws Refusal {
        JsonObject arguments = new JsonObject();
        if (name != null) {
            arguments.addProperty("name", name);
        }
        if (acceptDeletions || undoDeletions) {
            arguments.addProperty("answer", acceptDeletions ? "delete" : "bring-back");
        }
        return ask(navette, "sync-now", arguments);
    }

    @Override
    void show(JsonObject result) {
        for (JsonElement folder : result.getAsJsonArray("folders")) {
            say("syncNow.done", folder.getAsString());
        }
    }
}
