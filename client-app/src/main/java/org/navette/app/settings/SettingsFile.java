// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navette.app.settings.SettingKey.Section;
import org.tomlj.MutableTomlArray;
import org.tomlj.MutableTomlTable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/**
 * {@code settings.toml} in Navette's home, and the policy above it. Changes keep everything else in the file as a person wrote
 * it, comments and all; a file that would not be right afterwards is not written.
 */
public final class SettingsFile {
    /** A change to the file's text as a tree. */
    @FunctionalInterface
    private interface Edit {
        void apply(TomlParseResult toml);
    }

    private final Path file;
    private final Path policy;

    public SettingsFile(Path home, Path policy) {
        this.file = home.resolve("settings.toml");
        this.policy = policy;
    }

    public Path path() {
        return file;
    }

    /** @throws SettingsProblem.Found if the file, or the policy, cannot be what was meant */
    public synchronized Settings read() throws SettingsProblem.Found {
        return Settings.of(
                SettingsDocument.read(file, SettingValues.Origin.PERSON),
                SettingsDocument.read(policy, SettingValues.Origin.PRESET));
    }

    /** Adds an account or a folder. */
    public void add(Section section, Map<SettingKey, String> values) throws SettingsProblem.Found, IOException {
        edit(toml -> {
            MutableTomlTable table = MutableTomlTable.create();
            section.keys().forEach(key -> {
                String text = values.get(key);
                if (text != null) {
                    table.set(List.of(key.label()), toToml(key, text));
                }
            });
            toml.getOrCreateArray(List.of(section.title())).add(table);
        });
    }

    /** Removes an account or a folder; one that is not there is fine. */
    public void remove(Section section, String name) throws SettingsProblem.Found, IOException {
        edit(toml -> {
            MutableTomlArray all = toml.getOrCreateArray(List.of(section.title()));
            int at = indexOf(all, name);
            if (at >= 0) {
                all.remove(at);
            }
            if (all.isEmpty()) {
                toml.remove(List.of(section.title()));
            }
        });
    }

    /**
     * Sets or, without a text, unsets one value.
     *
     * @param name of the account or the folder; empty for the other sections
     */
    public void set(SettingKey key, String name, @Nullable String text) throws SettingsProblem.Found, IOException {
        edit(toml -> {
            Optional<MutableTomlTable> table = table(toml, key, name);
            if (table.isPresent() && text == null) {
                table.get().remove(List.of(key.label()));
            } else if (table.isPresent() && text != null) {
                table.get().set(List.of(key.label()), toToml(key, text));
            }
        });
    }

    private static Optional<MutableTomlTable> table(TomlParseResult toml, SettingKey key, String name) {
        String title = key.section().title();
        if (!key.section().isMany()) {
            return Optional.of(toml.getOrCreateTable(List.of(title)));
        }
        MutableTomlArray all = toml.getOrCreateArray(List.of(title));
        int at = indexOf(all, name);
        if (at < 0) {
            // Of the policy's: the person's own word on it stands in a table of the same name.
            all.add(MutableTomlTable.create().set(List.of("name"), name));
            at = all.size() - 1;
        }
        return Optional.of(all.getTable(at));
    }

    private static int indexOf(MutableTomlArray all, String name) {
        for (int i = 0; i < all.size(); i++) {
            if (name.equals(all.getTable(i).getString(List.of("name")))) {
                return i;
            }
        }
        return -1;
    }

    private static Object toToml(SettingKey key, String text) {
        return switch (key.type()) {
            case LIST -> text.lines().toList();
            case YES_NO -> Boolean.valueOf(text);
            case PAUSE -> text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
            default -> text;
        };
    }

    private synchronized void edit(Edit edit) throws SettingsProblem.Found, IOException {
        SettingsDocument.read(file, SettingValues.Origin.PERSON);
        TomlParseResult toml = Toml.parse(current());
        edit.apply(toml);
        String text = toml.toToml();
        SettingsDocument.parse(file, text, SettingValues.Origin.PERSON);
        write(text);
    }

    private String current() throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    /** For nobody else to read: it names people and servers. */
    private void write(String text) throws IOException {
        AtomicFile.write(file, text, "rw-------");
    }

    /** Whether there is a file at all. */
    public boolean exists() {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isRegularFile(policy);
    }

    /** @throws SettingsProblem.Found if it cannot be what was meant */
    public static void checkPolicy(Path policy, String text) throws SettingsProblem.Found {
        SettingsDocument.parse(policy, text, SettingValues.Origin.PRESET);
    }

    /**
     * Puts a policy in its place, for everybody on this machine to read.
     *
     * @throws SettingsProblem.Found if it cannot be what was meant; nothing is written then
     */
    public static void writePolicy(Path policy, String text) throws SettingsProblem.Found, IOException {
        checkPolicy(policy, text);
        AtomicFile.write(policy, text, "rw-r--r--");
    }
}
