// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/**
 * A local folder in memory. What people do is durable at once; what the engine renames is durable after {@link #sync}, and
 * before that a power cut may undo it. Times have the grain of {@code grainMillis}; there is no change time, so that only
 * the racy rule stands between an edit in the same tick and oblivion.
 */
final class SimDisk implements LocalStore {
    /** Null content: a folder. */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    record Inode(long id, byte @Nullable [] content, long millis) {
        /** The content; absent for a folder. */
        Optional<byte[]> file() {
            return Optional.ofNullable(content);
        }

        boolean isFile() {
            return content != null;
        }
    }

    /** A rename of the engine's that a power cut may undo. */
    private record Pending(RelativePath folder, Runnable undo) {}

    final NavigableMap<RelativePath, Inode> inodes = new TreeMap<>();
    final List<byte[]> versions = new ArrayList<>();
    private final Map<String, byte[]> staged = new HashMap<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Device device;
    private final World world;
    private final long grainMillis;
    private long ids;
    private int tokens;

    SimDisk(Device device, World world, long grainMillis) {
        this.device = device;
        this.world = world;
        this.grainMillis = grainMillis;
    }

    private static StoreException fail(Failure failure) {
        return new StoreException(failure);
    }

    // What people do.

    void write(RelativePath path, byte[] content) {
        Inode old = inodes.get(path);
        long id = old != null && old.isFile() ? old.id() : ++ids;
        inodes.put(path, new Inode(id, content, world.millis()));
    }

    void makeFolderByHand(RelativePath path) {
        inodes.putIfAbsent(path, new Inode(++ids, null, world.millis()));
    }

    void removeByHand(RelativePath path) {
        inodes.keySet().removeIf(known -> known.isAtOrBelow(path));
    }

    void moveByHand(RelativePath from, RelativePath to) {
        NavigableMap<RelativePath, Inode> moved = new TreeMap<>();
        for (RelativePath path :
                inodes.keySet().stream().filter(p -> p.isAtOrBelow(from)).toList()) {
            Inode inode = inodes.remove(path);
            if (inode != null) {
                moved.put(path.moved(from, to), inode);
            }
        }
        inodes.putAll(moved);
    }

    void touch(RelativePath path) {
        inodes.computeIfPresent(path, (p, inode) -> new Inode(inode.id(), inode.content(), world.millis()));
    }

    List<RelativePath> files() {
        return inodes.entrySet().stream()
                .filter(entry -> entry.getValue().isFile())
                .map(Map.Entry::getKey)
                .toList();
    }

    List<RelativePath> folders() {
        List<RelativePath> result = new ArrayList<>(List.of(RelativePath.ROOT));
        inodes.forEach((path, inode) -> {
            if (!inode.isFile()) {
                result.add(path);
            }
        });
        return result;
    }

    boolean isFolder(RelativePath path) {
        Inode inode = inodes.get(path);
        return path.isRoot() || (inode != null && !inode.isFile());
    }

    // What a power cut does.

    /** Undoes some of the newest renames that were not made durable; staged contents are gone with the process. */
    void powerCut() {
        int kept = pending.isEmpty() ? 0 : world.chance.nextInt(pending.size() + 1);
        for (int i = pending.size() - 1; i >= kept; i--) {
            pending.get(i).undo().run();
        }
        pending.clear();
        staged.clear();
    }

    private void pending(RelativePath path, Runnable undo) {
        pending.add(new Pending(path.folder(), undo));
    }

    // What the engine does.

    private LocalState state(Inode inode) {
        byte[] content = inode.content();
        long nanos = inode.millis() / grainMillis * grainMillis * 1_000_000;
        LocalStamp stamp = new LocalStamp(content == null ? 0 : content.length, nanos, 0, "sim:" + inode.id());
        return content == null ? LocalState.folder(stamp) : LocalState.file(stamp);
    }

    @Override
    public Listing list(RelativePath folder) throws StoreException {
        device.step();
        if (!isFolder(folder)) {
            throw fail(new Failure.Missing());
        }
        Map<String, LocalState> children = new HashMap<>();
        inodes.forEach((path, inode) -> {
            if (path.folder().equals(folder)) {
                children.put(path.name(), state(inode));
            }
        });
        return new Listing(children, List.of());
    }

    @Override
    public Optional<LocalState> look(RelativePath path) {
        device.step();
        return Optional.ofNullable(inodes.get(path)).map(this::state);
    }

    @Override
    public LocalState hash(RelativePath path) throws StoreException {
        device.step();
        Inode before = file(path);
        byte[] content = before.content();
        device.step();
        if (content == null || !state(before).equals(state(file(path)))) {
            throw fail(new Failure.ChangedMeanwhile());
        }
        return state(before).withContent(Sha256.ofContent(content));
    }

    private Inode file(RelativePath path) throws StoreException {
        Inode inode = inodes.get(path);
        if (inode == null || !inode.isFile()) {
            throw fail(new Failure.ChangedMeanwhile());
        }
        return inode;
    }

    @Override
    public InputStream open(RelativePath file) throws StoreException {
        device.step();
        byte[] content = file(file).content();
        return new ByteArrayInputStream(content == null ? new byte[0] : content);
    }

    @Override
    public boolean isRacy(LocalStamp stamp) {
        return world.sabotage != World.Sabotage.NO_RACY_RULE
                && stamp.modifiedNanos() / 1_000_000 > world.millis() - 2000;
    }

    @Override
    public Staged stage(Source source) throws IOException {
        device.step();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.writeTo(out);
        String token = "t" + ++tokens;
        staged.put(token, out.toByteArray());
        device.mayCrash();
        return new Staged(token, out.size(), Sha256.ofContent(out.toByteArray()));
    }

    @Override
    public void discard(Staged content) {
        staged.remove(content.token());
    }

    @Override
    public LocalState place(
            Staged content, RelativePath target, Optional<LocalState> expected, Optional<Instant> modified)
            throws StoreException {
        device.step();
        byte[] bytes = staged.get(content.token());
        if (bytes == null || !isFolder(target.folder())) {
            throw fail(new Failure.Missing());
        }
        if (expected.isPresent()) {
            takeAway(target, expected.get());
            device.step();
        }
        if (inodes.containsKey(target)) {
            throw fail(new Failure.ChangedMeanwhile());
        }
        staged.remove(content.token());
        Inode placed =
                new Inode(++ids, bytes, modified.map(Instant::toEpochMilli).orElse(world.millis()));
        inodes.put(target, placed);
        pending(target, () -> inodes.remove(target, placed));
        device.mayCrash();
        return state(placed);
    }

    private void takeAway(RelativePath path, LocalState expected) throws StoreException {
        Inode there = inodes.get(path);
        boolean looked = world.sabotage != World.Sabotage.NO_SECOND_LOOK;
        if (there == null || (looked && !state(there).isStill(expected))) {
            throw fail(new Failure.ChangedMeanwhile());
        }
        byte[] content = there.content();
        if (content == null) {
            throw fail(new Failure.ChangedMeanwhile());
        }
        inodes.remove(path);
        if (looked) {
            versions.add(content);
        }
        pending(path, () -> inodes.putIfAbsent(path, there));
        device.mayCrash();
    }

    @Override
    public LocalState makeFolder(RelativePath folder) throws StoreException {
        device.step();
        if (!isFolder(folder.folder())) {
            throw fail(new Failure.Missing());
        }
        Inode there = inodes.get(folder);
        if (there != null && there.isFile()) {
            throw fail(new Failure.ChangedMeanwhile());
        }
        if (there == null) {
            Inode made = new Inode(++ids, null, world.millis());
            inodes.put(folder, made);
            pending(folder, () -> {
                if (inodes.keySet().stream().noneMatch(path -> path.isBelow(folder))) {
                    inodes.remove(folder, made);
                }
            });
        }
        device.mayCrash();
        return state(Objects.requireNonNull(inodes.get(folder)));
    }

    @Override
    public void move(RelativePath from, RelativePath to) throws StoreException {
        device.step();
        Inode inode = inodes.get(from);
        if (inode == null || !isFolder(to.folder())) {
            throw fail(new Failure.Missing());
        }
        if (inodes.containsKey(to)) {
            throw fail(new Failure.ChangedMeanwhile());
        }
        moveByHand(from, to);
        pending(from, () -> {
            if (!inodes.containsKey(from) && inode.equals(inodes.get(to)) && isFolder(from.folder())) {
                moveByHand(to, from);
            }
        });
        device.mayCrash();
    }

    @Override
    public void trash(RelativePath file, LocalState expected) throws StoreException {
        device.step();
        takeAway(file, expected);
    }

    @Override
    public void removeFolder(RelativePath folder) throws StoreException {
        device.step();
        Inode there = inodes.get(folder);
        if (there == null || there.isFile()) {
            return;
        }
        if (inodes.keySet().stream().anyMatch(path -> path.isBelow(folder))) {
            throw fail(new Failure.ChangedMeanwhile());
        }
        inodes.remove(folder);
        pending(folder, () -> inodes.putIfAbsent(folder, there));
        device.mayCrash();
    }

    @Override
    public void sync(Collection<RelativePath> folders) {
        device.step();
        if (world.sabotage != World.Sabotage.NOTHING_DURABLE) {
            pending.removeIf(rename -> folders.contains(rename.folder()));
        }
        device.mayCrash();
    }
}
