// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

/**
 * How a disk treats names.
 *
 * @param caseBlind {@code A} and {@code a} are one name (NTFS, exFAT, APFS as macOS formats it)
 * @param formBlind a letter with an accent is one name however it is composed (HFS+, APFS)
 * @param windowsNames what Windows forbids is forbidden
 * @param longestName in bytes of UTF-8; longer names can't be held
 */
public record DiskTraits(boolean caseBlind, boolean formBlind, boolean windowsNames, int longestName) {
    /** As on Linux: every sequence of bytes is a name of its own, up to 255 of them. */
    public static final DiskTraits PLAIN = new DiskTraits(false, false, false, 255);
}
