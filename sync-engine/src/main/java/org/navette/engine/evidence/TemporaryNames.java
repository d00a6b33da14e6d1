// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import com.google.common.base.CharMatcher;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;

/**
 * Names of what we put on the server for a moment. Every client leaves such names alone, and this one knows its own again:
 * what it was kept from removing, it finds and removes later, wherever it has got to since.
 */
public final class TemporaryNames {
    private static final String PREFIX = "~navette-";
    private static final String PROBE = "probe-";
    private static final String REMOVED = ".gone";
    private static final String TEMPORARY = ".tmp";
    private static final int LONGEST_EXTENSION = 12;
    /** Before the name that a collection had, and before the beginning of one that is too long. */
    private static final char WHOLE = '=';

    private static final char SHORTENED = '!';

    /** In place of a name that is not told. */
    private static final String UNTOLD = "recovered";

    /** In bytes of UTF-8: servers that encrypt names hold less than others (eCryptfs: 143). */
    private static final int LONGEST_REMOVED = 140;

    /**
     * What a collection was called before it was moved aside.
     *
     * @param whole whether that is its whole name; else it is the beginning of it, or a word in its place
     */
    public record Original(RelativePath path, boolean whole) {}

    private final String name;
    private final String device;
    private final Supplier<String> tokens;

    /**
     * @param device what no other client of the share is called
     * @param tokens what was never used before
     */
    public TemporaryNames(String device, Supplier<String> tokens) {
        this.name = device;
        this.device = device + "-";
        this.tokens = tokens;
    }

    /** What no other client of the share is called. */
    public String device() {
        return name;
    }

    /** A word that was never used before. */
    public String token() {
        return device + tokens.get();
    }

    /** For a file in the making. */
    public RelativePath file(RelativePath folder) {
        return folder.child(PREFIX + device + tokens.get() + TEMPORARY);
    }

    /** For a file in the making that a server is to treat as this one: it may go by what a name ends with. */
    public RelativePath fileLike(RelativePath file) {
        int dot = file.name().lastIndexOf('.');
        String end = dot > 0 && file.name().length() - dot <= LONGEST_EXTENSION
                ? file.name().substring(dot)
                : TEMPORARY;
        end = end.equals(REMOVED) ? TEMPORARY : end;
        return file.folder().child(PREFIX + device + tokens.get() + end);
    }

    /** For a collection that is about to be deleted: any client can tell by it what it was called. */
    public RelativePath removed(RelativePath collection) {
        String start = PREFIX + device + tokens.get();
        String name = collection.name();
        char mark = WHOLE;
        while (!name.isEmpty() && bytes(start + mark + name + REMOVED) > LONGEST_REMOVED) {
            mark = SHORTENED;
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return collection.folder().child(start + mark + name + REMOVED);
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What a collection with a name of {@link #removed} was called, whoever moved it; early versions did not tell. */
    public static Original original(RelativePath aside) {
        String name = aside.name().substring(0, aside.name().length() - REMOVED.length());
        int mark = CharMatcher.anyOf("" + WHOLE + SHORTENED).indexIn(name);
        String told = mark < 0 ? "" : name.substring(mark + 1);
        boolean usable = RelativePath.isName(told) && !told.startsWith(PREFIX);
        return new Original(aside.folder().child(usable ? told : UNTOLD), usable && name.charAt(mark) == WHOLE);
    }

    /** For a collection to try things in. */
    public RelativePath scratch() {
        return RelativePath.of(PREFIX + PROBE + device + tokens.get());
    }

    public boolean isOurs(String name) {
        return name.startsWith(PREFIX + device) || name.startsWith(PREFIX + PROBE + device);
    }

    /** Whether what has this name is ours and nobody's content: a file in the making, or a collection to try things in. */
    public boolean isDisposable(String entry, Kind kind) {
        return kind == Kind.FILE ? isOurs(entry) : entry.startsWith(PREFIX + PROBE + device);
    }

    /** Whether a file of this name is one in the making, whichever client makes it. */
    static boolean isUpload(String name) {
        return name.startsWith(PREFIX) && name.endsWith(TEMPORARY);
    }

    /** Whether a collection of this name was moved aside, by whatever client, and people's files are in it, not ours. */
    public static boolean isRemoved(String name) {
        return name.startsWith(PREFIX) && name.endsWith(REMOVED);
    }
}
