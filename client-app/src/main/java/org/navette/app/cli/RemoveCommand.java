// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonObject;
import org.navette.app.control.Dispatcher;
import org.navette.app.control.Refusal;
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

    @Override
    JsonObject run(Dispatcher navette) throws Refusal {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("name", name);
        arguments.addProperty("deleteLocal", deleteLocal);
        return ask(navette, "remove", arguments);
    }

    @Override
    void show(JsonObject result) {
        say(deleteLocal ? "remove.doneLocal" : "remove.done", text(result, "name"));
    }
}
