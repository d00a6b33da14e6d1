// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.SettingsCommand.ListSettings;
import org.navette.app.api.SettingsCommand.Set;
import org.navette.app.api.SettingsCommand.SettingReply;
import org.navette.app.api.SettingsCommand.SettingsReply;
import org.navette.app.text.EnumNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is chosen; and choosing something else. */
@Command(name = "settings")
final class SettingsCommand extends ControlCommand<SettingsReply> {
    @Parameters(index = "0", paramLabel = "KEY", arity = "0..1", descriptionKey = "parameter.key")
    private @Nullable String key;

    @Parameters(index = "1..*", paramLabel = "VALUE", descriptionKey = "parameter.value")
    private List<String> values = List.of();

    @Option(names = "--unset", descriptionKey = "option.unset")
    private boolean unset;

    @Override
    SettingsReply run(NavetteApi navette) throws CommandRefusedException, UsageException {
        if (values.isEmpty() && !unset) {
            return ask(navette, new ListSettings(Optional.ofNullable(key)));
        }
        if (key == null) {
            throw new UsageException(messages.text("control.missing", "key"), null);
        }
        return ask(navette, new Set(key, unset ? Optional.empty() : Optional.of(String.join("\n", values))));
    }

    @Override
    void show(SettingsReply reply) {
        if (key == null) {
            say("settings.file", reply.file());
        }
        for (SettingReply setting : reply.settings()) {
            String value = setting.value().replace("\n", " ");
            say(
                    "settings.line",
                    setting.key(),
                    value.isEmpty() ? messages.text("settings.nothing") : value,
                    messages.text("settings.origin." + EnumNames.of(setting.origin())));
        }
    }
}
