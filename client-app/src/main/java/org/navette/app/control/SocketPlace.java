// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Where the socket of a home is: in {@code run} below it, or in a folder of its own where that path is too long. */
public final class SocketPlace {
    /** What every system takes as the path of a socket (macOS: 104 bytes with its end). */
    private static final int LONGEST = 100;

    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SocketPlace() {}

    public static Path of(Path home) {
        Path usual = home.resolve("run").resolve("control.sock");
        if (usual.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return usual;
        }
        String hash = Hashing.sha256()
                .hashString(home.toString(), StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "navette-" + hash, "control.sock");
    }

    /**
     * Makes a folder that only its owner can enter.
     *
     * @throws IOException if it is there already and somebody else's, or open to others and cannot be closed
     */
    static void makePrivate(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder);
            return;
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw there;
            }
            // Fails for a folder of somebody else's, which is as well.
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
    }
}
