// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** What every part of this package does with the disk in the same way. */
final class Disk {
    /** Navette's own folder in the root of a synced folder: the marker, what is being received, previous versions. */
    static final String OWN_FOLDER = ReservedNames.OWN_FOLDER;

    private static final int BUFFER = 256 * 1024;
    static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private Disk() {}

    /** @param size that it is thought to have */
    static Sha256 hash(Path file, long size) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[Math.clamp(size + 1, 1, BUFFER)];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return Sha256.of(digest);
    }

    /**
     * What one of our own notes says, whatever has become of it: a power cut, a bad disk or somebody else may have left anything there.
     *
     * @param most in bytes; the rest is not read
     * @return absent if there is none; empty if it is no ordinary file
     */
    static Optional<String> note(Path file, int most) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of("") : Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(new String(in.readNBytes(most), StandardCharsets.UTF_8));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** Makes the names in a folder durable; a system that cannot do that for folders (Windows) does it by itself. */
    static void syncFolder(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Makes a folder's names or a file's content durable; what is gone is fine. */
    static void sync(Path entry) throws IOException {
        try {
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                syncFolder(entry);
            } else {
                // Windows only flushes what was opened for writing; POSIX does not care.
                try (FileChannel channel =
                        FileChannel.open(entry, WINDOWS ? StandardOpenOption.WRITE : StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        } catch (NoSuchFileException gone) {
            // Deleted meanwhile: that is seen at the next look.
            return;
        }
    }

    static StoreException failed(RelativePath path, IOException cause) {
        return cause instanceof StoreException known ? known : new StoreException(failure(path, cause), cause);
    }

    /** Whether a name, or a path, is longer than the system or the disk takes. */
    static boolean isTooLong(IOException cause) {
        return cause instanceof FileSystemException fs
                && String.valueOf(fs.getReason()).toLowerCase(Locale.ROOT).contains("name too long");
    }

    private static Failure failure(RelativePath path, IOException cause) {
        String where = path.isRoot() ? "." : path.value();
        String said = cause instanceof FileSystemException fs && fs.getReason() != null
                ? fs.getReason()
                : String.valueOf(cause.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("quota exceeded") || lower.contains("not enough space")) {
            return new Failure.DiskFull(where);
        }
        if (lower.contains("symbolic link")) {
            // A file was swapped for a link in this moment: the next look says what it is.
            return new Failure.ChangedMeanwhile();
        }
        if (lower.contains("file too large")) {
            return new Failure.TooLargeForDisk();
        }
        if (isTooLong(cause)) {
            return new Failure.NameProblem(where, NameTrouble.TOO_LONG, Optional.empty());
        }
        return switch (cause) {
            case NoSuchFileException gone -> new Failure.Missing();
            case NotDirectoryException changed -> new Failure.ChangedMeanwhile();
            case OtherDiskException mounted -> new Failure.MountedApart(where);
            case AccessDeniedException denied -> new Failure.LocalTrouble(where, "permission denied");
            default -> new Failure.LocalTrouble(where, said);
        };
    }
}
