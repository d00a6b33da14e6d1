// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

/**
 * What may be done with an entry, in ownCloud's letters ({@code oc:permissions}, documented for Nextcloud's and ownCloud's
 * WebDAV): {@code W} write the file, {@code D} delete, {@code N} rename, {@code V} move, {@code C} create files in the folder,
 * {@code K} create folders in it. Other letters say nothing about syncing.
 */
public record Rights(String letters) {
    public boolean mayWrite() {
        return has('W');
    }

    public boolean mayDelete() {
        return has('D');
    }

    /** Away from its place: renaming and moving are two letters, and one of them is enough to try. */
    public boolean mayMove() {
        return has('N') || has('V');
    }

    public boolean mayCreate(Kind kind) {
        return has(kind == Kind.FILE ? 'C' : 'K');
    }

    private boolean has(char letter) {
        return letters.indexOf(letter) >= 0;
    }
}
