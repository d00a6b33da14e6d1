// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navette.engine.port.PrivateFiles;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Previous versions: {@code .navette/versions/<folders>/<name>@<UTC time>}, where whatever a change on the server
 * replaces or removes here goes first. A plain folder of plain files, so that they can be found without Navette. A name that is
 * too long with its time is kept as {@code .long-names/<hash of the path>/@<UTC time>}, and its path beside it in {@code path.txt}.
 */
public final class VersionStore {
    /**
     * A file as it was until a change on the server replaced or removed it.
     *
     * @param path where it was in the synced folder
     * @param until when it was replaced or removed, to the millisecond
     * @param size in bytes
     * @param file where it is kept
     */
    public record Version(RelativePath path, Instant until, long size, Path file) {}

    private static final Logger LOG = LoggerFactory.getLogger(VersionStore.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** What every file system in use holds, in bytes. */
    private static final int LONGEST_NAME = 255;

    private static final int STAMP_LENGTH = "@20261124T101503.123Z".length();
    private static final String LONG_NAMES = ".long-names";
    private static final String PATH_FILE = "path.txt";

    private final Path folder;
    private final Path ages;
    private final UnsentVersions unsent;
    private final InstantSource clock;

    /** @param root a synced folder */
    public VersionStore(Path root, InstantSource clock) {
        this.folder = root.resolve(Disk.OWN_FOLDER).resolve("versions");
        this.ages = root.resolve(Disk.OWN_FOLDER).resolve("version-ages");
        this.unsent = new UnsentVersions(folder);
        this.clock = clock;
    }

    /** Moves whatever is at {@code from} in, and returns where it is now. */
    Path take(Path from, RelativePath path, FileMover mover) throws IOException {
        return put(path, target -> mover.seize(from, target));
    }

    @FunctionalInterface
    interface Move {
        void to(Path target) throws IOException;
    }

    /** Has something moved to a free name for a version of {@code path}, which is returned. */
    Path put(RelativePath path, Move move) throws IOException {
        if (path.name().getBytes(StandardCharsets.UTF_8).length + STAMP_LENGTH > LONGEST_NAME) {
            return put(longName(path), "", move);
        }
        Path home =
                path.folder().isRoot() ? folder : folder.resolve(path.folder().value());
        try {
            return put(home, path.name(), move);
        } catch (FileSystemException e) {
            if (!Disk.isTooLong(e)) {
                throw e;
            }
            // With the folders of the store above it, the path is longer than the system takes; or this disk's names
            // are shorter.
            return put(longName(path), "", move);
        }
    }

    private Path put(Path home, String name, Move move) throws IOException {
        Instant now = clock.instant();
        for (int attempt = 0; ; attempt++) {
            Path target = home.resolve(name + "@" + STAMP.format(now.plusMillis(attempt)));
            try {
                makeFolder(home);
                move.to(target);
                return target;
            } catch (FileAlreadyExistsException taken) {
                if (attempt == 1000) {
                    throw taken;
                }
            }
        }
    }

    /** A folder for the versions of one path, which says which. */
    private Path longName(RelativePath path) throws IOException {
        Path home = longHome(path);
        makeFolder(home);
        Path says = home.resolve(PATH_FILE);
        if (!Files.exists(says)) {
            Files.writeString(
                    says, path.value(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        }
        return home;
    }

    private Path longHome(RelativePath path) {
        String hash = Hashing.sha256()
                .hashString(path.value(), StandardCharsets.UTF_8)
                .toString();
        return folder.resolve(LONG_NAMES).resolve(hash.substring(0, 32));
    }

    private void makeFolder(Path home) throws IOException {
        if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFiles.folder(folder.resolveSibling(""));
            Files.createDirectories(home);
        }
    }

    /** Versions of what is, or was, at or below a path, newest first. */
    public List<Version> list(RelativePath below) throws StoreException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .flatMap(file -> version(file).stream())
                    .filter(version -> isAtOrBelow(version.path(), below))
                    .sorted(Comparator.comparing(Version::until).reversed().thenComparing(Version::path))
                    .toList();
        } catch (UncheckedIOException e) {
            throw Disk.failed(RelativePath.ROOT, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    /** As this disk sees it. */
    private boolean isAtOrBelow(RelativePath path, RelativePath below) {
        boolean caseBlind = Files.isDirectory(folder.resolveSibling("VERSIONS"), LinkOption.NOFOLLOW_LINKS);
        return path.isAtOrBelow(below) || (caseBlind && small(path).isAtOrBelow(small(below)));
    }

    private static RelativePath small(RelativePath path) {
        return path.isRoot() ? path : RelativePath.of(path.value().toLowerCase(Locale.ROOT));
    }

    /** Absent for what is no version: somebody's own file, or one that vanished. */
    private Optional<Version> version(Path file) {
        String name = file.getFileName().toString();
        int at = name.lastIndexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        try {
            // A disk may list all names in small letters.
            Instant until = Instant.from(STAMP.parse(name.substring(at + 1).toUpperCase(Locale.ROOT)));
            RelativePath path = at == 0 ? longPath(file) : path(file.resolveSibling(name.substring(0, at)));
            return Optional.of(new Version(path, until, Files.size(file), file));
        } catch (DateTimeException | IllegalArgumentException | IOException e) {
            LOG.debug("{} is no version", file, e);
            return Optional.empty();
        }
    }

    private RelativePath path(Path kept) {
        return RelativePath.of(within(kept));
    }

    private RelativePath longPath(Path file) throws IOException {
        RelativePath path = RelativePath.of(Files.readString(file.resolveSibling(PATH_FILE)));
        if (!longHome(path).equals(file.getParent())) {
            throw new NoSuchFileException(file.toString(), null, "it is not where versions of " + path + " are");
        }
        return path;
    }

    /** The place of a kept file in the store, with slashes. */
    private String within(Path kept) {
        return folder.relativize(kept).toString().replace(folder.getFileSystem().getSeparator(), "/");
    }

    /** See {@link UnsentVersions}. */
    UnsentVersions unsent() {
        return unsent;
    }

    /**
     * Deletes versions that nobody needs any more, and folders that hold none.
     *
     * @param sent whether the server has a content; what it never had stays, whatever its age and size
     */
    public void prune(Retention retention, Predicate<Sha256> sent) throws StoreException {
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            List<Version> all = list(RelativePath.ROOT);
            VersionAges known = VersionAges.read(ages);
            known.look(
                    clock.instant(),
                    all.stream().map(version -> within(version.file())).collect(Collectors.toSet()));
            // Written before anything is deleted: where that fails, nothing is old.
            known.write();
            Set<Path> kept = unsent.keep(sent);
            List<Retention.Aged> aged = all.stream()
                    .filter(version -> !kept.contains(version.file()))
                    .map(version -> new Retention.Aged(version, known.of(within(version.file()))))
                    .toList();
            for (Version version : retention.superfluous(aged)) {
                Files.deleteIfExists(version.file());
                removeEmpty(version.file());
            }
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    /** Removes the folders above a version that is gone, up to the first that holds another. */
    private void removeEmpty(Path file) throws IOException {
        try {
            if (file.getFileName().toString().startsWith("@")) {
                removeIfAlone(file.resolveSibling(PATH_FILE));
            }
            for (Path empty = file.getParent(); empty != null && empty.startsWith(folder); empty = empty.getParent()) {
                Files.delete(empty);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException done) {
            LOG.trace("there are versions beside {}", file, done);
        }
    }

    /** The note of a path goes with the last version of it. */
    private static void removeIfAlone(Path says) throws IOException {
        try (Stream<Path> left = Files.list(says.resolveSibling("."))) {
            if (left.count() > 1) {
                return;
            }
        }
        Files.deleteIfExists(says);
    }
}
