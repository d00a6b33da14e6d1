// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/**
 * Deletes in a synced folder for good, without a version that is kept: for a person who asked for that. A file first leaves
 * its name and is looked at once more, so that an edit that slipped in is put back; links are never followed, and no other
 * disk is entered.
 */
public final class FileRemover {
    /** Where a file is between its name and its end; after a crash, {@link #putBack} finds it there. */
    private static final String LEAVING = "removing";

    private final Path root;
    private final Path leaving;
    private final LocalScanner scanner;
    private final FileMover mover;

    public FileRemover(Path root) {
        this(root, new FileMover());
    }

    FileRemover(Path root, FileMover mover) {
        this.root = root;
        this.mover = mover;
        this.leaving = root.resolve(Disk.OWN_FOLDER).resolve(LEAVING);
        this.scanner = new LocalScanner(root, DiskClock.of(root, InstantSource.system()));
    }

    /** Whether a folder is on the same file system as the synced folder itself; true where the system does not tell. */
    public boolean isOnSameDisk(LocalStamp folder) throws StoreException {
        Optional<String> ours =
                scanner.look(RelativePath.ROOT).flatMap(state -> state.stamp().device());
        return ours.isEmpty() || folder.device().isEmpty() || ours.equals(folder.device());
    }

    /** Puts back what an earlier run that was cut off had taken from its name; what finds its name taken stays there. */
    public void putBack() throws StoreException {
        if (!Files.isDirectory(leaving, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(leaving, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Path name = root.resolve(leaving.relativize(file).toString());
                    if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createDirectories(Objects.requireNonNull(name.getParent()));
                        mover.release(file, name);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
                        throws IOException {
                    if (failed != null) {
                        throw failed;
                    }
                    deleteIfEmpty(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    /**
     * Deletes a file, if it is still what was expected.
     *
     * @param content its content, read once more where the stamp may be too young to show an edit
     * @throws StoreException {@link Failure.ChangedMeanwhile} if it is not: it stays
     */
    public void file(RelativePath path, LocalState expected, Optional<Sha256> content) throws StoreException {
        Path aside = leaving.resolve(path.value());
        try (OpenFolder above = scanner.open(path.folder())) {
            Path file = above.entry(path.name());
            if (scanner.read(file)
                    .filter(now -> now.stamp().equals(expected.stamp()))
                    .isEmpty()) {
                throw changed();
            }
            Files.createDirectories(Objects.requireNonNull(aside.getParent()));
            mover.seize(file, aside);
            boolean same =
                    scanner.read(aside).filter(now -> now.isStill(expected)).isPresent()
                            && (content.isEmpty()
                                    || Disk.hash(aside, expected.stamp().size()).equals(content.get()));
            if (!same) {
                // If its name is taken by now, it stays where it is, and Navette's corner with it.
                mover.release(aside, file);
                throw changed();
            }
            Files.delete(aside);
        } catch (NoSuchFileException gone) {
            throw changed();
        } catch (IOException e) {
            throw Disk.failed(path, e);
        }
    }

    /**
     * Deletes a folder that is empty by now.
     *
     * @return whether it is gone
     */
    public boolean emptyFolder(RelativePath folder) throws StoreException {
        Path path = scanner.resolve(folder);
        try {
            requireInside(path);
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && deleteIfEmpty(path);
        } catch (IOException e) {
            throw Disk.failed(folder, e);
        }
    }

    /**
     * Deletes whatever is at a path, unseen, with all that is below it on the same disk; of a link, the link alone.
     *
     * @return how many files that were
     */
    public int everything(RelativePath path) throws StoreException {
        int[] files = {0};
        Path top = scanner.resolve(path);
        try {
            requireInside(top);
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    boolean ours = isOnSameDisk(scanner.read(folder)
                            .orElseThrow(FileRemover::changed)
                            .stamp());
                    return ours && !NavetteHome.isOne(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    files[0]++;
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
                        throws IOException {
                    if (failed != null) {
                        throw failed;
                    }
                    deleteIfEmpty(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw Disk.failed(path, e);
        }
        return files[0];
    }

    /** Whether Navette, of whoever, remembers its pairs at or below a path: {@link #everything} leaves that. */
    public boolean holdsNavetteHome(RelativePath path) throws StoreException {
        boolean[] found = {false};
        try {
            Files.walkFileTree(scanner.resolve(path), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    found[0] |= NavetteHome.isOne(folder);
                    return found[0] ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }
            });
            return found[0];
        } catch (IOException e) {
            throw Disk.failed(path, e);
        }
    }

    /** Deletes all previous versions. */
    public void versions() throws StoreException {
        if (hasVersions()) {
            everything(RelativePath.of(Disk.OWN_FOLDER).child("versions"));
        }
    }

    /** Whether there are previous versions. */
    public boolean hasVersions() throws StoreException {
        Path versions = root.resolve(Disk.OWN_FOLDER).resolve("versions");
        if (!Files.isDirectory(versions, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var all = Files.walk(versions)) {
            return all.anyMatch(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    private boolean deleteIfEmpty(Path folder) throws IOException {
        try {
            mover.removeEmptyFolder(folder);
            return true;
        } catch (DirectoryNotEmptyException | NotDirectoryException somethingElse) {
            return false;
        }
    }

    /** A folder on the way that became a link leads somewhere else. */
    private void requireInside(Path path) throws IOException {
        Path folder = Objects.requireNonNull(path.getParent());
        if (!folder.toRealPath()
                .equals(root.toRealPath().resolve(root.relativize(folder).toString()))) {
            throw changed();
        }
    }

    private static StoreException changed() {
        return new StoreException(new Failure.ChangedMeanwhile());
    }
}
