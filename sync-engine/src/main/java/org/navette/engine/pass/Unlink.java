// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.local.FolderLock;
import org.navette.engine.local.FolderMarker;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a folder pair for good: what Navette knows of it goes. The server stays as it is, and so do the local folder's files
 * (see {@link LocalRemoval}) and their previous versions.
 */
public final class Unlink {
    /** What Navette keeps in its corner of the local folder for itself; whatever else is there is a person's. */
    private static final List<String> OURS = List.of("tmp", "partial", "folder-id", "lock");

    /** What it keeps about previous versions, which stay. */
    private static final List<String> ABOUT_VERSIONS = List.of("version-ages", "unsent-versions", "replaced");

    private static final Logger LOG = LoggerFactory.getLogger(Unlink.class);

    private Unlink() {}

    /**
     * Removes the journal, and what Navette keeps for itself in the local folder. A folder of which nothing is left then
     * goes as well, if {@code emptyFolder} says so.
     *
     * @return whether the local folder is still there
     * @throws StoreException if the pair is being synced, or something cannot be removed; what is left can be tried again
     */
    public static boolean forget(Path home, Path root, ShareAddress address, boolean emptyFolder)
            throws StoreException {
        boolean synced = Files.isDirectory(root) && FolderMarker.read(root).isPresent();
        try {
            // The journal first: without it, a pass that should come all the same compares, and deletes nothing.
            if (synced) {
                try (FolderLock _ = FolderLock.acquire(root)) {
                    remove(PairRegistry.folderOf(home, root, address));
                }
                forgetHere(FolderMarker.ownFolder(root));
                if (emptyFolder) {
                    deleteIfEmpty(root);
                }
            } else {
                remove(PairRegistry.folderOf(home, root, address));
            }
        } catch (IOException e) {
            throw StoreException.here(root.toString(), e);
        }
        return Files.isDirectory(root);
    }

    private static void forgetHere(Path own) throws IOException {
        if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (String name : OURS) {
            remove(own.resolve(name));
        }
        if (!Files.exists(own.resolve("versions"), LinkOption.NOFOLLOW_LINKS)) {
            for (String name : ABOUT_VERSIONS) {
                remove(own.resolve(name));
            }
        }
        try (var generations = Files.newDirectoryStream(own, FolderMarker.GENERATION + "*")) {
            for (Path generation : generations) {
                remove(generation);
            }
        }
        try (var left = Files.newDirectoryStream(own)) {
            for (Path entry : left) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    deleteIfEmpty(entry);
                }
            }
        }
        deleteIfEmpty(own);
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException notEmpty) {
            LOG.debug("{} is kept: there is something in it", folder);
        }
    }

    private static void remove(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
