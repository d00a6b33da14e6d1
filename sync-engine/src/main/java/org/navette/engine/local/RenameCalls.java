// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What an operating system does with names in one step, and {@code java.nio.file} does not offer. Each call happened
 * completely or not at all, and none ever copies.
 */
interface RenameCalls {
    /** Of a system that has none of them. */
    RenameCalls NONE = new RenameCalls() {
        @Override
        public boolean renameToFree(Path from, Path to) {
            return false;
        }

        @Override
        public boolean exchange(Path one, Path other) {
            return false;
        }

        @Override
        public void removeEmptyFolder(Path folder) throws IOException {
            Files.delete(folder);
        }
    };

    /**
     * Renames, if the new name is free.
     *
     * @return false if this disk cannot do that in one step: nothing was done
     * @throws FileAlreadyExistsException if the new name is taken
     * @throws NoSuchFileException if the old name, or the folder of the new one, is gone
     * @throws OtherDiskException if the two are on different disks
     */
    boolean renameToFree(Path from, Path to) throws IOException;

    /**
     * Two entries trade names; there is no moment in which one of them has none.
     *
     * @return false if this disk cannot do that: nothing was done
     * @throws NoSuchFileException if one of the names is gone
     * @throws OtherDiskException if the two are on different disks
     */
    boolean exchange(Path one, Path other) throws IOException;

    /** Removes an empty folder, and nothing that is no folder, whatever stands under the name by then. */
    void removeEmptyFolder(Path folder) throws IOException;

    static RenameCalls ofThisSystem() {
        return ThisSystem.CALLS;
    }

    /** Looked up once, at first use. */
    final class ThisSystem {
        private static final RenameCalls CALLS = find();

        private ThisSystem() {}

        private static RenameCalls find() {
            String system = System.getProperty("os.name", "");
            if (system.equals("Linux")) {
                return PosixRenameCalls.linux();
            }
            if (system.startsWith("Mac")) {
                return PosixRenameCalls.mac();
            }
            return system.startsWith("Windows") ? new WindowsRenameCalls() : NONE;
        }
    }
}
