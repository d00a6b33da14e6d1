// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Writes a text all or nothing, durably. */
final class AtomicFile {
    private AtomicFile() {}

    /**
     * @param permissions who may do what, where the file system has that, as {@code rw-------}
     * @throws IOException also if something else than a file is there: a device would be replaced by one
     */
    static void write(Path file, String text, String permissions) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "not a file");
        }
        Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = Files.createDirectories(Objects.requireNonNull(real.getParent()));
        Path fresh = folder.resolve(real.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(permissions));
        }
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
