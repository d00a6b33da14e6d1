// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.io.IOException;
import java.nio.file.DirectoryStream;
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
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** What is in the home of a Navette, and nothing else. */
    private static final Pattern OF_HOME = Pattern.compile(
            "pairs|passwords|logs|run|sqlite|(records\\.db|settings\\.toml|policy\\.toml).*|.*\\.(lock|sock)");

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

    /**
     * Makes the folder of what Navette remembers, which only its owner may enter. One that is there is closed to others, unless there is
     * something in it that is not Navette's: somebody may have named a folder that others use.
     */
    public static Path home(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            return folder(home);
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home)) {
            for (Path entry : entries) {
                if (!OF_HOME.matcher(String.valueOf(entry.getFileName())).matches()) {
                    return home;
                }
            }
        }
        tighten(home);
        return home;
    }

    /** Makes a database's file the owner's alone before anything is in it; what SQLite puts beside it is like it. */
    public static void database(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                if (hasPermissions(file)) {
                    Files.createFile(
                            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                } else {
                    Files.createFile(file);
                }
            } catch (FileAlreadyExistsException faster) {
                LOG.trace("{} is there by now", file, faster);
            }
        }
        for (String beside : List.of("", "-wal", "-shm")) {
            tighten(file.resolveSibling(file.getFileName() + beside));
        }
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
