// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore.LateSave;
import org.navette.engine.port.LocalStore.Partial;
import org.navette.engine.port.LocalStore.Source;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.PrivateFiles;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.DiskTraits.RefusedNames;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.NameForm;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the disk all or nothing: what comes in is complete and durable before it gets its name, and nothing is ever
 * written over. What was there goes to the version store ({@link FileReplacer}).
 */
final class SafeWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SafeWriter.class);

    private final DiskKind kind;
    private final LocalScanner scanner;
    private final VersionStore versions;
    private final PartialFiles partials;
    private final FileMover mover;
    private final FileMetadata metadata;
    private final FileReplacer replacer;
    private final ReplacedFiles replaced;
    private final Path staging;

    /** @param sent whether the server has a file as it is here */
    SafeWriter(
            Path root,
            LocalScanner scanner,
            InstantSource clock,
            FileMover mover,
            DiskKind kind,
            BiPredicate<RelativePath, LocalState> sent) {
        this.kind = kind;
        this.scanner = scanner;
        this.mover = mover;
        Path own = root.resolve(ReservedNames.OWN_FOLDER);
        this.staging = own.resolve("tmp");
        this.metadata = new FileMetadata(staging);
        this.partials = new PartialFiles(root);
        this.versions = new VersionStore(root, clock);
        this.replaced = new ReplacedFiles(root, scanner);
        this.replacer = new FileReplacer(scanner, versions, mover, replaced, sent);
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
            return new Staged(token, channel.size(), Sha256.of(digest), fileKey(file));
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** One by one; many at a time are kept faster by {@link FileSystemSync}. */
    void fsync(Staged staged) throws IOException {
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
        return new Staged(token, Files.size(target), content, fileKey(target));
    }

    private String fileKey(Path staged) throws IOException {
        return scanner.read(staged).map(state -> state.stamp().fileKey()).orElse("");
    }

    private void makeStaging() throws IOException {
        try {
            PrivateFiles.folder(staging.resolveSibling(""));
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
        Path staging = root.resolve(ReservedNames.OWN_FOLDER).resolve("tmp");
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
        try (OpenFolder folder = scanner.open(target.folder())) {
            Path path = folder.entry(target.name());
            if (expected.isPresent()) {
                replacer.requireStill(path, expected.get());
                FileMetadata.take(path, source);
            } else {
                metadata.inherit(folder, target.folder(), source);
            }
            if (modified.isPresent()) {
                Files.setLastModifiedTime(source, FileTime.from(modified.get()));
            }
            try {
                if (expected.isPresent()) {
                    replacer.replace(source, path, target, expected.get());
                } else {
                    release(source, path, target);
                }
            } catch (FileAlreadyExistsException appeared) {
                requireSpelling(path, target);
                throw changed(appeared);
            }
            return scanner.read(path).orElseThrow(() -> changed(null));
        }
    }

    private void release(Path source, Path path, RelativePath target) throws IOException {
        try {
            mover.release(source, path);
        } catch (FileAlreadyExistsException appeared) {
            throw appeared;
        } catch (FileSystemException e) {
            throw Files.exists(source, LinkOption.NOFOLLOW_LINKS) ? explained(e, path, target) : e;
        }
    }

    LocalState makeFolder(RelativePath folder) throws IOException {
        try (OpenFolder above = scanner.open(folder.folder())) {
            Path path = above.entry(folder.name());
            try {
                Files.createDirectory(path);
            } catch (FileAlreadyExistsException there) {
                if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw changed(there);
                }
                requireSpelling(path, folder);
            } catch (FileSystemException e) {
                throw explained(e, path, folder);
            }
            return scanner.read(path).orElseThrow(() -> changed(null));
        }
    }

    /** On a disk that is blind for case, what is there may be another entry that only looks the same to it. */
    private void requireSpelling(Path path, RelativePath wanted) throws IOException {
        Optional<String> listed = kind.traits().caseFolding() ? Optional.empty() : Spelling.listed(path);
        if (listed.isPresent() && !NameForm.isSame(listed.get(), wanted.name())) {
            throw new StoreException(new Failure.NameProblem(wanted.name(), NameTrouble.CASE_CLASH, Optional.empty()));
        }
    }

    /**
     * A disk that does not take a name says that there is no such file (exFAT through FUSE), or that the argument is invalid (NTFS),
     * although the folder is there.
     */
    private static IOException explained(FileSystemException e, Path path, RelativePath wanted) {
        boolean folderThere = path.getParent() != null && Files.isDirectory(path.getParent());
        String reason = String.valueOf(e.getReason()).toLowerCase(Locale.ROOT);
        boolean refused = e instanceof NoSuchFileException || reason.contains("invalid");
        if (!folderThere || !refused) {
            return e;
        }
        String allowed = RefusedNames.OF_WINDOWS.allowed(wanted.name());
        return new StoreException(
                new Failure.NameProblem(
                        wanted.name(),
                        NameTrouble.FORBIDDEN,
                        Optional.of(allowed).filter(name -> !name.equals(wanted.name()))),
                e);
    }

    void move(RelativePath from, RelativePath to) throws IOException {
        try (OpenFolder before = scanner.open(from.folder());
                OpenFolder after = scanner.open(to.folder())) {
            Path source = before.entry(from.name());
            Path target = after.entry(to.name());
            if (NameForm.isOtherSpelling(from, to)
                    && Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                    && Spelling.isOneEntry(source, target)) {
                // This disk sees no difference, so nothing is in the way; a plain move would find nothing to do.
                mover.respell(source, target);
                requireSpelling(target, to);
            } else {
                versions.put(to, between -> mover.move(source, target, between));
            }
        } catch (FileAlreadyExistsException taken) {
            throw changed(taken);
        }
    }

    void trash(RelativePath file, LocalState expected) throws IOException {
        try (OpenFolder folder = scanner.open(file.folder())) {
            replacer.takeAway(folder.entry(file.name()), file, expected);
        }
    }

    List<LateSave> lateSaves() throws IOException {
        return replaced.lateSaves();
    }

    void bringBack(LateSave save, RelativePath name) throws IOException {
        try (OpenFolder folder = scanner.open(name.folder())) {
            mover.release(replaced.file(save), folder.entry(name.name()));
        } catch (FileAlreadyExistsException | NoSuchFileException taken) {
            throw changed(taken);
        }
    }

    void removeFolder(RelativePath folder, BiPredicate<RelativePath, LocalState> junk) throws IOException {
        try (OpenFolder above = scanner.open(folder.folder())) {
            Path path = above.entry(folder.name());
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                takeJunk(folder, junk);
                mover.removeEmptyFolder(path);
            }
        } catch (DirectoryNotEmptyException | NotDirectoryException appeared) {
            throw changed(appeared);
        } catch (NoSuchFileException gone) {
            LOG.debug("{} is gone already", folder, gone);
        }
    }

    /** All of it or nothing: what is no junk keeps the folder with what is in it. */
    private void takeJunk(RelativePath folder, BiPredicate<RelativePath, LocalState> junk) throws IOException {
        try (OpenFolder inside = scanner.open(folder)) {
            List<Path> entries;
            try (var all = Files.list(inside.path())) {
                entries = all.toList();
            }
            for (Path entry : entries) {
                boolean goes = RelativePath.isName(entry.getFileName().toString())
                        && scanner.read(entry)
                                .filter(state -> state.isFile() && junk.test(inner(folder, entry), state))
                                .isPresent();
                if (!goes) {
                    throw changed(null);
                }
            }
            for (Path entry : entries) {
                versions.take(entry, inner(folder, entry), mover);
            }
        }
    }

    private static RelativePath inner(RelativePath folder, Path entry) {
        return folder.child(entry.getFileName().toString());
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
