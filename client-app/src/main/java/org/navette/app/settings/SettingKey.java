// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Everything that can be chosen. The names stand in people's files and never change. */
public enum SettingKey {
    DEVICE(Section.GENERAL, "device", ValueType.TEXT, ""),
    LANGUAGE(Section.GENERAL, "language", ValueType.LANGUAGE, "system"),
    THEME(Section.GENERAL, "theme", ValueType.THEME, "system"),
    NOTIFICATIONS(Section.GENERAL, "notifications", ValueType.YES_NO, "true"),
    MIN_DISK_FREE(Section.GENERAL, "min-disk-free", ValueType.BYTES, ""),
    LIMIT_UP(Section.NETWORK, "limit-up", ValueType.BYTES, ""),
    LIMIT_DOWN(Section.NETWORK, "limit-down", ValueType.BYTES, ""),
    PROXY(Section.NETWORK, "proxy", ValueType.PROXY, ""),
    METERED_LIMIT(Section.NETWORK, "metered-limit", ValueType.BYTES, "10M"),

    UPDATE_URL(Section.UPDATE, "url", ValueType.HTTPS, ""),
    UPDATE_KEY(Section.UPDATE, "key", ValueType.PUBLIC_KEY, ""),
    UPDATE_CA_FILE(Section.UPDATE, "ca-file", ValueType.PATH, ""),

    ACCOUNT_NAME(Section.ACCOUNT, "name", ValueType.NAME, ""),
    URL(Section.ACCOUNT, "url", ValueType.URL, ""),
    USER(Section.ACCOUNT, "user", ValueType.TEXT, ""),
    TRUST_CERT(Section.ACCOUNT, "trust-cert", ValueType.FINGERPRINT, ""),
    CA_FILE(Section.ACCOUNT, "ca-file", ValueType.PATH, ""),
    ALLOW_PLAIN_HTTP(Section.ACCOUNT, "allow-plain-http", ValueType.YES_NO, "false"),

    FOLDER_NAME(Section.FOLDER, "name", ValueType.NAME, ""),
    ACCOUNT(Section.FOLDER, "account", ValueType.NAME, ""),
    LOCAL(Section.FOLDER, "local", ValueType.PATH, ""),
    REMOTE(Section.FOLDER, "remote", ValueType.TEXT, ""),
    MODE(Section.FOLDER, "mode", ValueType.MODE, "both"),
    EXCLUDE(Section.FOLDER, "exclude", ValueType.LIST, ""),
    EVERY(Section.FOLDER, "every", ValueType.DURATION, ""),
    HOURS(Section.FOLDER, "hours", ValueType.HOURS, ""),
    PAUSED(Section.FOLDER, "paused", ValueType.PAUSE, "");

    /** Where a key stands in the file. */
    public enum Section {
        GENERAL("general", false),
        NETWORK("network", false),
        /** Whom to ask for newer versions; nobody, unless somebody says so. */
        UPDATE("update", false),
        ACCOUNT("account", true),
        FOLDER("folder", true);

        private final String title;
        private final boolean many;

        Section(String title, boolean many) {
            this.title = title;
            this.many = many;
        }

        public String title() {
            return title;
        }

        /** Whether there may be several, each with a name. */
        public boolean isMany() {
            return many;
        }

        public static Optional<Section> of(String title) {
            return Arrays.stream(values())
                    .filter(section -> section.title.equals(title))
                    .findFirst();
        }

        public List<SettingKey> keys() {
            return Arrays.stream(SettingKey.values())
                    .filter(key -> key.section == this)
                    .toList();
        }

        public Optional<SettingKey> key(String name) {
            return keys().stream().filter(key -> key.label.equals(name)).findFirst();
        }
    }

    private final Section section;
    private final String label;
    private final ValueType type;
    private final String standard;

    SettingKey(Section section, String label, ValueType type, String standard) {
        this.section = section;
        this.label = label;
        this.type = type;
        this.standard = standard;
    }

    public Section section() {
        return section;
    }

    /** Its name in the file. */
    public String label() {
        return label;
    }

    public ValueType type() {
        return type;
    }

    /** What holds if nobody has chosen anything; empty for nothing. */
    public String standard() {
        return standard;
    }
}
