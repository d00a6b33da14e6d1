// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navette.app.api.SettingsCommand.SettingReply;
import org.navette.app.api.SettingsCommand.SettingsReply;
import org.navette.app.settings.SettingValues.Origin;

/**
 * What is set, by key.
 *
 * @param byKey in the order in which it was told
 */
public record ChosenSettings(Map<String, SettingReply> byKey) {
    public static ChosenSettings of(SettingsReply reply) {
        return new ChosenSettings(Map.of()).with(reply);
    }

    /** With newer values of some keys, or all. */
    public ChosenSettings with(SettingsReply reply) {
        Map<String, SettingReply> all = new LinkedHashMap<>(byKey);
        reply.settings().forEach(setting -> all.put(setting.key(), setting));
        return new ChosenSettings(all);
    }

    /** Empty if nothing is set. */
    public String value(String key) {
        return Optional.ofNullable(byKey.get(key)).map(SettingReply::value).orElse("");
    }

    /** Whether an administrator decided it for good. */
    public boolean isLocked(String key) {
        return Optional.ofNullable(byKey.get(key))
                .filter(setting -> setting.origin() == Origin.LOCKED)
                .isPresent();
    }

    /** The names of what there are several of: {@code account}, {@code folder}. */
    public List<String> names(String section) {
        return byKey.keySet().stream()
                .filter(key -> key.startsWith(section + "."))
                .map(key -> key.substring(section.length() + 1, key.lastIndexOf('.')))
                .distinct()
                .toList();
    }

    /** The address of the first account that an administrator has set up and in which nobody has signed in yet. */
    public Optional<String> presetServer() {
        return byKey.values().stream()
                .filter(setting ->
                        setting.key().startsWith("account.") && setting.key().endsWith(".url"))
                .filter(setting -> setting.origin() == Origin.LOCKED || setting.origin() == Origin.PRESET)
                .filter(setting ->
                        value(setting.key().replaceFirst("\\.url$", ".user")).isEmpty())
                .map(SettingReply::value)
                .findFirst();
    }
}
