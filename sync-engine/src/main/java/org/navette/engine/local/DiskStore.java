// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.Reserve;
import org.navette.engine.port.Room;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** A folder on a real disk. */
public final class DiskStore implements LocalStore {
    private final Path root;
    private final Optional<String> marker;
    private final LocalScanner scanner;
    private final SafeWriter writer;
    private final VersionStore versions;
    private final DiskSpace space;
    private final DiskKind kind;

    /**
     * For whoever does not know what the server has: what is replaced through this counts as never sent.
     *
     * @param root an existing folder
     * @param marker the identity it has; absent if it has none
     */
    public DiskStore(Path root, Optional<String> marker, InstantSource clock) {
        this(root, marker, clock, Reserve.USUAL, DiskStore::nothingSent);
    }

    /**
     * @param reserve what stays free on its disk
     * @param sent whether the server has a file as it is here, by what is known now
     */
    public DiskStore(
            Path root,
            Optional<String> marker,
            InstantSource clock,
            Reserve reserve,
            BiPredicate<RelativePath, LocalState> sent) {
        this(root, marker, clock, reserve, new FileMover(), DiskClock.of(root, clock), sent);
    }

    DiskStore(Path root, Optional<String> marker, InstantSource clock, FileMover mover) {
        this(root, marker, clock, Reserve.USUAL, mover, DiskClock.of(root, clock), DiskStore::nothingSent);
    }

    DiskStore(Path root, DiskClock ofDisk) {
        this(
                root,
                Optional.empty(),
                InstantSource.system(),
                Reserve.USUAL,
                new FileMover(),
                ofDisk,
                DiskStore::nothingSent);
    }

    private DiskStore(
            Path root,
            Optional<String> marker,
            InstantSource clock,
            Reserve reserve,
            FileMover mover,
            DiskClock ofDisk,
            BiPredicate<RelativePath, LocalState> sent) {
        this.root = root;
        this.marker = marker;
        this.scanner = new LocalScanner(root, ofDisk);
        this.kind = new DiskKind(root, marker.orElse(""));
        this.writer = new SafeWriter(root, scanner, clock, mover, kind, sent);
        this.versions = new VersionStore(root, clock);
        this.space = new DiskSpace(DiskSpace.of(root), reserve, writer.partials()::giveUp);
    }

    @Override
    public Listing list(RelativePath folder) throws StoreException {
        return scanner.list(folder);
    }

    @Override
    public boolean isNavetteHome(RelativePath folder) throws StoreException {
        return scanner.isNavetteHome(folder);
    }

    @Override
    public Optional<LocalState> look(RelativePath path) throws StoreException {
        return scanner.look(path);
    }

    @Override
    public boolean isSpecial(RelativePath path) {
        Path place = scanner.resolve(path);
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public LocalState hash(RelativePath path) throws StoreException {
        try (OpenFolder above = scanner.open(path.folder())) {
            Path file = above.entry(path.name());
            LocalState before = scanner.read(file).filter(LocalState::isFile).orElseThrow(DiskStore::changed);
            LocalState hashed =
                    before.withContent(Disk.hash(file, before.stamp().size()));
            LocalState after = scanner.read(file).orElseThrow(DiskStore::changed);
            if (!after.stamp().equals(before.stamp())) {
                throw changed();
            }
            return hashed;
        } catch (NoSuchFileException gone) {
            throw changed();
        } catch (IOException e) {
            throw Disk.failed(path, e);
        }
    }

    @Override
    public InputStream open(RelativePath file) throws StoreException {
        try (OpenFolder above = scanner.open(file.folder())) {
            return Files.newInputStream(above.entry(file.name()), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw Disk.failed(file, e);
        }
    }

    @Override
    public Optional<InputStream> openVersion(RelativePath file, Sha256 content) throws StoreException {
        try {
            for (VersionStore.Version version : versions.list(file)) {
                if (traits().key(version.path().value()).equals(traits().key(file.value()))
                        && Disk.hash(version.file(), version.size()).equals(content)) {
                    return Optional.of(Files.newInputStream(version.file()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw Disk.failed(file, e);
        }
    }

    @Override
    public Room claim(RelativePath file, long bytes) throws StoreException {
        kind.requireName(file);
        kind.requireSize(bytes);
        try {
            return space.claim(file, bytes - writer.partials().bytes(file), bytes);
        } catch (IOException e) {
            throw Disk.failed(file, e);
        }
    }

    /** Parts of downloads that broke off give way, where less is free than is to stay so. */
    public void makeRoom() throws StoreException {
        try {
            space.makeRoom();
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    @Override
    public long free() throws StoreException {
        try {
            return space.free();
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    @Override
    public Staged stage(Source source) throws IOException {
        return writer.stage(source);
    }

    @Override
    public void fsync(Collection<Staged> contents) throws StoreException {
        try {
            if (contents.size() > 1 && FileSystemSync.ofThisSystem().isPresent()) {
                FileSystemSync.ofThisSystem().get().sync(scanner.resolve(RelativePath.ROOT));
            } else {
                for (Staged staged : contents) {
                    writer.fsync(staged);
                }
            }
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    @Override
    public Optional<Partial> partial(RelativePath file) throws StoreException {
        try {
            return writer.partial(file);
        } catch (IOException e) {
            throw Disk.failed(file, e);
        }
    }

    @Override
    public Staged stageRest(RelativePath file, Partial from, Source rest) throws IOException {
        return writer.stageRest(file, from, rest);
    }

    @Override
    public void discard(Staged staged) {
        writer.discard(staged);
    }

    @Override
    public LocalState place(
            Staged staged, RelativePath target, Optional<LocalState> expected, Optional<Instant> modified)
            throws StoreException {
        try {
            return writer.place(staged, target, expected, modified);
        } catch (IOException e) {
            throw Disk.failed(target, e);
        }
    }

    @Override
    public LocalState makeFolder(RelativePath folder) throws StoreException {
        try {
            return writer.makeFolder(folder);
        } catch (IOException e) {
            throw Disk.failed(folder, e);
        }
    }

    @Override
    public void move(RelativePath from, RelativePath to) throws StoreException {
        try {
            writer.move(from, to);
        } catch (IOException e) {
            throw Disk.failed(from, e);
        }
    }

    @Override
    public void trash(RelativePath file, LocalState expected) throws StoreException {
        try {
            writer.trash(file, expected);
        } catch (IOException e) {
            throw Disk.failed(file, e);
        }
    }

    @Override
    public List<LateSave> lateSaves() throws StoreException {
        try {
            return writer.lateSaves();
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    @Override
    public void bringBack(LateSave save, RelativePath name) throws StoreException {
        try {
            writer.bringBack(save, name);
        } catch (IOException e) {
            throw Disk.failed(name, e);
        }
    }

    @Override
    public void removeFolder(RelativePath folder, BiPredicate<RelativePath, LocalState> junk) throws StoreException {
        try {
            writer.removeFolder(folder, junk);
        } catch (IOException e) {
            throw Disk.failed(folder, e);
        }
    }

    @Override
    public void sync(Collection<RelativePath> entries) throws StoreException {
        if (entries.isEmpty()) {
            return;
        }
        try {
            if (FileSystemSync.ofThisSystem().isPresent()) {
                FileSystemSync.ofThisSystem().get().sync(scanner.resolve(RelativePath.ROOT));
            } else {
                for (RelativePath entry : Set.copyOf(entries)) {
                    Disk.sync(scanner.resolve(entry));
                }
            }
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    @Override
    public void requireRoot() throws StoreException {
        if (marker.isPresent() && !FolderMarker.read(root).equals(marker)) {
            throw new StoreException(new Failure.LocalRootReplaced(root.toString()));
        }
    }

    @Override
    public Optional<String> generation(String journal) throws StoreException {
        return FolderMarker.generation(root, journal);
    }

    @Override
    public void noteGeneration(String journal, String token) throws StoreException {
        FolderMarker.noteGeneration(root, journal, token);
    }

    @Override
    public DiskTraits traits() throws StoreException {
        return kind.traits();
    }

    private static boolean nothingSent(RelativePath file, LocalState state) {
        return false;
    }

    private static StoreException changed() {
        return new StoreException(new Failure.ChangedMeanwhile());
    }
}
