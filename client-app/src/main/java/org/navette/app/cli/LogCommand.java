// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.navette.app.control.CommandDispatcher;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.service.DiagnosticsBundle;
import org.navette.app.settings.NavetteHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What was done; taking something back; and everything that helps somebody to help. */
@Command(name = "log")
final class LogCommand extends ControlCommand {
    @Option(names = "-n", paramLabel = "NUMBER", descriptionKey = "option.most")
    private int most = 50;

    @Option(names = "--folder", paramLabel = "NAME", descriptionKey = "option.ofFolder")
    private @Nullable String folder;

    @Option(names = "--undo", paramLabel = "ID", descriptionKey = "option.undo")
    private @Nullable Long undo;

    @Option(names = "--bundle", paramLabel = "FILE", descriptionKey = "option.bundle")
    private @Nullable Path bundle;

    @Option(names = "--mask", descriptionKey = "option.mask")
    private boolean mask;

    @Override
    JsonObject run(CommandDispatcher navette) throws CommandRefusedException, IOException {
        JsonObject arguments = new JsonObject();
        if (undo != null) {
            arguments.addProperty("id", undo);
            return ask(navette, "undo", arguments);
        }
        if (bundle != null) {
            new DiagnosticsBundle(navette, NavetteHome.ofSession(System.getenv()), messages.locale(), mask)
                    .write(bundle);
            JsonObject result = new JsonObject();
            result.addProperty("file", bundle.toAbsolutePath().toString());
            return result;
        }
        arguments.addProperty("most", most);
        if (folder != null) {
            arguments.addProperty("name", folder);
        }
        return ask(navette, "log", arguments);
    }

    @Override
    void show(JsonObject result) {
        if (undo != null) {
            say("undo.done", text(result, "path"));
        } else if (bundle != null) {
            say(mask ? "bundle.doneMasked" : "bundle.done", text(result, "file"));
        } else {
            List<JsonObject> activities = all(result, "activities").reversed();
            if (activities.isEmpty()) {
                say("log.empty");
            }
            for (JsonObject activity : activities) {
                say(
                        activity.get("undo").getAsBoolean() ? "log.lineUndo" : "log.line",
                        TableTimes.table(text(activity, "at")),
                        text(activity, "folder"),
                        text(activity, "sentence"),
                        text(activity, "id"));
            }
        }
    }
}
