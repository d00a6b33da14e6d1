// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.navette.engine.tree.RelativePath;

/**
 * Names for conflict copies: {@code Budget (conflit Marie-portable 2026-11-24 10h15).ods}. The extension stays, so that
 * the copy opens with a click.
 */
public final class ConflictNames {
    /** What every file system in use can hold, in bytes of UTF-8. */
    private static final int LONGEST = 255;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH'h'mm");

    private final String word;
    private final String device;
    private final Clock clock;

    /** @param word for a conflict, in the person's language; {@code device} is how the person calls this computer */
    public ConflictNames(String word, String device, Clock clock) {
        this.word = word;
        this.device = device.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "-");
        this.clock = clock;
    }

    /** @param attempt 1 for the first name, more where that one is taken */
    RelativePath copyOf(RelativePath path, int attempt) {
        String name = path.name();
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - extension.length());
        String mark = " (" + word + " " + device + " " + TIME.format(LocalDateTime.now(clock))
                + (attempt > 1 ? " " + attempt : "") + ")";
        while (!stem.isEmpty() && bytes(stem + mark + extension) > LONGEST) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return path.folder().child(stem + mark + extension);
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
