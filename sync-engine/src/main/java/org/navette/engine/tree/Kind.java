// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

/** What an entry is. Symbolic links and special files are neither: they are reported, never synced. */
public enum Kind {
    FILE,
    FOLDER
}
