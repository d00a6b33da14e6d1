// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.text.Normalizer;

/**
 * How the accents of a name are composed: é is one character, or an e and an accent (Unicode's forms NFC and NFD). People see no
 * difference; some disks and servers tell such names apart, some do not, and some change one into the other.
 */
public final class NameForm {
    private NameForm() {}

    /** The form that is compared: a letter and its accents are one character where there is one (NFC). */
    public static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** Whether every letter with an accent is one character, where there is one. */
    public static boolean isComposed(String name) {
        return composed(name).equals(name);
    }

    /** Whether two names differ in the composition of accents at the most. */
    public static boolean isSame(String name, String other) {
        return composed(name).equals(composed(other));
    }

    /** Whether two paths are in one folder and differ in capitals and in the composition of accents at the most. */
    public static boolean isOtherSpelling(RelativePath path, RelativePath other) {
        return path.folder().equals(other.folder()) && composed(path.name()).equalsIgnoreCase(composed(other.name()));
    }
}
