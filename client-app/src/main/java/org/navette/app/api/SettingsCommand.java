// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.navette.app.settings.SettingValues;

/** What is set, and setting something else. */
public sealed interface SettingsCommand extends Command<SettingsCommand.SettingsReply> {
    /** @param key as {@code folder.Photos.mode}; absent for all */
    record ListSettings(Optional<String> key) implements SettingsCommand {}

    /** @param value absent to unset it */
    record Set(String key, Optional<String> value) implements SettingsCommand {}

    /** @param file where settings are written */
    record SettingsReply(Path file, List<SettingReply> settings) implements Reply {
        public SettingsReply {
            settings = List.copyOf(settings);
        }
    }

    /**
     * What is set for a key.
     *
     * @param value empty if nothing is
     * @param origin who set it
     */
    record SettingReply(String key, String value, SettingValues.Origin origin) {}
}
