// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Two names are on different disks (POSIX EXDEV): a rename is impossible, and a copy and a deletion are no rename. */
final class OtherDiskException extends FileSystemException {
    private static final long serialVersionUID = 1;

    OtherDiskException(Path from, Path to) {
        super(from.toString(), to.toString(), "on another disk");
    }
}
