// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.navette.app.control.CommandDispatcher;
import org.navette.app.api.CommandRefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists conflict copies, or settles one. */
@Command(name = "conflicts")
final class ConflictsCommand extends ControlCommand {
    @Parameters(index = "0", paramLabel = "COPY", arity = "0..1", descriptionKey = "parameter.copy")
    private @Nullable Path copy;

    @Option(names = "--keep", paramLabel = "mine|theirs|both", descriptionKey = "option.keep")
    private @Nullable String keep;

    @Override
    JsonObject run(CommandDispatcher navette) throws CommandRefusedException, UsageException {
        JsonObject arguments = new JsonObject();
        if (copy == null && keep == null) {
            return ask(navette, "conflicts", arguments);
        }
        if (copy == null || keep == null) {
            throw new UsageException(messages.text("conflicts.both"), null);
        }
        arguments.addProperty("path", copy.toAbsolutePath().toString());
        arguments.addProperty("keep", keep);
        return ask(navette, "settle", arguments);
    }

    @Override
    void show(JsonObject result) {
        if (keep != null) {
            say("conflicts.settled." + keep, text(result, "path"));
            return;
        }
        List<JsonObject> conflicts = all(result, "conflicts");
        if (conflicts.isEmpty()) {
            say("conflicts.empty");
        }
        for (JsonObject conflict : conflicts) {
            say(
                    "conflicts.line",
                    text(conflict, "original"),
                    text(conflict, "device"),
                    text(conflict, "when"),
                    text(conflict, "file"));
        }
    }
}
