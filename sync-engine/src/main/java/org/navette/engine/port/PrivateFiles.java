// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is the owner's alone: Navette's corner of a synced folder, its settings, journals and logs. On systems with POSIX
 * permissions; elsewhere (Windows) they have what the folder they are in gives them.
 */
public final class PrivateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateFiles() {}

    /**
     * Makes a folder that only its owner may enter; one that is there and open to others is closed to them.
     *
     * @param folder whose folders above are made where they are missing, with the usual permissions
     */
    public static Path folder(Path folder) throws IOException {
        Path above = folder.toAbsolutePath().getParent();
        if (above != null && !Files.isDirectory(above)) {
            Files.createDirectories(above);
        }
        try {
            if (hasPermissions(folder)) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNERS));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder)) {
                throw there;
            }
            tighten(folder);
        }
        return folder;
    }

    /** Takes from others what they may do with a file or folder; what is not there is fine. */
    public static void tighten(Path entry) throws IOException {
        if (!hasPermissions(entry)) {
            return;
        }
        try {
            Set<PosixFilePermission> there = Files.getPosixFilePermissions(entry, LinkOption.NOFOLLOW_LINKS);
            if (!OWNERS.containsAll(there)) {
                there.retainAll(OWNERS);
                Files.setPosixFilePermissions(entry, there);
            }
        } catch (NoSuchFileException gone) {
            LOG.trace("{} is not there", entry, gone);
        } catch (FileSystemException e) {
            // A disk without permissions (FAT), on which everybody has what it was mounted with; or another's folder.
            LOG.debug("{} can't be closed to others", entry, e);
        }
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().provider().getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
