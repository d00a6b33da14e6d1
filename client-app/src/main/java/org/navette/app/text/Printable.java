// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;

/**
 * Text of others, made safe to show: names, addresses, what servers and certificates say. What moves a cursor, turns writing around
 * or is not to be seen is written out as {@code \}{@code u202E}, so that nothing shown can pretend to be something else, or
 * command a terminal. Letters of every script stay as they are, and so do the invisible joiners where they join letters or
 * emoji.
 */
public final class Printable {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int VARIATION = 0xFE0F;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int TAG_END = 0xE007F;

    /** Letters and fillers that draw nothing. */
    private static final Set<Integer> BLANK = Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0);

    /** Signs of Arabic, Syriac and Kaithi numbers that Unicode counts among the invisible, and that are drawn. */
    private static final Set<Integer> DRAWN = Set.of(
            0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD);

    private Printable() {}

    /** On one line. */
    public static String of(String text) {
        return escaped(text, false);
    }

    /** Of several lines: their ends, and tabs, stay. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean lines) {
        if (isPlain(text)) {
            return text;
        }
        int[] all = text.codePoints().toArray();
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < all.length; i++) {
            int c = all[i];
            boolean kept = lines && (c == '\n' || c == '\t');
            if (kept || !isDangerous(c) || isJoining(all, i) || isFlagTag(all, i)) {
                safe.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    safe.append("\\u").append(String.format(Locale.ROOT, "%04X", (int) unit));
                }
            }
        }
        return safe.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDangerous(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> !DRAWN.contains(c);
            default -> BLANK.contains(c) || isStrayVariation(c);
        };
    }

    /** Variation selectors of the supplement, of which any number hides behind one character. */
    private static boolean isStrayVariation(int c) {
        return c >= 0xE0100 && c <= 0xE01EF;
    }

    /** A joiner between two letters of a script that joins them, or between two emoji. */
    private static boolean isJoining(int[] all, int at) {
        if ((all[at] != ZERO_WIDTH_JOINER && all[at] != ZERO_WIDTH_NON_JOINER) || at == 0) {
            return false;
        }
        int before = all[at - 1];
        boolean last = at + 1 == all.length;
        boolean emoji = isEmoji(before) || (before == VARIATION && at > 1 && isEmoji(all[at - 2]));
        if (emoji) {
            return all[at] == ZERO_WIDTH_JOINER && !last && isEmoji(all[at + 1]);
        }
        return isJoiningLetter(before) && (last || isJoiningLetter(all[at + 1]));
    }

    private static boolean isEmoji(int c) {
        return Character.isExtendedPictographic(c) || Character.isEmojiModifier(c);
    }

    private static boolean isJoiningLetter(int c) {
        int type = Character.getType(c);
        boolean letter = Character.isLetter(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
        return letter
                && switch (UnicodeScript.of(c)) {
                    case LATIN, GREEK, CYRILLIC, HAN, HIRAGANA, KATAKANA, HANGUL, COMMON -> false;
                    default -> true;
                };
    }

    /** Of the flags of England, Scotland and their like: a black flag, letters that are not seen, and an end. */
    private static boolean isFlagTag(int[] all, int at) {
        if (!isTag(all[at])) {
            return false;
        }
        int start = at;
        while (start > 0 && isTag(all[start])) {
            start--;
        }
        int end = at;
        while (end + 1 < all.length && isTag(all[end])) {
            end++;
        }
        int last = isTag(all[end]) ? end : end - 1;
        return all[start] == BLACK_FLAG && all[last] == TAG_END && last - start <= 7;
    }

    private static boolean isTag(int c) {
        return c > 0xE0020 && c <= TAG_END;
    }
}
