// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/**
 * What tells a synced folder from an empty mount point or another folder of the same name: {@code .navette/folder-id}
 * in its root.
 */
public final class FolderMarker {
    private static final String FILE = "folder-id";

    private FolderMarker() {}

    /** The identity of a folder; absent if it has none yet. */
    public static Optional<String> read(Path root) throws StoreException {
        try {
            return Optional.of(Files.readString(file(root)).strip());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    /** The identity of a folder, given now if it has none. */
    public static String readOrMake(Path root) throws StoreException {
        Optional<String> known = read(root);
        if (known.isPresent()) {
            return known.get();
        }
        String made = UUID.randomUUID().toString();
        try {
            PrivateFiles.folder(root.resolve(Disk.OWN_FOLDER));
            Files.writeString(file(root), made + "\n", StandardCharsets.UTF_8);
            Disk.syncFolder(root);
            return made;
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    /** The nearest synced folder that {@code root} lies in; absent if it lies in none. */
    public static Optional<Path> syncedFolderAround(Path root) {
        for (Path above = root.getParent(); above != null; above = above.getParent()) {
            if (Files.isRegularFile(file(above), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }

    /** Navette's own corner of a synced folder. */
    public static Path ownFolder(Path root) {
        return root.resolve(Disk.OWN_FOLDER);
    }

    private static Path file(Path root) {
        return root.resolve(Disk.OWN_FOLDER).resolve(FILE);
    }
}
