// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.update;

import java.lang.module.ModuleDescriptor.Version;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.navette.app.settings.ValueType;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/**
 * What somebody who hands Navette out says of their newest one: a TOML file with {@code version} and, if wanted,
 * {@code page}. Whatever else is in it is for later versions.
 *
 * @param version as people read it
 * @param page where it is to be had, https; absent if that was not said
 */
public record ReleaseAnnouncement(String version, Optional<URI> page) {
    private static final int LONGEST = 40;

    /** Absent if it makes no sense. */
    public static Optional<ReleaseAnnouncement> of(byte[] content) {
        TomlParseResult toml = Toml.parse(new String(content, StandardCharsets.UTF_8));
        if (toml.hasErrors()
                || !(toml.get(List.of("version")) instanceof String version)
                || parsed(version).isEmpty()) {
            return Optional.empty();
        }
        if (!toml.contains(List.of("page"))) {
            return Optional.of(new ReleaseAnnouncement(version, Optional.empty()));
        }
        // A page that is none is no reason to be silent about a version, but for whoever wrote it to be told.
        return toml.get(List.of("page")) instanceof String page && ValueType.HTTPS.accepts(page)
                ? Optional.of(new ReleaseAnnouncement(version, Optional.of(URI.create(page))))
                : Optional.empty();
    }

    private static Optional<Version> parsed(String version) {
        try {
            return version.matches("[0-9][0-9A-Za-z.+~-]{0," + (LONGEST - 1) + "}")
                    ? Optional.of(Version.parse(version.replace('~', '-')))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @param running which Navette this is; one that does not know is older than all */
    public boolean isNewerThan(String running) {
        Optional<Version> here = parsed(running);
        return here.isEmpty() || parsed(version).orElseThrow().compareTo(here.get()) > 0;
    }
}
