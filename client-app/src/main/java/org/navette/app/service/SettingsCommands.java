// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.SettingsCommand;
import org.navette.app.api.SettingsCommand.SettingReply;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingKey.Section;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.Settings;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.Messages;

/** What is chosen, and choosing something else: {@code network.limit-up}, {@code folder.Photos.mode}. */
final class SettingsCommands {
    private final Service service;

    SettingsCommands(Service service) {
        this.service = service;
    }

    /** Where a value is. */
    private record Place(SettingKey key, String name) {}

    SettingsCommand.SettingsReply list(SettingsCommand.ListSettings asked, Messages messages)
            throws CommandRefusedException {
        return list(asked.key().isPresent() ? Optional.of(place(asked.key().get(), messages)) : Optional.empty());
    }

    private SettingsCommand.SettingsReply list(Optional<Place> only) {
        Settings settings = service.settings();
        List<SettingReply> all = new ArrayList<>();
        for (Section section : Section.values()) {
            if (section.isMany()) {
                (section == Section.ACCOUNT ? settings.accounts() : settings.folders())
                        .forEach((name, values) -> add(section, name, values, only, all));
            } else {
                add(section, "", settings.of(section, "").orElse(SettingValues.NONE), only, all);
            }
        }
        return new SettingsCommand.SettingsReply(service.file().path(), all);
    }

    private static void add(
            Section section, String name, SettingValues values, Optional<Place> only, List<SettingReply> all) {
        for (SettingKey key : section.keys()) {
            boolean wanted = only.isEmpty() || only.get().equals(new Place(key, name));
            boolean isName = section.isMany() && key.label().equals("name");
            if (wanted && !isName) {
                all.add(new SettingReply(
                        section.title() + "." + (name.isEmpty() ? "" : name + ".") + key.label(),
                        values.text(key).orElse(""),
                        values.origin(key)));
            }
        }
    }

    SettingsCommand.SettingsReply set(SettingsCommand.Set asked, Messages messages)
            throws CommandRefusedException, SettingsProblem.Found, IOException {
        String path = asked.key();
        Place place = place(path, messages);
        SettingValues values = service.settings()
                .of(place.key().section(), place.name())
                .orElseThrow(() -> Refusal.of(messages, "set.unknown", path));
        if (values.origin(place.key()) == SettingValues.Origin.LOCKED) {
            throw Refusal.of(messages, "control.locked", path);
        }
        if (asked.value().isPresent()) {
            requireValid(place.key(), asked.value().get(), messages);
        }
        service.file().set(place.key(), place.name(), asked.value().orElse(null));
        service.reload();
        return list(Optional.of(place));
    }

    static void requireValid(SettingKey key, String value, Messages messages) throws CommandRefusedException {
        if (!key.type().accepts(value)) {
            throw Refusal.of(messages, "settings.type." + key.type().name(), key.label());
        }
    }

    private static Place place(String path, Messages messages) throws CommandRefusedException {
        int first = path.indexOf('.');
        int last = path.lastIndexOf('.');
        if (first > 0) {
            Optional<Section> section = Section.of(path.substring(0, first));
            Optional<SettingKey> key = section.flatMap(found -> found.key(path.substring(last + 1)));
            if (key.isPresent() && section.get().isMany() == (first < last)) {
                String name = first < last ? path.substring(first + 1, last) : "";
                boolean isName = section.get().isMany() && key.get().label().equals("name");
                if (!isName) {
                    return new Place(key.get(), name);
                }
            }
        }
        throw Refusal.of(messages, "set.unknown", path);
    }
}
