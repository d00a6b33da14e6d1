// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Previous versions: {@code .navette/versions/<folders>/<name>@<UTC time>}, where whatever a change on the server
 * replaces or removes here goes first. A plain folder of plain files, so that they can be found without Navette.
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

    /**
     * How long versions are kept: until they are older than {@code age}, or the newer ones fill {@code bytes}.
     */
    public record Retention(Duration age, long bytes) {
        public static final Retention USUAL = new Retention(Duration.ofDays(30), 10_000_000_000L);
    }

    private static final Logger LOG = LoggerFactory.getLogger(VersionStore.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final InstantSource clock;

    /** @param root a synced folder */
    public VersionStore(Path root, InstantSource clock) {
        this.folder = root.resolve(Disk.OWN_FOLDER).resolve("versions");
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
        Path home =
                path.folder().isRoot() ? folder : folder.resolve(path.folder().value());
        Instant now = clock.instant();
        for (int attempt = 0; ; attempt++) {
            Path target = home.resolve(path.name() + "@" + STAMP.format(now.plusMillis(attempt)));
            try {
                Files.createDirectories(home);
                move.to(target);
                return target;
            } catch (FileAlreadyExistsException taken) {
                if (attempt == 1000) {
                    throw taken;
                }
            }
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
                    .filter(version -> version.path().isAtOrBelow(below))
                    .sorted(Comparator.comparing(Version::until).reversed().thenComparing(Version::path))
                    .toList();
        } catch (UncheckedIOException e) {
            throw Disk.failed(RelativePath.ROOT, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    /** Absent for what is no version: somebody's own file, or one that vanished. */
    private Optional<Version> version(Path file) {
        String name = file.getFileName().toString();
        int at = name.lastIndexOf('@');
        if (at <= 0) {
            return Optional.empty();
        }
        try {
            Instant until = Instant.from(STAMP.parse(name.substring(at + 1)));
            Path original = folder.relativize(file.resolveSibling(name.substring(0, at)));
            String path = original.toString().replace(original.getFileSystem().getSeparator(), "/");
            return Optional.of(new Version(RelativePath.of(path), until, Files.size(file), file));
        } catch (DateTimeException | IllegalArgumentException | IOException e) {
            LOG.debug("{} is no version", file, e);
            return Optional.empty();
        }
    }

    /** Deletes versions that are too old or too many, and folders that hold none any more. */
    public void prune(Retention retention) throws StoreException {
        Instant oldest = clock.instant().minus(retention.age());
        long bytes = 0;
        try {
            for (Version version : list(RelativePath.ROOT)) {
                bytes += version.size();
                if (version.until().isBefore(oldest) || bytes > retention.bytes()) {
                    Files.deleteIfExists(version.file());
                    removeEmpty(version.file());
                }
            }
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    /** Removes the folders above a version that is gone, up to the first that holds another. */
    private void removeEmpty(Path file) throws IOException {
        try {
            for (Path empty = file.getParent(); empty != null && empty.startsWith(folder); empty = empty.getParent()) {
                Files.delete(empty);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException done) {
            LOG.trace("there are versions beside {}", file, done);
        }
    }
}
