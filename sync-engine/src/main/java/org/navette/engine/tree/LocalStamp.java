// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.util.Optional;

/**
 * What a file system says of an entry without reading it: a validator of its content.
 *
 * @param size in bytes; 0 for folders
 * @param modifiedNanos last modification since 1970 in nanoseconds, as coarse as the file system keeps it
 * @param changedNanos last change of content or attributes (POSIX ctime) in nanoseconds; nobody can set it back, so it
 *     betrays edits that restore the modification time. 0 where the system has none
 * @param fileKey identity of the file on its disk (POSIX device and inode); empty where the system has none
 */
public record LocalStamp(long size, long modifiedNanos, long changedNanos, String fileKey) {
    /** Whether both stand for the same content of the same file, a rename in between (which moves ctime) allowed. */
    public boolean sameContentAs(LocalStamp other) {
        return size == other.size && modifiedNanos == other.modifiedNanos && fileKey.equals(other.fileKey);
    }

    /** The disk it is on, as the system names it until it is mounted anew; absent where the system does not tell. */
    public Optional<String> device() {
        int end = fileKey.indexOf(':');
        return end > 0 ? Optional.of(fileKey.substring(0, end)) : Optional.empty();
    }
}
