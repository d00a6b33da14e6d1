// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.util.Optional;

/**
 * The place of an entry below the root of a folder pair, the same on both sides: names joined by {@code /}, the root
 * being the empty path. A path never holds an empty name, {@code .}, {@code ..} or a NUL, so it can never lead out of the
 * root, whoever named it. Ordered so that a folder comes right before everything below it.
 */
public record RelativePath(String value) implements Comparable<RelativePath> {
    public static final RelativePath ROOT = new RelativePath("");

    /** @throws IllegalArgumentException if a name in the path is not a name (see {@link #isName}) */
    public RelativePath {
        if (!value.isEmpty()) {
            int start = 0;
            for (int slash = value.indexOf('/'); slash >= 0; slash = value.indexOf('/', start)) {
                requireName(value, start, slash);
                start = slash + 1;
            }
            requireName(value, start, value.length());
        }
    }

    /** Looks at each name where it stands: paths are made by the million. */
    private static void requireName(String value, int start, int end) {
        int length = end - start;
        boolean dots = value.startsWith(".", start) && (length == 1 || (length == 2 && value.charAt(start + 1) == '.'));
        int nul = value.indexOf('\0', start);
        if (length == 0 || dots || (nul >= 0 && nul < end)) {
            requireName(value.substring(start, end));
        }
    }

    /** The path written as {@code names/joined/by/slashes}; the empty string is the root. */
    public static RelativePath of(String value) {
        return value.isEmpty() ? ROOT : new RelativePath(value);
    }

    /** Whether {@code name} can be one step of a path. What a given disk or server also refuses is not asked here. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\0') < 0;
    }

    private static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name: \"" + name + "\"");
        }
    }

    public boolean isRoot() {
        return value.isEmpty();
    }

    public RelativePath child(String name) {
        requireName(name);
        return new RelativePath(isRoot() ? name : value + "/" + name);
    }

    /** The last name; empty for the root. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** The folder this is in; absent for the root. */
    public Optional<RelativePath> parent() {
        if (isRoot()) {
            return Optional.empty();
        }
        int slash = value.lastIndexOf('/');
        return Optional.of(slash < 0 ? ROOT : new RelativePath(value.substring(0, slash)));
    }

    /** The folder this is in, and the root for the root itself. */
    public RelativePath folder() {
        return parent().orElse(ROOT);
    }

    /** Whether this is strictly below {@code folder}. */
    public boolean isBelow(RelativePath folder) {
        return folder.isRoot()
                ? !isRoot()
                : value.length() > folder.value.length()
                        && value.startsWith(folder.value)
                        && value.charAt(folder.value.length()) == '/';
    }

    public boolean isAtOrBelow(RelativePath folder) {
        return equals(folder) || isBelow(folder);
    }

    /** This path after {@code from}, at or above it, was moved to {@code to}. */
    public RelativePath moved(RelativePath from, RelativePath to) {
        if (!isAtOrBelow(from)) {
            throw new IllegalArgumentException(this + " is not below " + from);
        }
        if (equals(from)) {
            return to;
        }
        String rest = from.isRoot() ? value : value.substring(from.value.length() + 1);
        return of(to.isRoot() ? rest : to.value + "/" + rest);
    }

    /** The number of names; 0 for the root. */
    public int depth() {
        return isRoot() ? 0 : 1 + (int) value.chars().filter(c -> c == '/').count();
    }

    @Override
    public int compareTo(RelativePath other) {
        int shared = Math.min(value.length(), other.value.length());
        for (int i = 0; i < shared; i++) {
            char mine = value.charAt(i);
            char theirs = other.value.charAt(i);
            if (mine != theirs) {
                if (mine == '/') {
                    return -1;
                }
                return theirs == '/' ? 1 : Character.compare(mine, theirs);
            }
        }
        return Integer.compare(value.length(), other.value.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
