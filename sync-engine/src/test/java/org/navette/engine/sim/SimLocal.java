// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.Problem;
import org.navette.engine.port.Room;
import org.navette.engine.port.StoreException;
import org.navette.engine.sim.SimDisk.Inode;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** The engine's way to a {@link SimDisk}. */
final class SimLocal implements LocalStore {
    private final SimDisk disk;
    private final Device device;
    private final World world;
    final SimStamps stamps;
    final SimStaging staging;
    private final UnseenEntries unseen;
    private final Set<RelativePath> mountsMet = new HashSet<>();

    SimLocal(SimDisk disk, Device device, World world) {
        this.disk = disk;
        this.device = device;
        this.world = world;
        this.unseen = new UnseenEntries(world);
        this.stamps = new SimStamps(disk, world);
        this.staging = new SimStaging(disk, device, world);
    }

    private static StoreException fail(Failure failure) {
        return new StoreException(failure);
    }

    static StoreException changed() {
        return fail(new Failure.ChangedMeanwhile());
    }

    void forgetMounts() {
        mountsMet.clear();
    }

    /** Where this pass came by while a disk was mounted. */
    Set<RelativePath> mountsMet() {
        return mountsMet;
    }

    @Override
    public Optional<String> generation(String journal) {
        device.step();
        return disk.unmounted ? Optional.empty() : Optional.ofNullable(disk.generations.get(journal));
    }

    @Override
    public void noteGeneration(String journal, String token) throws StoreException {
        requireMounted();
        disk.generations.put(journal, token);
        device.mayCrash();
    }

    @Override
    public void requireRoot() throws StoreException {
        device.glance();
        if (disk.unmounted) {
            throw fail(new Failure.LocalRootReplaced("."));
        }
    }

    /** Whoever writes where a disk was pulled out finds nothing to write to. */
    private void requireMounted() throws StoreException {
        device.step();
        if (disk.unmounted) {
            throw fail(new Failure.LocalTrouble(".", "no such folder"));
        }
    }

    @Override
    public Listing list(RelativePath folder) throws StoreException {
        device.step();
        if (disk.unmounted && folder.isRoot()) {
            return new Listing(Map.of(), List.of());
        }
        if (disk.unmounted) {
            throw fail(new Failure.Missing());
        }
        if (!disk.isFolder(folder)) {
            throw fail(new Failure.Missing());
        }
        boolean looks = world.sabotage != Sabotage.NESTED_DISKS_UNSEEN;
        // Whether or not the engine is told: what it makes of that is what is looked at.
        disk.mounts.mounted.stream()
                .filter(mount ->
                        mount.equals(disk.stored(folder)) || mount.folder().equals(disk.stored(folder)))
                .forEach(mountsMet::add);
        if (looks && disk.mounts.isMountedAt(folder)) {
            throw fail(new Failure.OnAnotherDisk(folder.value()));
        }
        boolean unlucky = world.weather.faults() && !folder.isRoot() && world.oneIn(200);
        if (unlucky || disk.unreadable.contains(folder)) {
            world.faults++;
            throw fail(new Failure.LocalTrouble(folder.value(), "permission denied"));
        }
        RelativePath at = disk.stored(folder);
        Map<String, LocalState> children = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        disk.inodes.forEach((path, inode) -> {
            if (path.folder().equals(at)) {
                if (looks && disk.mounts.mounted.contains(path)) {
                    String where = folder.child(path.name()).value();
                    problems.add(new Problem(where, new Failure.OnAnotherDisk(where)));
                } else {
                    children.put(path.name(), stamps.of(inode));
                }
            }
        });
        problems.addAll(unseen.among(at, children.keySet()));
        return new Listing(children, problems);
    }

    @Override
    public Optional<LocalState> look(RelativePath path) {
        device.glance();
        if (disk.unmounted) {
            return Optional.empty();
        }
        return Optional.ofNullable(disk.find(path)).map(stamps::of);
    }

    @Override
    public boolean isSpecial(RelativePath path) {
        return false;
    }

    @Override
    public LocalState hash(RelativePath path) throws StoreException {
        device.step();
        Inode read = file(path);
        LocalState before = stamps.of(read);
        byte[] content = read.content();
        requireReadable(path, read);
        device.step();
        if (content == null || !before.stamp().equals(stamps.of(file(path)).stamp())) {
            throw changed();
        }
        return before.withContent(Sha256.ofContent(content));
    }

    private void requireReadable(RelativePath path, Inode read) throws StoreException {
        if (disk.unreadableFiles.contains(read.id())) {
            throw fail(new Failure.LocalTrouble(path.value(), "permission denied"));
        }
    }

    private Inode file(RelativePath path) throws StoreException {
        Inode inode = disk.unmounted ? null : disk.find(path);
        if (inode == null || !inode.isFile()) {
            throw changed();
        }
        return inode;
    }

    @Override
    public InputStream open(RelativePath file) throws StoreException {
        device.step();
        Inode read = file(file);
        requireReadable(file, read);
        byte[] content = read.content();
        return new ByteArrayInputStream(content == null ? new byte[0] : content);
    }

    @Override
    public Optional<InputStream> openVersion(RelativePath file, Sha256 content) throws StoreException {
        requireMounted();
        return disk.versions.stream()
                .map(SimDisk.Version::content)
                .filter(version -> Sha256.ofContent(version).equals(content))
                .findFirst()
                .map(ByteArrayInputStream::new);
    }

    @Override
    public Room claim(RelativePath file, long bytes) {
        return new Room() {
            @Override
            public OutputStream held(OutputStream out, long already) {
                return new SimStaging.HeldOutput(out, already, bytes);
            }

            @Override
            public void close() {
                // Nothing is set aside: whether a disk is full is chance here.
            }
        };
    }

    @Override
    public long free() {
        return Long.MAX_VALUE;
    }

    @Override
    public Staged stage(Source source) throws IOException {
        requireMounted();
        return staging.stage(source);
    }

    @Override
    public void fsync(Collection<Staged> contents) throws StoreException {
        requireMounted();
        staging.fsync(contents);
    }

    @Override
    public Optional<Partial> partial(RelativePath file) throws StoreException {
        requireMounted();
        return staging.partial(file);
    }

    @Override
    public Staged stageRest(RelativePath file, Partial from, Source rest) throws IOException {
        requireMounted();
        return staging.stageRest(file, from, rest);
    }

    @Override
    public void discard(Staged content) {
        staging.discard(content);
    }

    @Override
    public LocalState place(
            Staged content, RelativePath target, Optional<LocalState> expected, Optional<Instant> modified)
            throws StoreException {
        requireMounted();
        if (!staging.has(content) || !disk.isFolder(target.folder())) {
            throw fail(new Failure.Missing());
        }
        if (expected.isPresent()) {
            takeAway(target, expected.get());
            device.step();
            if (!disk.isFolder(target.folder())) {
                throw fail(new Failure.Missing());
            }
        }
        if (disk.isThere(target)) {
            throw disk.isSpelled(target)
                    ? changed()
                    : fail(new Failure.NameProblem(target.name(), NameTrouble.CASE_CLASH, Optional.empty()));
        }
        Inode placed = staging.take(content, modified);
        if (world.sabotage == Sabotage.JOURNAL_BEFORE_RENAME) {
            device.afterCommit(() -> {
                if (disk.isFolder(target.folder()) && !disk.isThere(target)) {
                    disk.put(target, placed);
                }
            });
        } else {
            disk.put(target, placed);
        }
        device.mayCrash();
        return stamps.of(placed);
    }

    private void takeAway(RelativePath path, LocalState expected) throws StoreException {
        Inode there = file(path);
        boolean looks = world.sabotage != Sabotage.NO_SECOND_LOOK;
        if (looks && !stamps.of(there).isStill(expected)) {
            throw changed();
        }
        if (looks && stamps.isOther(there, expected)) {
            throw changed();
        }
        if (looks) {
            there.file().ifPresent(content -> device.putsAway(path, content));
            disk.keepVersion(path);
        } else {
            disk.remove(path);
        }
        device.mayCrash();
    }

    @Override
    public LocalState makeFolder(RelativePath folder) throws StoreException {
        requireMounted();
        if (!disk.isFolder(folder.folder())) {
            throw fail(new Failure.Missing());
        }
        Inode there = disk.find(folder);
        if (there != null && there.isFile()) {
            throw changed();
        }
        if (there != null && !disk.isSpelled(folder)) {
            throw fail(new Failure.NameProblem(folder.name(), NameTrouble.CASE_CLASH, Optional.empty()));
        }
        disk.makeFolder(folder);
        device.mayCrash();
        return stamps.of(Objects.requireNonNull(disk.find(folder)));
    }

    @Override
    public void move(RelativePath from, RelativePath to) throws StoreException {
        requireMounted();
        if (!disk.isThere(from) || !disk.isFolder(to.folder())) {
            throw fail(new Failure.Missing());
        }
        if (disk.isThere(to) && !disk.stored(to).equals(disk.stored(from))) {
            throw changed();
        }
        disk.moveForEngine(from, to);
        device.mayCrash();
    }

    @Override
    public void trash(RelativePath file, LocalState expected) throws StoreException {
        requireMounted();
        takeAway(file, expected);
    }

    @Override
    public List<LateSave> lateSaves() throws StoreException {
        if (disk.versions.stream().noneMatch(SimDisk.Version::savedLate)) {
            return List.of();
        }
        requireMounted();
        return disk.versions.stream()
                .filter(SimDisk.Version::savedLate)
                .map(version -> new LateSave(version.path(), String.valueOf(version.id())))
                .toList();
    }

    @Override
    public void bringBack(LateSave save, RelativePath name) throws StoreException {
        requireMounted();
        if (disk.isThere(name) || !disk.isFolder(name.folder())) {
            throw changed();
        }
        disk.bringBack(Long.parseLong(save.token()), name);
        device.mayCrash();
    }

    @Override
    public void removeFolder(RelativePath folder, BiPredicate<RelativePath, LocalState> junk) throws StoreException {
        requireMounted();
        if (!disk.isFolder(folder)) {
            return;
        }
        RelativePath at = disk.stored(folder);
        for (RelativePath path : List.copyOf(disk.inodes.keySet())) {
            if (path.isBelow(at)) {
                if (disk.isFolder(path) || !junk.test(path, stamps.of(Objects.requireNonNull(disk.inodes.get(path))))) {
                    throw changed();
                }
                disk.keepVersion(path);
            }
        }
        disk.remove(folder);
        device.mayCrash();
    }

    @Override
    public void sync(Collection<RelativePath> entries) throws StoreException {
        requireMounted();
        if (world.sabotage != Sabotage.NOTHING_DURABLE) {
            disk.sync(entries);
        }
        device.mayCrash();
    }

    @Override
    public DiskTraits traits() {
        return disk.kind.traits();
    }
}
