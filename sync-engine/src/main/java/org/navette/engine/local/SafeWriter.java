// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.navette.engine.local.FileMover.Moment;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore.Partial;
import org.navette.engine.port.LocalStore.Source;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the disk all or nothing. What is replaced trades names with the new content, and is in the version store in
 * the same moment; only then it is looked at: an edit that slipped in between the look and that moment is put back, never
 * overwritten.
 */
final class SafeWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SafeWriter.class);

    private final LocalScanner scanner;
    private final VersionStore versions;
    private final PartialFiles partials;
    private final FileMover mover;
    private final Path staging;

    SafeWriter(Path root, LocalScanner scanner, InstantSource clock, FileMover mover) {
        this.scanner = scanner;
        this.mover = mover;
        Path own = root.resolve(Disk.OWN_FOLDER);
        this.staging = own.resolve("tmp");
        this.partials = new PartialFiles(root);
        this.versions = new VersionStore(root, clock);
    }

    Staged stage(Source source) throws IOException {
        String token = UUID.randomUUID().toString();
        Path file = staging.resolve(token);
        MessageDigest digest = Sha256.digest();
        boolean complete = false;
        try (FileChannel channel = create(file)) {
            OutputStream out = new DigestOutputStream(new DiskOutput(Channels.newOutputStream(channel)), digest);
            source.writeTo(out);
            out.flush();
            complete = true;
            return new Staged(token, channel.size(), Sha256.of(digest));
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** One by one; many at a time are kept faster by {@link FileSystemSync}. */
    void keep(Staged staged) throws IOException {
        Disk.sync(staging.resolve(staged.token()));
    }

    PartialFiles partials() {
        return partials;
    }

    Optional<Partial> partial(RelativePath file) throws IOException {
        return partials.of(file);
    }

    Staged stageRest(RelativePath file, Partial from, Source rest) throws IOException {
        String token = UUID.randomUUID().toString();
        Path target = staging.resolve(token);
        makeStaging();
        Sha256 content = partials.take(file, from, rest, target);
        return new Staged(token, Files.size(target), content);
    }

    private void makeStaging() throws IOException {
        try {
            Files.createDirectories(staging);
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    private FileChannel create(Path file) throws IOException {
        try {
            return createNew(file);
        } catch (NoSuchFileException noFolder) {
            makeStaging();
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
        try {
            return createNew(file);
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    private static FileChannel createNew(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void discard(Staged staged) {
        try {
            Files.deleteIfExists(staging.resolve(staged.token()));
        } catch (IOException e) {
            LOG.warn("a received file could not be cleared away", e);
        }
    }

    /** Clears away what an earlier run was receiving when it was cut off. Only for whoever holds the folder's lock. */
    static void clearStaging(Path root) throws IOException {
        new PartialFiles(root).prune(Instant.now());
        Path staging = root.resolve(Disk.OWN_FOLDER).resolve("tmp");
        if (Files.isDirectory(staging, LinkOption.NOFOLLOW_LINKS)) {
            try (var leftovers = Files.newDirectoryStream(staging)) {
                for (Path leftover : leftovers) {
                    Files.deleteIfExists(leftover);
                }
            }
        }
    }

    LocalState place(Staged staged, RelativePath target, Optional<LocalState> expected, Optional<Instant> modified)
            throws IOException {
        Path source = staging.resolve(staged.token());
        Path path = scanner.resolve(target);
        if (modified.isPresent()) {
            Files.setLastModifiedTime(source, FileTime.from(modified.get()));
        }
        if (expected.isPresent() && !exchange(source, path, target, expected.get())) {
            takeAway(path, target, expected.get());
            release(source, path, target);
        } else if (expected.isEmpty()) {
            release(source, path, target);
        }
        return scanner.read(path).orElseThrow(() -> changed(null));
    }

    private void release(Path source, Path path, RelativePath target) throws IOException {
        try {
            mover.release(source, path);
        } catch (FileAlreadyExistsException appeared) {
            requireSpelling(path, target);
            throw changed(appeared);
        }
    }

    /**
     * Puts a received content in the place of what was expected there, which is in the version store in the same moment.
     *
     * @return false if this disk cannot do that in one step: nothing was done
     */
    private boolean exchange(Path source, Path path, RelativePath name, LocalState expected) throws IOException {
        if (!mover.mayExchange()) {
            return false;
        }
        requireStill(path, expected);
        LocalState ours = scanner.read(source).orElseThrow(() -> changed(null));
        Path kept = versions.take(source, name, mover);
        try {
            if (!mover.exchange(kept, path)) {
                mover.seize(kept, source);
                return false;
            }
        } catch (NoSuchFileException gone) {
            mover.seize(kept, source);
            throw changed(gone);
        } catch (IOException e) {
            mover.seize(kept, source);
            throw e;
        }
        if (isStill(kept, expected)) {
            return true;
        }
        mover.at(Moment.BEFORE_PUTTING_BACK);
        putBack(kept, path, ours);
        mover.seize(kept, source);
        throw changed(null);
    }

    /**
     * Gives a person's edit its name back, which our content has right now.
     *
     * @throws StoreException {@link Failure.ChangedMeanwhile} if somebody has written over ours since: their newest stays
     */
    private void putBack(Path kept, Path path, LocalState ours) throws IOException {
        try {
            if (!mover.exchange(kept, path)) {
                throw changed(null);
            }
        } catch (NoSuchFileException gone) {
            mover.release(kept, path);
            throw changed(gone);
        }
        if (!isStill(kept, ours)) {
            mover.exchange(kept, path);
            throw changed(null);
        }
    }

    private boolean isStill(Path path, LocalState expected) throws IOException {
        return scanner.read(path).filter(found -> found.isStill(expected)).isPresent();
    }

    private void requireStill(Path path, LocalState expected) throws IOException {
        if (!isStill(path, expected)) {
            throw changed(null);
        }
    }

    LocalState makeFolder(RelativePath folder) throws IOException {
        Path path = scanner.resolve(folder);
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw changed(there);
            }
            requireSpelling(path, folder);
        }
        return scanner.read(path).orElseThrow(() -> changed(null));
    }

    /** On a disk that is blind for case, the folder found may be another one that only looks the same to it. */
    private static void requireSpelling(Path path, RelativePath folder) throws IOException {
        String real = String.valueOf(path.toRealPath(LinkOption.NOFOLLOW_LINKS).getFileName());
        if (!Normalizer.normalize(real, Normalizer.Form.NFC)
                .equals(Normalizer.normalize(folder.name(), Normalizer.Form.NFC))) {
            throw new StoreException(new Failure.NameProblem(folder.name(), NameTrouble.CASE_CLASH, Optional.empty()));
        }
    }

    void move(RelativePath from, RelativePath to) throws IOException {
        Path source = scanner.resolve(from);
        Path target = scanner.resolve(to);
        try {
            if (isOtherSpelling(from, to)
                    && Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                    && Files.isSameFile(source, target)) {
                // This disk sees no difference, so nothing is in the way; a plain move would find nothing to do.
                mover.respell(source, target);
            } else {
                versions.put(to, between -> mover.move(source, target, between));
            }
        } catch (FileAlreadyExistsException taken) {
            throw changed(taken);
        }
    }

    private static boolean isOtherSpelling(RelativePath from, RelativePath to) {
        return from.folder().equals(to.folder())
                && Normalizer.normalize(from.name(), Normalizer.Form.NFC)
                        .equalsIgnoreCase(Normalizer.normalize(to.name(), Normalizer.Form.NFC));
    }

    void trash(RelativePath file, LocalState expected) throws IOException {
        takeAway(scanner.resolve(file), file, expected);
    }

    void removeFolder(RelativePath folder, Predicate<RelativePath> junk) throws IOException {
        Path path = scanner.resolve(folder);
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                RelativePath inner = folder.child(entry.getFileName().toString());
                if (!junk.test(inner)) {
                    throw changed(null);
                }
                versions.take(entry, inner, mover);
            }
        }
        try {
            mover.removeEmptyFolder(path);
        } catch (DirectoryNotEmptyException | NotDirectoryException appeared) {
            throw changed(appeared);
        } catch (NoSuchFileException gone) {
            LOG.debug("{} is gone already", folder, gone);
        }
    }

    private void takeAway(Path path, RelativePath name, LocalState expected) throws IOException {
        requireStill(path, expected);
        Path kept;
        try {
            kept = versions.take(path, name, mover);
        } catch (NoSuchFileException gone) {
            throw changed(gone);
        }
        mover.at(Moment.TAKEN_AWAY);
        if (!isStill(kept, expected)) {
            mover.at(Moment.BEFORE_PUTTING_BACK);
            try {
                mover.release(kept, path);
            } catch (FileAlreadyExistsException newer) {
                throw changed(newer);
            }
            throw changed(null);
        }
    }

    private static StoreException changed(@Nullable Throwable cause) {
        return new StoreException(new Failure.ChangedMeanwhile(), cause);
    }

    /** Tells trouble with this disk from trouble with where the bytes come from. */
    private static final class DiskOutput extends FilterOutputStream {
        DiskOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw Disk.failed(RelativePath.ROOT, e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw Disk.failed(RelativePath.ROOT, e);
            }
        }
    }
}
