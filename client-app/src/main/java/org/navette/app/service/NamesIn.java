// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.navette.engine.tree.RelativePath;

/**
 * Names of people, servers and files in what the engine tells: every text in its records, so that a new record cannot be
 * forgotten. What the system, Java or a server said in words is no name; it is masked word by word.
 */
final class NamesIn {
    private static final Set<String> WORDS = Set.of("reason", "what", "why", "detail");

    private NamesIn() {}

    static Set<String> of(Record told) {
        Set<String> names = new TreeSet<>();
        add("", told, names);
        return names;
    }

    /** @param component whose value it is */
    private static void add(String component, @Nullable Object value, Set<String> names) {
        switch (value) {
            case String text when !WORDS.contains(component) -> names.add(text);
            case RelativePath path -> names.add(path.value());
            case Optional<?> maybe -> maybe.ifPresent(present -> add(component, present, names));
            case Collection<?> all -> all.forEach(one -> add(component, one, names));
            case Record told -> {
                for (RecordComponent part : told.getClass().getRecordComponents()) {
                    add(part.getName(), valueOf(part, told), names);
                }
            }
            case null, default -> {}
        }
    }

    private static @Nullable Object valueOf(RecordComponent part, Record told) {
        try {
            return part.getAccessor().invoke(told);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the engine's records are public", e);
        }
    }
}
