// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.util.Locale;
import org.navette.engine.tree.NameForm;
import org.navette.engine.tree.RelativePath;

/**
 * Names that are Navette's own in every folder, on both sides: they are neither sent nor received, and nothing that the share has under one
 * is ever taken for ours.
 */
public final class ReservedNames {
    /** In the root of a synced folder: the marker, what is being received, previous versions. */
    public static final String OWN_FOLDER = ".navette";

    /** What OWN_FOLDER is also called on disks of Windows with short names. */
    private static final String SHORT = "navett~";

    /** What we put on a server for a moment. */
    private static final String TEMPORARY = "~navette-";

    private ReservedNames() {}

    /**
     * Whether a name is reserved, in any spelling that some disk takes for it: capitals, accents in pieces, invisible characters
     * (HFS+), dots and spaces at the end (Windows), the short name.
     */
    public static boolean isReserved(String name) {
        // Nearly every name ends here.
        return maybe(name) && isReservedPlainly(plain(name));
    }

    private static boolean maybe(String name) {
        int first = 0;
        while (first < name.length() && isIgnorable(name.charAt(first))) {
            first++;
        }
        return first < name.length()
                && switch (name.charAt(first)) {
                    case '.', '~' -> true;
                    case 'n', 'N' -> name.indexOf('~') > 0;
                    default -> false;
                };
    }

    private static boolean isReservedPlainly(String plain) {
        return plain.equals(OWN_FOLDER) || plain.startsWith(TEMPORARY) || isShort(plain);
    }

    private static boolean isShort(String plain) {
        return plain.startsWith(SHORT)
                && plain.length() > SHORT.length()
                && plain.substring(SHORT.length()).chars().allMatch(Character::isDigit);
    }

    /** Whether it is what some client has put on a server for a moment. */
    static boolean isTemporary(String name) {
        return maybe(name) && plain(name).startsWith(TEMPORARY);
    }

    /** Whether the path, or a folder it is in, is Navette's own corner of a folder. */
    public static boolean isInOwnFolder(RelativePath path) {
        for (RelativePath at = path; !at.isRoot(); at = at.folder()) {
            if (isReserved(at.name()) && !isTemporary(at.name())) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String name) {
        StringBuilder visible = new StringBuilder();
        name.codePoints().filter(c -> !isIgnorable(c)).forEach(visible::appendCodePoint);
        String plain = NameForm.composed(visible.toString()).toLowerCase(Locale.ROOT);
        int end = plain.length();
        while (end > 0 && (plain.charAt(end - 1) == '.' || plain.charAt(end - 1) == ' ')) {
            end--;
        }
        return plain.substring(0, end);
    }

    private static boolean isIgnorable(int c) {
        return Character.getType(c) == Character.FORMAT;
    }

    /** The same for every spelling of a path that some disk takes for the same. */
    static String key(RelativePath path) {
        return NameForm.composed(path.value()).toLowerCase(Locale.ROOT);
    }
}
