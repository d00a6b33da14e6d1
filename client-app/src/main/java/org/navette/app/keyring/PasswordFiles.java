// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.keyring;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Passwords in files that only their owner can read, in a folder of the same kind; their names say nothing. */
final class PasswordFiles {
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path folder;

    PasswordFiles(Path folder) {
        this.folder = folder;
    }

    Path put(String account, String password) throws IOException {
        Files.createDirectories(folder.getParent());
        boolean posix = isPosix(Files.getFileStore(folder.getParent()));
        if (!Files.exists(folder)) {
            if (posix) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        }
        // Temporary files are the owner's alone from their first moment on.
        Path temporary = Files.createTempFile(folder, "new-", ".tmp");
        if (posix) {
            Files.setPosixFilePermissions(temporary, OWNER);
        }
        Files.writeString(temporary, password);
        return Files.move(
                temporary, file(account), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IOException if others can read it too: it may be known to them, and is not used before that is mended */
    Optional<String> get(String account) throws IOException {
        Path file = file(account);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (isPosix(Files.getFileStore(file)) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(file + ": others can read it");
        }
        return Optional.of(Files.readString(file));
    }

    boolean remove(String account) throws IOException {
        return Files.deleteIfExists(file(account));
    }

    private Path file(String account) {
        return folder.resolve(Hashing.sha256()
                .hashString(account, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 32));
    }

    private static boolean isPosix(FileStore store) {
        return store.supportsFileAttributeView(PosixFileAttributeView.class);
    }
}
