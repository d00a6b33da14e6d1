// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.navette.engine.port.PrivateFiles;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/**
 * What tells a synced folder from an empty mount point or another folder of the same name: {@code .navette/folder-id}
 * in its root.
 */
public final class FolderMarker {
    private static final String FILE = "folder-id";
    /** Begins the names of files with a journal's token. */
    public static final String GENERATION = "generation-";

    /** What is something else was damaged, or is not ours. */
    private static final Pattern IDENTITY = Pattern.compile("[\\w-]{1,100}");

    /** More than any identity or token has. */
    private static final int MOST_BYTES = 1000;

    private FolderMarker() {}

    /** The identity of a folder; absent if it has none yet, empty if what is there is none. */
    public static Optional<String> read(Path root) throws StoreException {
        try {
            return Disk.note(file(root), MOST_BYTES)
                    .map(String::strip)
                    .map(identity -> IDENTITY.matcher(identity).matches() ? identity : "");
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    /** The identity of a folder, given now if it has none. */
    public static String readOrMake(Path root) throws StoreException {
        Optional<String> known = read(root);
        if (known.isPresent() && !known.get().isEmpty()) {
            return known.get();
        }
        String made = UUID.randomUUID().toString();
        try {
            Path own = PrivateFiles.folder(root.resolve(Disk.OWN_FOLDER));
            // Whole or not at all: on a full disk, an empty one would be left.
            Path fresh = Files.writeString(own.resolve(FILE + ".new"), made + "\n", StandardCharsets.UTF_8);
            Files.move(fresh, file(root), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Disk.syncFolder(root);
            return made;
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    /**
     * The token that a journal last left here.
     *
     * @param journal what no other journal is called
     */
    static Optional<String> generation(Path root, String journal) throws StoreException {
        try {
            return Disk.note(generationFile(root, journal), MOST_BYTES).map(String::strip);
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    /**
     * Leaves a token. It is written over the one before, which takes no space on a full disk; one that a power cut tears
     * is no token of anybody, and everything is compared.
     */
    static void noteGeneration(Path root, String journal, String token) throws StoreException {
        Path file = generationFile(root, journal);
        try {
            boolean fresh = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS)) {
                ByteBuffer text = StandardCharsets.UTF_8.encode(token + "\n");
                int length = text.remaining();
                while (text.hasRemaining()) {
                    channel.write(text, length - text.remaining());
                }
                channel.truncate(length);
                channel.force(true);
            }
            if (fresh) {
                Disk.syncFolder(root.resolve(Disk.OWN_FOLDER));
            }
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    private static Path generationFile(Path root, String journal) {
        return root.resolve(Disk.OWN_FOLDER).resolve(GENERATION + journal);
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
