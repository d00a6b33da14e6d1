// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** Tells what changes in a folder, at once where the system can. */
public interface LocalWatcher extends AutoCloseable {
    /** Where it tells. Called from one thread of the watcher's own. */
    interface Sink {
        /** An entry has come, gone or changed; or anything below it. */
        void changed(RelativePath path);

        /** Too much happened at once: anything may have changed. */
        void missed();

        /** No more folders can be watched: what changes in the others is not told. */
        void limited();

        /** The folder itself is gone, or its disk: nothing is told any more. */
        void lost();
    }

    /**
     * Watches from the moment this returns.
     *
     * @param mostFolders how many folders to watch at most, on a system that watches them one by one; what it allows may be
     *     less
     * @throws StoreException if nothing can be watched at all
     */
    static LocalWatcher start(Path root, int mostFolders, Sink sink) throws StoreException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean wholeTree = system.contains("mac") || system.startsWith("windows");
        try {
            return wholeTree ? TreeWatcher.start(root, sink) : FolderWatcher.start(root, mostFolders, sink);
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    @Override
    void close();
}
