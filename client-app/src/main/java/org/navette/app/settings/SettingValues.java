// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of one section, or of one account or folder, and who chose them.
 *
 * @param texts what was chosen; a list has its items in lines
 */
public record SettingValues(Map<SettingKey, String> texts, Map<SettingKey, Origin> origins) {
    /** Who chose a value. */
    public enum Origin {
        /** Nobody. */
        STANDARD,
        PERSON,
        /** An administrator; a person may choose something else. */
        PRESET,
        /** An administrator, for good. */
        LOCKED
    }

    public static final SettingValues NONE = new SettingValues(Map.of(), Map.of());

    public SettingValues {
        texts = Map.copyOf(texts);
        origins = Map.copyOf(origins);
    }

    static SettingValues of(Map<SettingKey, String> texts, Origin origin) {
        Map<SettingKey, Origin> origins = new EnumMap<>(SettingKey.class);
        texts.keySet().forEach(key -> origins.put(key, origin));
        return new SettingValues(texts, origins);
    }

    /** What holds for a key; absent if nothing. */
    public Optional<String> text(SettingKey key) {
        return Optional.of(texts.getOrDefault(key, key.standard())).filter(text -> !text.isEmpty());
    }

    public List<String> list(SettingKey key) {
        return text(key).map(text -> text.lines().toList()).orElse(List.of());
    }

    public Origin origin(SettingKey key) {
        return origins.getOrDefault(key, Origin.STANDARD);
    }

    /** Whether an administrator chose it, for good or not. */
    public boolean isPreset(SettingKey key) {
        return origin(key) == Origin.PRESET || origin(key) == Origin.LOCKED;
    }

    /** The same but for one key. */
    public SettingValues without(SettingKey key) {
        Map<SettingKey, String> fewer = new EnumMap<>(SettingKey.class);
        fewer.putAll(texts);
        fewer.remove(key);
        Map<SettingKey, Origin> from = new EnumMap<>(SettingKey.class);
        from.putAll(origins);
        from.remove(key);
        return new SettingValues(fewer, from);
    }

    /** A person's values over these presets, but for those that are locked. */
    SettingValues under(SettingValues person, Set<SettingKey> locked) {
        Map<SettingKey, String> merged = new EnumMap<>(SettingKey.class);
        merged.putAll(texts);
        Map<SettingKey, Origin> from = new EnumMap<>(SettingKey.class);
        texts.keySet().forEach(key -> from.put(key, locked.contains(key) ? Origin.LOCKED : Origin.PRESET));
        person.texts.forEach((key, text) -> {
            if (!locked.contains(key)) {
                merged.put(key, text);
                from.put(key, Origin.PERSON);
            }
        });
        locked.forEach(key -> from.put(key, Origin.LOCKED));
        return new SettingValues(merged, from);
    }
}
