// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.navette.engine.local.IgnorePattern.MalformedException;

/** A piece of a glob pattern, as git's wildmatch.c knows them (observed with git 2.39, which a test compares with). */
sealed interface GlobToken {
    /** Where in the pattern one may be after this character, from the place of this token. */
    void step(int character, int at, BitSet next);

    /** Where else one may be without any character. */
    default void skip(int at, BitSet places) {}

    /** One character out of a set. A slash in one is not in it. */
    record OneOf(IntPredicate set) implements GlobToken {
        @Override
        public void step(int character, int at, BitSet next) {
            if (set.test(character)) {
                next.set(at + 1);
            }
        }
    }

    /** Any number of characters. */
    record Star(boolean slashesToo) implements GlobToken {
        @Override
        public void step(int character, int at, BitSet next) {
            if (slashesToo || character != '/') {
                next.set(at);
            }
        }

        @Override
        public void skip(int at, BitSet places) {
            places.set(at + 1);
        }
    }

    /** The beginning of a {@code **}{@code /}, which may be nothing at all; followed by {@link InFolders}. */
    record Folders() implements GlobToken {
        @Override
        public void step(int character, int at, BitSet next) {}

        @Override
        public void skip(int at, BitSet places) {
            places.set(at + 1);
            places.set(at + 2);
        }
    }

    /** Anything, and a slash at its end. */
    record InFolders() implements GlobToken {
        @Override
        public void step(int character, int at, BitSet next) {
            next.set(at);
            if (character == '/') {
                next.set(at + 1);
            }
        }
    }

    /** @param wholePath whether slashes are in what it is held against */
    static GlobToken[] parse(String pattern, boolean wholePath) throws MalformedException {
        return new Parser(pattern, wholePath).parse();
    }

    /** Reads a pattern from its first character that is not literal. */
    final class Parser {
        private static final Map<String, IntPredicate> CLASSES = Map.ofEntries(
                Map.entry("alnum", c -> isLetter(c) || isDigit(c)),
                Map.entry("alpha", Parser::isLetter),
                Map.entry("blank", c -> c == ' ' || c == '\t'),
                Map.entry("cntrl", c -> c < ' ' || c == 0x7f),
                Map.entry("digit", Parser::isDigit),
                Map.entry("graph", c -> c > ' ' && c < 0x7f),
                Map.entry("lower", c -> c >= 'a' && c <= 'z'),
                Map.entry("print", c -> c >= ' ' && c < 0x7f),
                Map.entry("punct", c -> c > ' ' && c < 0x7f && !isLetter(c) && !isDigit(c)),
                Map.entry("space", c -> c == ' ' || (c >= '\t' && c <= '\r')),
                Map.entry("upper", c -> c >= 'A' && c <= 'Z'),
                Map.entry("xdigit", c -> isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));

        private final int[] pattern;
        private final boolean wholePath;
        private final List<GlobToken> tokens = new ArrayList<>();
        private int at;

        private Parser(String pattern, boolean wholePath) {
            this.pattern = pattern.codePoints().toArray();
            this.wholePath = wholePath;
        }

        private static boolean isLetter(int c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }

        private static boolean isDigit(int c) {
            return c >= '0' && c <= '9';
        }

        private GlobToken[] parse() throws MalformedException {
            while (at < pattern.length) {
                int c = pattern[at];
                switch (c) {
                    case '*' -> stars();
                    case '?' -> {
                        at++;
                        tokens.add(new OneOf(any -> any != '/'));
                    }
                    case '[' -> {
                        at++;
                        IntPredicate set = bracket();
                        tokens.add(new OneOf(any -> any != '/' && set.test(any)));
                    }
                    case '\\' -> {
                        at++;
                        literal(taken());
                    }
                    default -> {
                        at++;
                        literal(c);
                    }
                }
            }
            return tokens.toArray(GlobToken[]::new);
        }

        private void literal(int c) {
            tokens.add(new OneOf(any -> any == c));
        }

        /** The next character, which has to be there. */
        private int taken() throws MalformedException {
            if (at >= pattern.length) {
                throw new MalformedException("it ends where something has to follow");
            }
            return pattern[at++];
        }

        private boolean is(int index, int c) {
            return index < pattern.length && pattern[index] == c;
        }

        private void stars() {
            int first = at;
            while (is(at, '*')) {
                at++;
            }
            boolean own = at - first > 1
                    && (first == 0 || pattern[first - 1] == '/')
                    && (at == pattern.length || is(at, '/') || (is(at, '\\') && is(at + 1, '/')));
            if (own && is(at, '/')) {
                at++;
                tokens.add(new Folders());
                tokens.add(new InFolders());
            } else {
                tokens.add(new Star(own || !wholePath));
            }
        }

        /** After an opening bracket, up to its end. */
        private IntPredicate bracket() throws MalformedException {
            boolean negated = is(at, '!') || is(at, '^');
            if (negated) {
                at++;
            }
            IntPredicate set = c -> false;
            int before = 0;
            do {
                int c = taken();
                if (c == '\\') {
                    c = taken();
                    set = set.or(same(c));
                } else if (c == '-' && before != 0 && at < pattern.length && !is(at, ']')) {
                    int last = taken();
                    if (last == '\\') {
                        last = taken();
                    }
                    set = set.or(between(before, last));
                    c = 0;
                } else if (c == '[' && is(at, ':')) {
                    IntPredicate named = named();
                    if (named == null) {
                        set = set.or(same('['));
                    } else {
                        set = set.or(named);
                        c = 0;
                    }
                } else {
                    set = set.or(same(c));
                }
                before = c;
            } while (!is(at, ']'));
            at++;
            return negated ? set.negate() : set;
        }

        private static IntPredicate same(int c) {
            return any -> any == c;
        }

        private static IntPredicate between(int first, int last) {
            return any -> any >= first && any <= last;
        }

        /** The set of a {@code [:name:]}, from its first colon; null if it is no such thing after all. */
        private @org.jspecify.annotations.Nullable IntPredicate named() throws MalformedException {
            int start = at + 1;
            int end = start;
            while (end < pattern.length && pattern[end] != ']') {
                end++;
            }
            if (end == pattern.length) {
                throw new MalformedException("a bracket that is not closed");
            }
            if (end - start < 1 || pattern[end - 1] != ':') {
                return null;
            }
            String name = new String(pattern, start, end - start - 1);
            if (!CLASSES.containsKey(name)) {
                throw new MalformedException("no such class of characters: " + name);
            }
            at = end + 1;
            return Objects.requireNonNull(CLASSES.get(name));
        }
    }
}
