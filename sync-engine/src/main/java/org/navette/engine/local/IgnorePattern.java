// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.navette.engine.tree.RelativePath;

/**
 * One line of an ignore file, in the syntax of gitignore(5) and read as git reads it, but character by character where git
 * goes byte by byte. Matching takes a time that grows with the length of the pattern times that of the path, whatever is in
 * either: all places in the pattern that are possible are followed at once, none is tried again.
 */
final class IgnorePattern {
    /** In characters; longer than any path. */
    static final int LONGEST = 4096;

    /** Why a line is no pattern. Git takes such a line for one that matches nothing, and says nothing. */
    static final class MalformedException extends Exception {
        MalformedException(String message) {
            super(message);
        }
    }

    private final boolean negated;
    private final boolean foldersOnly;
    /** Without a slash it is held against the name alone, wherever the entry is. */
    private final boolean wholePath;

    private final String literalStart;
    private final GlobToken[] tokens;

    private IgnorePattern(
            boolean negated, boolean foldersOnly, boolean wholePath, String literalStart, GlobToken[] tokens) {
        this.negated = negated;
        this.foldersOnly = foldersOnly;
        this.wholePath = wholePath;
        this.literalStart = literalStart;
        this.tokens = tokens;
    }

    /**
     * @param line without its end
     * @return absent for an empty line or a comment
     * @throws MalformedException if it can never match: a bracket that is not closed, a backslash at the end
     */
    static Optional<IgnorePattern> parse(String line) throws MalformedException {
        if (line.length() > LONGEST) {
            throw new MalformedException("too long");
        }
        if (line.indexOf('\0') >= 0) {
            throw new MalformedException("not text");
        }
        String pattern = withoutTrailingSpaces(line);
        if (pattern.isEmpty() || pattern.startsWith("#")) {
            return Optional.empty();
        }
        boolean negated = pattern.startsWith("!");
        if (negated) {
            pattern = pattern.substring(1);
        }
        boolean foldersOnly = pattern.endsWith("/");
        if (foldersOnly) {
            pattern = pattern.substring(0, pattern.length() - 1);
        }
        boolean wholePath = pattern.indexOf('/') >= 0;
        if (pattern.startsWith("/")) {
            pattern = pattern.substring(1);
        }
        int literal = literalLength(pattern);
        return Optional.of(new IgnorePattern(
                negated,
                foldersOnly,
                wholePath,
                pattern.substring(0, literal),
                GlobToken.parse(pattern.substring(literal), wholePath)));
    }

    private static String withoutTrailingSpaces(String line) {
        int end = line.length();
        int spaces = -1;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ' ') {
                spaces = spaces < 0 ? i : spaces;
            } else {
                spaces = -1;
                if (c == '\\') {
                    i++;
                }
            }
        }
        return line.substring(0, spaces < 0 ? end : spaces);
    }

    private static int literalLength(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?[\\".indexOf(pattern.charAt(i)) >= 0) {
                return i;
            }
        }
        return pattern.length();
    }

    /** Whether it takes in again what an earlier line leaves out. */
    boolean isNegated() {
        return negated;
    }

    boolean matches(RelativePath path, boolean folder) {
        if (foldersOnly && !folder) {
            return false;
        }
        String text = wholePath ? path.value() : path.name();
        return text.startsWith(literalStart) && matchesRest(text, literalStart.length());
    }

    private boolean matchesRest(String text, int from) {
        if (tokens.length == 0) {
            return from == text.length();
        }
        BitSet places = new BitSet(tokens.length + 1);
        places.set(0);
        skipWhatMayBeNothing(places);
        BitSet next = new BitSet(tokens.length + 1);
        for (int i = from; i < text.length() && !places.isEmpty(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            next.clear();
            for (int at = places.nextSetBit(0); at >= 0 && at < tokens.length; at = places.nextSetBit(at + 1)) {
                tokens[at].step(c, at, next);
            }
            skipWhatMayBeNothing(next);
            BitSet done = places;
            places = next;
            next = done;
        }
        return places.get(tokens.length);
    }

    /** Goes forward only, so that once through is enough. */
    private void skipWhatMayBeNothing(BitSet places) {
        for (int at = places.nextSetBit(0); at >= 0 && at < tokens.length; at = places.nextSetBit(at + 1)) {
            tokens[at].skip(at, places);
        }
    }

    @Override
    public String toString() {
        return (negated ? "!" : "") + literalStart + Arrays.toString(tokens) + (foldersOnly ? "/" : "");
    }
}
