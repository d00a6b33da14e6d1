// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sync;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.local.FolderLock;
import org.navette.engine.local.FolderMarker;
import org.navette.engine.port.StoreException;

/** Ends a folder pair for good: what Navette knows of it goes, the server stays as it is. */
public final class Leaving {
    private Leaving() {}

    /**
     * Removes the journal, and Navette's own corner of the local folder but for the previous versions, which are a person's.
     *
     * @param deleteLocal whether the local folder goes as a whole, previous versions and all
     * @throws StoreException if the pair is being synced, or something cannot be removed; what is left can be tried again
     */
    public static void forget(Path home, Path root, ShareAddress address, boolean deleteLocal) throws StoreException {
        boolean synced = Files.isDirectory(root) && FolderMarker.read(root).isPresent();
        try {
            if (synced) {
                FolderLock.acquire(root).close();
                removeHere(root, deleteLocal);
            }
            remove(PairRegistry.folderOf(home, root, address));
        } catch (IOException e) {
            throw StoreException.here(root.toString(), e);
        }
    }

    private static void removeHere(Path root, boolean deleteLocal) throws IOException {
        if (deleteLocal) {
            remove(root);
            return;
        }
        Path own = FolderMarker.ownFolder(root);
        try (var entries = Files.newDirectoryStream(own)) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().equals("versions")) {
                    remove(entry);
                }
            }
        }
        try (var left = Files.newDirectoryStream(own)) {
            if (!left.iterator().hasNext()) {
                Files.delete(own);
            }
        }
    }

    private static void remove(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
