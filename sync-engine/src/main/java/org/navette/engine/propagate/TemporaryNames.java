// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.function.Supplier;
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
    RelativePath file(RelativePath folder) {
        return folder.child(PREFIX + device + tokens.get() + TEMPORARY);
    }

    /** For a file in the making that a server is to treat as this one: it may go by what a name ends with. */
    RelativePath fileLike(RelativePath file) {
        int dot = file.name().lastIndexOf('.');
        String end = dot > 0 && file.name().length() - dot <= LONGEST_EXTENSION
                ? file.name().substring(dot)
                : TEMPORARY;
        end = end.equals(REMOVED) ? TEMPORARY : end;
        return file.folder().child(PREFIX + device + tokens.get() + end);
    }

    /** For a collection that is about to be deleted. */
    RelativePath removed(RelativePath folder) {
        return folder.child(PREFIX + device + tokens.get() + REMOVED);
    }

    /** For a collection to try things in. */
    public RelativePath scratch() {
        return RelativePath.of(PREFIX + PROBE + device + tokens.get());
    }

    public boolean isOurs(String name) {
        return name.startsWith(PREFIX + device) || name.startsWith(PREFIX + PROBE + device);
    }

    /** Whether people's files are in it, not ours. */
    static boolean isRemoved(RelativePath path) {
        return path.name().endsWith(REMOVED);
    }
}
