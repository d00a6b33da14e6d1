// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

/** Why an entry cannot be synced under the name it has. */
public enum NameTrouble {
    /** Not a name at all: a slash, a dot-dot, a NUL, or bytes that are no text. */
    INVALID,
    /** Two names that look the same, with accents composed differently. */
    TWO_SPELLINGS,
    /** Two names that differ only in capitals, on a disk that does not tell them apart. */
    CASE_CLASH,
    /** Two names here that differ only in capitals, on a server that does not tell them apart. */
    CASE_CLASH_ON_SERVER,
    /** A name that the server gives another form and does not find by this one, in a pair that renames nothing here. */
    SPELLED_BY_SERVER,
    /** A name Windows forbids. */
    FORBIDDEN,
    /** Longer than this disk can hold. */
    TOO_LONG
}
