// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.navette.engine.tree.RelativePath;

/**
 * Opens the folders of a synced root without following a link below it: a folder that somebody swaps for a symbolic link, or
 * a reparse point on Windows, is neither read nor written through. The way to the root may have links: a person chose it.
 */
final class RootFolders {
    private final Path root;
    private volatile @Nullable Path real;

    RootFolders(Path root) {
        this.root = root;
    }

    /**
     * @throws NoSuchFileException if a part of the way is gone
     * @throws NotDirectoryException if a part of the way is a link, or anything else that is no folder
     */
    OpenFolder open(RelativePath folder) throws IOException {
        Path before = real;
        Path base = before == null ? root.toRealPath() : before;
        real = base;
        try {
            return open(base, folder);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Perhaps the folder was moved, and where it was is a link to it now.
            Path now = root.toRealPath();
            if (now.equals(base)) {
                throw e;
            }
            real = now;
            return open(now, folder);
        }
    }

    private static OpenFolder open(Path base, RelativePath folder) throws IOException {
        return LinuxFolders.areHere() ? LinuxFolders.open(base, folder) : looked(base, folder);
    }

    /** Elsewhere each part is looked at; a swap between that and what is done then is not noticed. */
    private static OpenFolder looked(Path base, RelativePath folder) throws IOException {
        Path path = base;
        if (!folder.isRoot()) {
            for (Path part : base.getFileSystem().getPath(folder.value())) {
                path = path.resolve(part);
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (!attributes.isDirectory() || attributes.isOther()) {
                    throw new NotDirectoryException(path.toString());
                }
            }
        }
        return new OpenFolder(path, -1);
    }
}
