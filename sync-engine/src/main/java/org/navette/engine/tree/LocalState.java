// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.util.Optional;

/**
 * An entry as it was seen on the disk.
 *
 * @param stamp what the file system says of it without reading it
 * @param racy whether the stamp was so young, by the disk's own time right before this was seen or read, that a later edit
 *     may have the same one. It is told here because it may not be asked later: by then the stamp has grown old
 * @param content the hash, where it was read to find out; absent for folders and for files not read
 */
public record LocalState(Kind kind, LocalStamp stamp, boolean racy, Optional<Sha256> content) {
    public static LocalState folder(LocalStamp stamp) {
        return new LocalState(Kind.FOLDER, stamp, false, Optional.empty());
    }

    public static LocalState file(LocalStamp stamp, boolean racy) {
        return new LocalState(Kind.FILE, stamp, racy, Optional.empty());
    }

    public LocalState withContent(Sha256 hash) {
        return new LocalState(kind, stamp, racy, Optional.of(hash));
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /** Whether nothing shows that this is not the entry seen as {@code earlier}; a rename in between is allowed. */
    public boolean isStill(LocalState earlier) {
        return kind == earlier.kind && (kind == Kind.FOLDER || stamp.sameContentAs(earlier.stamp));
    }
}
