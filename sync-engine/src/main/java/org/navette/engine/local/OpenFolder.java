// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A folder that is held open: its entries are reached through it, whatever its name leads to by now.
 *
 * @param path for calls of {@code java.nio.file}: the open folder itself, where the system has a name for that
 * @param descriptor of it; -1 if it is only a name that was looked at
 */
record OpenFolder(Path path, int descriptor) implements AutoCloseable {
    Path entry(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        if (descriptor >= 0) {
            LinuxFolders.close(descriptor);
        }
    }
}
