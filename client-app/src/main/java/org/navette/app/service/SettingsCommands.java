// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Optional;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingKey.Section;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.Settings;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.EnumNames;

/** What is chosen, and choosing something else: {@code network.limit-up}, {@code folder.Photos.mode}. */
final class SettingsCommands {
    private final Service service;

    SettingsCommands(Service service) {
        this.service = service;
    }

    /** Where a value is. */
    private record Place(SettingKey key, String name) {}

    JsonObject list(CommandRequest asked) throws CommandRefusedException {
        Settings settings = service.settings();
        JsonArray all = new JsonArray();
        Optional<Place> only =
                asked.text("key").isPresent() ? Optional.of(place(asked, asked.required("key"))) : Optional.empty();
        for (Section section : Section.values()) {
            if (section.isMany()) {
                (section == Section.ACCOUNT ? settings.accounts() : settings.folders())
                        .forEach((name, values) -> add(section, name, values, only, all));
            } else {
                add(section, "", settings.of(section, "").orElse(SettingValues.NONE), only, all);
            }
        }
        JsonObject result = new JsonObject();
        result.addProperty("file", service.file().path().toString());
        result.add("settings", all);
        return result;
    }

    private static void add(Section section, String name, SettingValues values, Optional<Place> only, JsonArray all) {
        for (SettingKey key : section.keys()) {
            boolean wanted = only.isEmpty() || only.get().equals(new Place(key, name));
            boolean isName = section.isMany() && key.label().equals("name");
            if (wanted && !isName) {
                JsonObject entry = new JsonObject();
                entry.addProperty("key", section.title() + "." + (name.isEmpty() ? "" : name + ".") + key.label());
                entry.addProperty("value", values.text(key).orElse(""));
                entry.addProperty("origin", EnumNames.of(values.origin(key)));
                all.add(entry);
            }
        }
    }

    JsonObject set(CommandRequest asked) throws CommandRefusedException, SettingsProblem.Found, IOException {
        String path = asked.required("key");
        Place place = place(asked, path);
        SettingValues values = service.settings()
                .of(place.key().section(), place.name())
                .orElseThrow(() -> asked.refusal("set.unknown", path));
        if (values.origin(place.key()) == SettingValues.Origin.LOCKED) {
            throw asked.refusal("control.locked", path);
        }
        Optional<String> value = asked.text("value");
        if (value.isPresent()) {
            requireValid(place.key(), value.get(), asked);
        }
        service.file().set(place.key(), place.name(), value.orElse(null));
        service.reload();
        return list(asked);
    }

    static void requireValid(SettingKey key, String value, CommandRequest asked) throws CommandRefusedException {
        if (!key.type().accepts(value)) {
            throw asked.refusal("settings.type." + key.type().name(), key.label());
        }
    }

    private static Place place(CommandRequest asked, String path) throws CommandRefusedException {
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
        throw asked.refusal("set.unknown", path);
    }
}
