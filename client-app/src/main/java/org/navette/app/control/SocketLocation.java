// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.PrivateFiles;

/**
 * Where the socket of a home is: in {@code run} below it. Where that path is too long for a socket, it is in a temporary
 * folder whose name nobody can guess, so that nobody can have it before us; {@code run/control.path} tells that name.
 */
final class SocketLocation {
    /** What every system takes as the path of a socket (macOS: 104 bytes with its end). */
    private static final int LONGEST = 100;

    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SocketLocation() {}

    /** What a running Navette keeps for as long as it runs. */
    static Path runFolder(Path home) {
        return home.resolve("run");
    }

    /**
     * A free place for a new socket. Only for whoever holds the {@link InstanceLock}: what an earlier Navette left is removed.
     *
     * @throws IOException if its folder is somebody else's
     */
    static Path make(Path home) throws IOException {
        Path run = runFolder(home);
        makePrivate(run);
        Optional<Path> earlier = elsewhere(home);
        if (earlier.isPresent()) {
            remove(home, earlier.get());
        }
        Path usual = run.resolve("control.sock");
        if (usual.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            Files.deleteIfExists(usual);
            return usual;
        }
        Path socket = Files.createTempDirectory("navette-").resolve("control.sock");
        Files.writeString(note(home), socket.toString(), StandardCharsets.UTF_8);
        return socket;
    }

    /**
     * Where the running Navette listens; absent if none does.
     *
     * @throws IOException if others could have put a socket of theirs there: then nobody is talked to
     */
    static Optional<Path> find(Path home) throws IOException {
        Path run = runFolder(home);
        if (!Files.isDirectory(run, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        requirePrivate(run);
        Path socket = elsewhere(home).orElse(run.resolve("control.sock"));
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        requirePrivate(folderOf(socket));
        return Optional.of(socket);
    }

    static void remove(Path home, Path socket) throws IOException {
        Files.deleteIfExists(socket);
        if (!folderOf(socket).equals(runFolder(home))) {
            Files.deleteIfExists(folderOf(socket));
            Files.deleteIfExists(note(home));
        }
    }

    private static Path note(Path home) {
        return runFolder(home).resolve("control.path");
    }

    private static Path folderOf(Path socket) {
        return Objects.requireNonNull(socket.getParent());
    }

    private static Optional<Path> elsewhere(Path home) throws IOException {
        try {
            Path socket = Path.of(Files.readString(note(home), StandardCharsets.UTF_8));
            return Optional.of(socket).filter(path -> path.isAbsolute() && path.endsWith("control.sock"));
        } catch (NoSuchFileException usual) {
            return Optional.empty();
        }
    }

    /**
     * Makes a folder that only its owner can enter.
     *
     * @throws IOException if it is there already and somebody else's, or cannot be closed to others
     */
    static void makePrivate(Path folder) throws IOException {
        if (isPosix(folder) && Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            requireOwn(folder);
        }
        PrivateFiles.folder(folder);
        requirePrivate(folder);
    }

    private static void requirePrivate(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return;
        }
        requireOwn(folder);
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))) {
            throw new FileSystemException(folder.toString(), null, "others may enter it");
        }
    }

    private static void requireOwn(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(folder.toString(), null, "not a folder");
        }
        Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (Integer.toUnsignedLong((Integer) owner) != new UnixSystem().getUid()) {
            throw new FileSystemException(folder.toString(), null, "it is somebody else's");
        }
    }

    private static boolean isPosix(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("unix");
    }
}
