// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a disk treats names, as it was seen to.
 *
 * @param caseBlind {@code A} and {@code a} are one name (NTFS, exFAT, APFS as macOS formats it)
 * @param formBlind a letter with an accent is one name however it is composed (HFS+, APFS)
 * @param refused which names it does not take
 * @param longestName in bytes of UTF-8, or in UTF-16 units; longer names can't be held
 * @param inUnits whether that is in UTF-16 units (exFAT, NTFS)
 * @param caseFolding whether it lists all names in small letters, however they were given (NTFS as {@code lowntfs-3g} mounts it with
 *     {@code ignore_case}); it is blind for case then
 */
public record DiskTraits(
        boolean caseBlind,
        boolean formBlind,
        RefusedNames refused,
        int longestName,
        boolean inUnits,
        boolean caseFolding) {
    /**
     * Names that a disk refuses.
     *
     * @param characters that may be nowhere in a name
     * @param control whether control characters are among them
     * @param devices whether names of Windows' devices are refused ({@code con}, {@code nul.txt})
     * @param ends whether a name may not end with a dot or a space
     */
    public record RefusedNames(String characters, boolean control, boolean devices, boolean ends) {
        public static final RefusedNames NONE = new RefusedNames("", false, false, false);
        /** Microsoft: Naming Files, Paths, and Namespaces. */
        public static final RefusedNames OF_WINDOWS = new RefusedNames("<>:\"|?*\\", true, true, true);

        private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");
        private static final String STAND_IN = "_";

        public boolean covers(String name) {
            return !allowed(name).equals(name);
        }

        /** The same name if it is not refused; else one that is like it. */
        public String allowed(String name) {
            StringBuilder plain = new StringBuilder();
            name.codePoints().forEach(c -> {
                boolean bad = characters.indexOf(c) >= 0 || (control && Character.getType(c) == Character.CONTROL);
                plain.append(bad ? STAND_IN : Character.toString(c));
            });
            int last = plain.length();
            while (ends && last > 0 && (plain.charAt(last - 1) == '.' || plain.charAt(last - 1) == ' ')) {
                last--;
            }
            String ended = last == plain.length() ? plain.toString() : plain.substring(0, last) + STAND_IN;
            return devices && DEVICE.matcher(ended).matches() ? STAND_IN + ended : ended;
        }
    }

    /** As on Linux: every sequence of bytes is a name of its own, up to 255 of them. */
    public static final DiskTraits PLAIN = new DiskTraits(false, false, false, 255);

    /**
     * @param windowsNames what Windows forbids is forbidden
     * @param longestName in bytes of UTF-8
     */
    public DiskTraits(boolean caseBlind, boolean formBlind, boolean windowsNames, int longestName) {
        this(
                caseBlind,
                formBlind,
                windowsNames ? RefusedNames.OF_WINDOWS : RefusedNames.NONE,
                longestName,
                false,
                false);
    }

    public boolean isTooLong(String name) {
        return (inUnits ? name.length() : name.getBytes(StandardCharsets.UTF_8).length) > longestName;
    }

    /** What this disk tells paths apart by: two with the same key are one place on it. */
    public String key(String path) {
        String form = formBlind ? NameForm.composed(path) : path;
        return caseBlind ? form.toLowerCase(Locale.ROOT) : form;
    }

    /** Whether it spells names in its own way: what it lists does not tell how somebody has spelled them. */
    public boolean respells() {
        return formBlind || caseFolding;
    }

    /** Of names that this disk lists alike, one for all. */
    public String respelled(String name) {
        String form = formBlind ? NameForm.composed(name) : name;
        return caseFolding ? form.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : form;
    }

    /** What Windows forbids is forbidden. */
    public boolean windowsNames() {
        return refused.equals(RefusedNames.OF_WINDOWS);
    }
}
