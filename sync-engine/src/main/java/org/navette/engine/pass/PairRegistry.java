// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.journal.JournalFile;
import org.navette.engine.journal.SqliteLibrary;
import org.navette.engine.local.FolderMarker;
import org.navette.engine.port.Failure;
import org.navette.engine.port.PrivateFiles;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders that were ever synced from one home, so that no folder is synced inside another. */
final class PairRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(PairRegistry.class);
    private static final String ROOT_FILE = "local-folder";

    private PairRegistry() {}

    static Path folderOf(Path home) {
        return home.resolve("pairs");
    }

    /** Where a pair's journal is: one folder for each pair of a local folder and a share. */
    static Path folderOf(Path home, Path root, ShareAddress address) {
        String key = root + "\n" + address;
        return folderOf(home)
                .resolve(Hashing.sha256()
                        .hashString(key, StandardCharsets.UTF_8)
                        .toString()
                        .substring(0, 16));
    }

    /** The journal of a pair; it may not exist yet. */
    static JournalFile journalOf(Path home, Path root, ShareAddress address) {
        SqliteLibrary.keepIn(home);
        return new JournalFile(folderOf(home, root, address).resolve("journal.db"));
    }

    /** Notes where the pair's local folder is. */
    static void register(PairSettings settings) throws StoreException {
        try {
            PrivateFiles.folder(folderOf(PrivateFiles.home(settings.home())));
            Path folder = PrivateFiles.folder(settings.pairFolder());
            Path file = folder.resolve(ROOT_FILE);
            String root = settings.root().toString();
            if (!Files.exists(file) || !root(file).toString().equals(root)) {
                // Whole or not at all: on a full disk, a file that is written over is empty.
                Path fresh = Files.writeString(folder.resolve(ROOT_FILE + ".new"), root, StandardCharsets.UTF_8);
                PrivateFiles.tighten(fresh);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new StoreException(failure(e), e);
        }
    }

    private static Failure failure(IOException e) {
        String said = String.valueOf(e.getMessage());
        return said.toLowerCase(Locale.ROOT).contains("no space left")
                ? new Failure.JournalDiskFull()
                : new Failure.JournalUnusable(said);
    }

    /** @throws StoreException {@link Failure.FoldersOverlap} if the folder lies in a synced one, or around one */
    static void requireApart(PairSettings settings) throws StoreException {
        Path root = settings.root();
        Optional<Path> other = FolderMarker.syncedFolderAround(root);
        if (other.isEmpty()) {
            other = registeredBelow(settings);
        }
        if (other.isPresent()) {
            throw new StoreException(
                    new Failure.FoldersOverlap(root.toString(), other.get().toString()));
        }
    }

    /** Of a pair whose note is damaged, the file itself: it is the root of none, and no trouble of any other. */
    private static Path root(Path file) throws IOException {
        try {
            return Path.of(Files.readString(file));
        } catch (CharacterCodingException | InvalidPathException e) {
            LOG.warn("{} is damaged", file, e);
            return file;
        }
    }

    private static Optional<Path> registeredBelow(PairSettings settings) throws StoreException {
        try (var pairs = Files.newDirectoryStream(folderOf(settings.home()))) {
            for (Path pair : pairs) {
                Path file = pair.resolve(ROOT_FILE);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Path other = root(file);
                    boolean below = other.startsWith(settings.root()) && !other.equals(settings.root());
                    if (below && FolderMarker.read(other).isPresent()) {
                        return Optional.of(other);
                    }
                }
            }
            return Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException(new Failure.JournalUnusable(String.valueOf(e.getMessage())), e);
        }
    }
}
