// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import com.google.common.base.Strings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.navette.engine.tree.RelativePath;

/**
 * Names for conflict copies: {@code Budget (conflit Marie-portable 2026-11-24 10h15).ods}. The extension stays, so that
 * the copy opens with a click.
 */
public final class ConflictNames {
    /** What every file system in use can hold, in bytes of UTF-8. */
    private static final int LONGEST = 255;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH'h'mm");

    /** Of what is in brackets, in every language; quick to look for. */
    private static final String BEGINNING = " (confli";

    /** As {@link #copyOf} makes them, in every language Navette speaks. */
    private static final Pattern MARKED = Pattern.compile(
            "(?<stem>.*) \\((?:conflict|conflit) (?<device>.*) (?<when>\\d{4}-\\d\\d-\\d\\d \\d\\dh\\d\\d)(?: \\d+)?\\)(?<extension>\\.[^.]*)?");

    /** A name, and its extension with the dot; a leading dot begins no extension. */
    private record Parts(String stem, String extension) {
        static Parts of(RelativePath path) {
            String name = path.name();
            int dot = name.lastIndexOf('.');
            String extension = dot > 0 ? name.substring(dot) : "";
            return new Parts(name.substring(0, name.length() - extension.length()), extension);
        }
    }

    /** Another name with a number in it, which is no conflict copy's. */
    public static RelativePath numbered(RelativePath path, int number) {
        Parts parts = Parts.of(path);
        return path.folder().child(parts.stem() + " (" + number + ")" + parts.extension());
    }

    private static String numbered(int attempt) {
        return attempt > 1 ? " " + attempt : "";
    }

    private final String word;
    private final String device;
    private final Clock clock;

    /** @param word for a conflict, in the person's language; {@code device} is how the person calls this computer */
    public ConflictNames(String word, String device, Clock clock) {
        this.word = word;
        this.device = device.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "-");
        this.clock = clock;
    }

    /** How the person calls this computer. */
    public String device() {
        return device;
    }

    /**
     * The conflict of an entry that is moved aside now.
     *
     * @param attempt 1 for the first name, more where that one is taken
     */
    public RecordedConflict copyOf(RelativePath path, int attempt) {
        String stem = Parts.of(path).stem();
        String extension = Parts.of(path).extension();
        String when = TIME.format(LocalDateTime.now(clock));
        String mark = " (" + word + " " + device + " " + when + numbered(attempt) + ")";
        while (!stem.isEmpty() && bytes(stem + mark + extension) > LONGEST) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return new RecordedConflict(path.folder().child(stem + mark + extension), path, device, when);
    }

    /** A name for a conflict copy that says whose it is, and is no conflict any more. */
    public static RelativePath plain(RecordedConflict conflict, int attempt) {
        Parts parts = Parts.of(conflict.original());
        return conflict.original()
                .folder()
                .child(parts.stem() + " (" + conflict.device() + numbered(attempt) + ")" + parts.extension());
    }

    /** The conflict that a name tells of, whoever made the copy. Absent if that is no name of a conflict copy. */
    public static Optional<RecordedConflict> read(RelativePath path) {
        if (!path.value().contains(BEGINNING)) {
            return Optional.empty();
        }
        Matcher name = MARKED.matcher(path.isRoot() ? "" : path.name());
        if (!name.matches()) {
            return Optional.empty();
        }
        String extension = Strings.nullToEmpty(name.group("extension"));
        String original = Strings.nullToEmpty(name.group("stem")) + extension;
        return RelativePath.isName(original)
                ? Optional.of(new RecordedConflict(
                        path,
                        path.folder().child(original),
                        Strings.nullToEmpty(name.group("device")),
                        Strings.nullToEmpty(name.group("when"))))
                : Optional.empty();
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
