// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.navette.app.control.CommandDispatcher;
import org.navette.app.api.CommandRefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is chosen; and choosing something else. */
@Command(name = "settings")
final class SettingsCommand extends ControlCommand {
    @Parameters(index = "0", paramLabel = "KEY", arity = "0..1", descriptionKey = "parameter.key")
    private @Nullable String key;

    @Parameters(index = "1..*", paramLabel = "VALUE", descriptionKey = "parameter.value")
    private List<String> values = List.of();

    @Option(names = "--unset", descriptionKey = "option.unset")
    private boolean unset;

    @Override
    JsonObject run(CommandDispatcher navette) throws CommandRefusedException {
        JsonObject arguments = new JsonObject();
        if (key != null) {
            arguments.addProperty("key", key);
        }
        if (values.isEmpty() && !unset) {
            return ask(navette, "settings", arguments);
        }
        if (!unset) {
            arguments.addProperty("value", String.join("\n", values));
        }
        return ask(navette, "set", arguments);
    }

    @Override
    void show(JsonObject result) {
        if (key == null) {
            say("settings.file", text(result, "file"));
        }
        for (JsonObject setting : all(result, "settings")) {
            String value = text(setting, "value").replace("\n", " ");
            say(
                    "settings.line",
                    text(setting, "key"),
                    value.isEmpty() ? messages.text("settings.nothing") : value,
                    messages.text("settings.origin." + text(setting, "origin")));
        }
    }
}
