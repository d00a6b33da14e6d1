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
public record Values(Map<Key, String> texts, Map<Key, Origin> origins) {
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

    public static final Values NONE = new Values(Map.of(), Map.of());

    public Values {
        texts = Map.copyOf(texts);
        origins = Map.copyOf(origins);
    }

    static Values of(Map<Key, String> texts, Origin origin) {
        Map<Key, Origin> origins = new EnumMap<>(Key.class);
        texts.keySet().forEach(key -> origins.put(key, origin));
        return new Values(texts, origins);
    }

    /** What holds for a key; absent if nothing. */
    public Optional<String> text(Key key) {
        return Optional.of(texts.getOrDefault(key, key.standard())).filter(text -> !text.isEmpty());
    }

    public List<String> list(Key key) {
        return text(key).map(text -> text.lines().toList()).orElse(List.of());
    }

    public Origin origin(Key key) {
        return origins.getOrDefault(key, Origin.STANDARD);
    }

    /** Whether an administrator chose it, for good or not. */
    public boolean isPreset(Key key) {
        return origin(key) == Origin.PRESET || origin(key) == Origin.LOCKED;
    }

    /** The same but for one key. */
    public Values without(Key key) {
        Map<Key, String> fewer = new EnumMap<>(Key.class);
        fewer.putAll(texts);
        fewer.remove(key);
        Map<Key, Origin> from = new EnumMap<>(Key.class);
        from.putAll(origins);
        from.remove(key);
        return new Values(fewer, from);
    }

    /** A person's values over these presets, but for those that are locked. */
    Values under(Values person, Set<Key> locked) {
        Map<Key, String> merged = new EnumMap<>(Key.class);
        merged.putAll(texts);
        Map<Key, Origin> from = new EnumMap<>(Key.class);
        texts.keySet().forEach(key -> from.put(key, locked.contains(key) ? Origin.LOCKED : Origin.PRESET));
        person.texts.forEach((key, text) -> {
            if (!locked.contains(key)) {
                merged.put(key, text);
                from.put(key, Origin.PERSON);
            }
        });
        locked.forEach(key -> from.put(key, Origin.LOCKED));
        return new Values(merged, from);
    }
}
