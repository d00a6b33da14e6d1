// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.app.settings.SettingKey.Section;

/**
 * What holds: a person's choices over an administrator's presets, and below what is locked.
 *
 * @param accounts and {@code folders} by name, presets first
 */
public record Settings(
        SettingValues general,
        SettingValues network,
        SettingValues update,
        Map<String, SettingValues> accounts,
        Map<String, SettingValues> folders,
        Set<String> locked) {
    public static final Settings NONE =
            new Settings(SettingValues.NONE, SettingValues.NONE, SettingValues.NONE, Map.of(), Map.of(), Set.of());

    /** @throws SettingsProblem.Found if something is missing that neither has */
    static Settings of(SettingsDocument person, SettingsDocument policy) throws SettingsProblem.Found {
        Settings settings = merged(person, policy);
        List<SettingsProblem> complaints = new ArrayList<>();
        for (SettingsDocument.Missing missing : person.missing()) {
            Map<String, SettingValues> all =
                    missing.section() == Section.ACCOUNT ? settings.accounts : settings.folders;
            SettingValues values = all.get(missing.name());
            if (values != null && values.text(missing.key()).isEmpty()) {
                complaints.add(new SettingsProblem(
                        person.file(),
                        missing.line(),
                        "settings.missing",
                        List.of(
                                missing.section().title(),
                                missing.name(),
                                missing.key().label())));
            }
        }
        settings.folders.forEach((name, folder) -> {
            Optional<String> account = folder.text(SettingKey.ACCOUNT);
            if (account.isPresent() && !settings.accounts.containsKey(account.get())) {
                complaints.add(
                        new SettingsProblem(person.file(), 0, "settings.noAccount", List.of(name, account.get())));
            }
        });
        if (!complaints.isEmpty()) {
            throw new SettingsProblem.Found(complaints);
        }
        return settings;
    }

    private static Settings merged(SettingsDocument person, SettingsDocument policy) {
        return new Settings(
                single(Section.GENERAL, person, policy),
                single(Section.NETWORK, person, policy),
                single(Section.UPDATE, person, policy),
                merged(Section.ACCOUNT, person, policy),
                merged(Section.FOLDER, person, policy),
                policy.locked());
    }

    private static SettingValues single(Section section, SettingsDocument person, SettingsDocument policy) {
        SettingValues preset = policy.section(section);
        return preset.under(person.section(section), lockedKeys(section, "", preset, policy.locked()));
    }

    private static Map<String, SettingValues> merged(
            Section section, SettingsDocument person, SettingsDocument policy) {
        Map<String, SettingValues> all = new LinkedHashMap<>();
        policy.all(section).forEach((name, preset) -> all.put(name, preset));
        person.all(section).forEach((name, chosen) -> {
            // Where nobody but an administrator may add any, what is not theirs does not count.
            if (all.containsKey(name) || !policy.locked().contains(section.title())) {
                all.putIfAbsent(name, SettingValues.NONE);
            }
        });
        all.replaceAll((name, preset) -> preset.under(
                person.all(section).getOrDefault(name, SettingValues.NONE),
                policy.all(section).containsKey(name) ? lockedKeys(section, name, preset, policy.locked()) : Set.of()));
        return all;
    }

    /**
     * Locked one by one, as {@code folder.mode}, or as a whole, as {@code folder} or {@code folder.Documents}; what an administrator cannot
     * know (who people are, and when to rest) only by name, or where the policy says it.
     *
     * @param preset what the policy has for it
     */
    private static Set<SettingKey> lockedKeys(Section section, String name, SettingValues preset, Set<String> locked) {
        List<String> places =
                name.isEmpty() ? List.of(section.title()) : List.of(section.title(), section.title() + "." + name);
        boolean whole = places.stream().anyMatch(locked::contains);
        Set<SettingKey> keys = EnumSet.noneOf(SettingKey.class);
        for (SettingKey key : section.keys()) {
            boolean own = (key == SettingKey.USER || key == SettingKey.PAUSED)
                    && preset.text(key).isEmpty();
            if ((whole && !own) || places.stream().anyMatch(place -> locked.contains(place + "." + key.label()))) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** Whether a person may add or remove accounts, or folders. */
    public boolean mayChange(Section section) {
        return !locked.contains(section.title());
    }

    /** The values of one section; of an account or folder by its name. */
    public Optional<SettingValues> of(Section section, String name) {
        return switch (section) {
            case GENERAL -> Optional.of(general);
            case NETWORK -> Optional.of(network);
            case UPDATE -> Optional.of(update);
            case ACCOUNT -> account(name);
            case FOLDER -> folder(name);
        };
    }

    public Optional<SettingValues> folder(String name) {
        return Optional.ofNullable(folders.get(name));
    }

    public Optional<SettingValues> account(String name) {
        return Optional.ofNullable(accounts.get(name));
    }
}
