// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.navette.app.settings.SettingKey.Section;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A settings file as it was read, checked line by line.
 *
 * @param sections the values of the sections of which there is one
 * @param named those of accounts and folders, by name, in the order of the file
 * @param missing what a policy may still bring
 * @param locked of a policy: what a person may not change, as {@code network.proxy}, {@code folder} or {@code folder.NAME}
 */
record SettingsDocument(
        Path file,
        Map<Section, SettingValues> sections,
        Map<Section, Map<String, SettingValues>> named,
        Set<String> locked,
        List<Missing> missing) {
    private static final String LOCKED = "locked";

    /** An account or a folder without something it needs, unless the policy has it. */
    record Missing(Section section, String name, SettingKey key, int line) {}

    /** @throws SettingsProblem.Found with everything that is wrong at once */
    static SettingsDocument read(Path file, SettingValues.Origin origin) throws SettingsProblem.Found {
        return parse(file, text(file), origin);
    }

    private static String text(Path file) throws SettingsProblem.Found {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw new SettingsProblem.Found(List.of(
                    new SettingsProblem(file, 0, "settings.unreadable", List.of(String.valueOf(e.getMessage())))));
        }
    }

    static SettingsDocument parse(Path file, String text, SettingValues.Origin origin) throws SettingsProblem.Found {
        Reader reader = new Reader(file, origin);
        TomlParseResult toml = Toml.parse(text);
        toml.errors()
                .forEach(error -> reader.complain(
                        error.position().line(), "settings.syntax", String.valueOf(error.getMessage())));
        if (!toml.hasErrors()) {
            reader.read(toml);
        }
        if (!reader.complaints.isEmpty()) {
            throw new SettingsProblem.Found(reader.complaints);
        }
        return new SettingsDocument(file, reader.sections, reader.named, reader.locked, reader.missing);
    }

    SettingValues section(Section section) {
        return sections.getOrDefault(section, SettingValues.NONE);
    }

    Map<String, SettingValues> all(Section section) {
        return named.getOrDefault(section, Map.of());
    }

    /** One reading: everything that is wrong is told at once. */
    private static final class Reader {
        private final Path file;
        private final SettingValues.Origin origin;
        private final List<SettingsProblem> complaints = new ArrayList<>();
        private final Map<Section, SettingValues> sections = new EnumMap<>(Section.class);
        private final Map<Section, Map<String, SettingValues>> named = new EnumMap<>(Section.class);
        private final Set<String> locked = new HashSet<>();
        private final List<Missing> missing = new ArrayList<>();

        Reader(Path file, SettingValues.Origin origin) {
            this.file = file;
            this.origin = origin;
        }

        void complain(int line, String message, String... values) {
            complaints.add(new SettingsProblem(file, line, message, List.of(values)));
        }

        void read(TomlTable toml) {
            for (String title : new TreeSet<>(toml.keySet())) {
                Optional<Section> section = Section.of(title);
                int line = line(toml, title);
                if (title.equals(LOCKED) && origin != SettingValues.Origin.PERSON) {
                    readLocked(toml, line);
                } else if (section.isEmpty()) {
                    complain(line, "settings.unknownSection", title);
                } else if (section.get().isMany()) {
                    readMany(section.get(), toml, title, line);
                } else if (toml.get(List.of(title)) instanceof TomlTable table) {
                    sections.put(section.get(), SettingValues.of(values(section.get(), table), origin));
                } else {
                    complain(line, "settings.notASection", title);
                }
            }
        }

        private void readLocked(TomlTable toml, int line) {
            if (toml.get(List.of(LOCKED)) instanceof TomlArray names) {
                for (Object name : names.toList()) {
                    if (!isLockable(String.valueOf(name))) {
                        complain(line, "settings.unknownLock", String.valueOf(name));
                    }
                    locked.add(String.valueOf(name));
                }
            } else {
                complain(line, "settings.type.LIST", LOCKED);
            }
        }

        /** A lock with a mistake in it would lock nothing, and nobody would know. */
        private static boolean isLockable(String name) {
            List<String> parts = Splitter.on('.').splitToList(name);
            Optional<Section> section = Section.of(parts.getFirst());
            boolean whole = parts.size() == 1;
            return section.isPresent()
                    && (whole
                            || section.get().isMany()
                            || section.get().key(parts.getLast()).isPresent());
        }

        private void readMany(Section section, TomlTable toml, String title, int line) {
            Map<String, SettingValues> all = new LinkedHashMap<>();
            if (!(toml.get(List.of(title)) instanceof TomlArray tables) || !areTables(tables)) {
                complain(line, "settings.notMany", title);
                return;
            }
            for (int i = 0; i < tables.size(); i++) {
                TomlTable table = tables.getTable(i);
                int at = line(tables.inputPositionOf(i));
                Map<SettingKey, String> values = values(section, table);
                SettingKey nameKey = section.key("name").orElseThrow();
                String name = values.getOrDefault(nameKey, "");
                if (name.isEmpty()) {
                    complain(at, "settings.noName", title);
                } else if (all.putIfAbsent(name, SettingValues.of(values, origin)) != null) {
                    complain(at, "settings.twice", title, name);
                }
                for (SettingKey needed : section == Section.ACCOUNT
                        ? List.of(SettingKey.URL)
                        : List.of(SettingKey.LOCAL, SettingKey.ACCOUNT)) {
                    if (origin == SettingValues.Origin.PERSON && !values.containsKey(needed)) {
                        missing.add(new Missing(section, name, needed, at));
                    }
                }
            }
            named.put(section, all);
        }

        private static boolean areTables(TomlArray array) {
            return array.toList().stream().allMatch(TomlTable.class::isInstance);
        }

        private Map<SettingKey, String> values(Section section, TomlTable table) {
            Map<SettingKey, String> values = new EnumMap<>(SettingKey.class);
            for (String name : new TreeSet<>(table.keySet())) {
                int line = line(table, name);
                Optional<SettingKey> key = section.key(name);
                if (key.isEmpty()) {
                    complain(line, "settings.unknownKey", section.title(), name);
                    continue;
                }
                Optional<String> text = text(key.get(), table.get(List.of(name)));
                if (text.isPresent() && key.get().type().accepts(text.get())) {
                    values.put(key.get(), text.get());
                } else {
                    complain(line, "settings.type." + key.get().type().name(), name);
                }
            }
            return values;
        }

        /** Absent if the value is of another kind. */
        private static Optional<String> text(SettingKey key, @Nullable Object value) {
            if (key.type() == ValueType.LIST) {
                return value instanceof TomlArray array
                                && array.toList().stream().allMatch(String.class::isInstance)
                        ? Optional.of(String.join(
                                "\n",
                                array.toList().stream().map(String::valueOf).toList()))
                        : Optional.empty();
            }
            return switch (value) {
                case String text -> Optional.of(text);
                case Boolean yes
                when key.type() == ValueType.YES_NO || key.type() == ValueType.PAUSE -> Optional.of(yes.toString());
                case Long number when key.type() == ValueType.BYTES && number >= 0 -> Optional.of(number.toString());
                case null, default -> Optional.empty();
            };
        }

        private static int line(@Nullable TomlPosition position) {
            return position == null ? 0 : position.line();
        }

        private static int line(TomlTable table, String key) {
            return line(table.inputPositionOf(List.of(key)));
        }
    }
}
