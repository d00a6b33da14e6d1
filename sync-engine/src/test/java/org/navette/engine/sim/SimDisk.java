// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.navette.engine.tree.RelativePath;

/**
 * A disk in memory, as people and their programs use it, with what a power cut takes from it: names that were not made
 * durable change back, and contents that were not are lost or zeroed. After half a minute the system makes everything
 * durable by itself. Times have the grain of {@link DiskKind#grainMillis}; there is no change time, so that only the racy
 * rule stands between an edit in the same tick and oblivion.
 */
final class SimDisk {
    /**
     * Null content: a folder.
     *
     * @param millis by the device's clock
     * @param dirtySince since when its content is only in memory; -1 if it is on the disk
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    record Inode(long id, byte @Nullable [] content, long millis, long dirtySince) {
        /** The content; absent for a folder. */
        Optional<byte[]> file() {
            return Optional.ofNullable(content);
        }

        boolean isFile() {
            return content != null;
        }

        Inode clean() {
            return new Inode(id, content, millis, -1);
        }
    }

    /** A content that a change on the server replaced or removed here. */
    @SuppressWarnings("ArrayRecordComponent") // the very one that was put there
    record Version(RelativePath path, long id, byte[] content, boolean savedLate) {}

    final NavigableMap<RelativePath, Inode> inodes = new TreeMap<>();
    /** What was moved to the version store, oldest first; what was saved into a file since then, too. */
    final List<Version> versions = new ArrayList<>();

    final DiskKind kind;
    final SimMounts mounts = new SimMounts(this);
    /** Pulled out: where it was, there is an empty folder. */
    boolean unmounted;
    /** Tokens that journals left here, by journal. */
    final Map<String, String> generations = new HashMap<>();
    /** Folders that nobody can list now. */
    final Set<RelativePath> unreadable = new HashSet<>();
    /** Files that nobody can read now, by what they are whatever name they have. */
    final Set<Long> unreadableFiles = new HashSet<>();

    /** What was copied, and from where. */
    private final NavigableMap<RelativePath, RelativePath> copies = new TreeMap<>();

    private final SimPowerCut power;
    private final World world;
    private long ids;

    SimDisk(DiskKind kind, World world) {
        this.kind = kind;
        this.world = world;
        this.power = new SimPowerCut(this, world);
    }

    /** By how much its device's clock was set since. */
    long clockSet;

    long now() {
        return world.millis() + kind.skewMillis() + clockSet;
    }

    /** Where an entry really is: under the spelling this disk has for it. */
    RelativePath stored(RelativePath path) {
        if (kind.isPlain() || path.isRoot() || inodes.containsKey(path)) {
            return path;
        }
        RelativePath folder = stored(path.folder());
        String key = key(path.name());
        for (RelativePath known : inodes.keySet()) {
            if (known.folder().equals(folder) && key(known.name()).equals(key)) {
                return known;
            }
        }
        return folder.child(spelled(path.name()));
    }

    /** Whether an entry has this name, and not just one that the disk sees as the same. */
    boolean isSpelled(RelativePath path) {
        return stored(path).name().equals(spelled(path.name()));
    }

    /** HFS+ takes accents apart. */
    private String spelled(String name) {
        return kind.traits().formBlind() ? Normalizer.normalize(name, Normalizer.Form.NFD) : name;
    }

    /** What this disk tells names apart by. */
    String key(String name) {
        String form = kind.traits().formBlind() ? Normalizer.normalize(name, Normalizer.Form.NFC) : name;
        return kind.traits().caseBlind() ? form.toLowerCase(Locale.ROOT) : form;
    }

    @Nullable
    Inode find(RelativePath path) {
        return inodes.get(stored(path));
    }

    Optional<byte[]> content(RelativePath path) {
        return Optional.ofNullable(find(path)).flatMap(Inode::file);
    }

    boolean isThere(RelativePath path) {
        return path.isRoot() || find(path) != null;
    }

    boolean isFolder(RelativePath path) {
        Inode inode = find(path);
        return path.isRoot() || (inode != null && !inode.isFile());
    }

    List<RelativePath> files() {
        List<RelativePath> result = new ArrayList<>();
        inodes.forEach((path, inode) -> {
            if (inode.isFile()) {
                result.add(path);
            }
        });
        return result;
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

    /** Somebody creates a file, or overwrites it in place. */
    void write(RelativePath path, byte[] content) {
        RelativePath at = stored(path);
        world.oracle.wrote(at, World.text(content));
        Inode old = inodes.get(at);
        if (old != null && old.isFile()) {
            inodes.put(at, new Inode(old.id(), content, now(), world.millis()));
        } else {
            put(at, new Inode(++ids, content, now(), world.millis()), true);
        }
    }

    /** Puts a new entry under a free name. */
    void put(RelativePath path, Inode inode) {
        put(path, inode, false);
    }

    private void put(RelativePath path, Inode inode, boolean byPerson) {
        RelativePath at = stored(path);
        World.requireFits(at);
        inodes.put(at, inode);
        changed(at, byPerson, () -> {
            Inode now = inodes.get(at);
            if (now != null && now.id() == inode.id() && isEmpty(at)) {
                inodes.remove(at);
            }
        });
    }

    private boolean isEmpty(RelativePath folder) {
        return inodes.keySet().stream().noneMatch(path -> path.isBelow(folder));
    }

    long newId() {
        return ++ids;
    }

    Inode newFile(long id, byte[] content, long millis, boolean durable) {
        return new Inode(id, content, millis, durable ? -1 : world.millis());
    }

    void makeFolder(RelativePath path) {
        if (!isThere(path)) {
            put(path, new Inode(++ids, null, now(), -1));
        }
    }

    void makeFolders(RelativePath path) {
        if (!isThere(path)) {
            makeFolders(path.folder());
            makeFolder(path);
        }
    }

    /** Removes an entry with everything below it. */
    void remove(RelativePath path) {
        RelativePath at = stored(path);
        NavigableMap<RelativePath, Inode> gone = new TreeMap<>();
        inodes.forEach((known, inode) -> {
            if (known.isAtOrBelow(at)) {
                gone.put(known, inode);
            }
        });
        inodes.keySet().removeAll(gone.keySet());
        changed(at, () -> {
            if (inodes.get(at) == null && isFolder(at.folder())) {
                inodes.putAll(gone);
            }
        });
    }

    /** Somebody renames a file or a folder. */
    void rename(RelativePath from, RelativePath to) {
        RelativePath source = stored(from);
        RelativePath target = stored(to.folder()).child(spelled(to.name()));
        inodes.forEach((path, inode) -> {
            if (path.isAtOrBelow(source)) {
                inode.file()
                        .ifPresent(content -> world.oracle.renamed(
                                path, path.moved(source, target), World.text(content), path.isBelow(source)));
            }
        });
        move(from, to);
    }

    /** Somebody who can see a file puts something else in its place. */
    void removed(RelativePath path) {
        RelativePath at = stored(path);
        content(at).ifPresent(content -> world.oracle.overwritten(at, World.text(content)));
    }

    /** Somebody who can see a file deletes it. */
    void deleted(RelativePath path) {
        RelativePath at = stored(path);
        content(at).ifPresent(content -> world.oracle.deleted(at, World.text(content)));
        copies.forEach((copy, original) -> {
            if (original.equals(at)) {
                content(copy).ifPresent(content -> world.oracle.deletedAfterCopying(at, copy, World.text(content)));
            }
        });
    }

    /** Somebody has copied a file. */
    void copied(RelativePath from, RelativePath to) {
        copies.put(stored(to), stored(from));
    }

    /** Of each path the version that no retention takes. */
    Set<String> newestVersions() {
        Map<RelativePath, String> newest = new HashMap<>();
        versions.forEach(version -> newest.put(version.path(), World.text(version.content())));
        return new HashSet<>(newest.values());
    }

    /** An engine renames something. */
    void moveForEngine(RelativePath from, RelativePath to) {
        RelativePath source = stored(from);
        inodes.forEach((path, inode) -> {
            if (path.isAtOrBelow(source)) {
                inode.file()
                        .ifPresent(content -> world.oracle.nowAt(path, path.moved(source, to), World.text(content)));
            }
        });
        move(from, to);
    }

    /** Renames, over an existing file too. */
    void move(RelativePath from, RelativePath to) {
        RelativePath source = stored(from);
        RelativePath folder = stored(to.folder());
        RelativePath target = folder.child(spelled(to.name()));
        RelativePath other = stored(to);
        World.requireFits(target);
        Inode replaced = other.equals(source) ? null : inodes.remove(other);
        moveTree(source, target);
        Inode moved = inodes.get(target);
        changed(source, () -> {
            Inode now = inodes.get(target);
            if (inodes.get(source) == null
                    && now != null
                    && moved != null
                    && now.id() == moved.id()
                    && isFolder(source.folder())
                    && !source.isBelow(target)) {
                moveTree(target, source);
                if (replaced != null) {
                    inodes.put(other, replaced);
                }
            }
        });
    }

    private void moveTree(RelativePath from, RelativePath to) {
        NavigableMap<RelativePath, Inode> moved = new TreeMap<>();
        for (RelativePath path : List.copyOf(inodes.keySet())) {
            if (path.isAtOrBelow(from)) {
                Inode inode = inodes.remove(path);
                if (inode != null) {
                    moved.put(path.moved(from, to), inode);
                }
            }
        }
        inodes.putAll(moved);
    }

    /** Moves a file to where previous versions are kept. */
    void keepVersion(RelativePath path) {
        RelativePath at = stored(path);
        Inode inode = inodes.remove(at);
        if (inode == null || inode.content() == null) {
            throw new AssertionError("no file at " + path);
        }
        versions.add(new Version(at, inode.id(), inode.content(), false));
        changed(at, () -> {
            Optional<Version> version = version(inode.id());
            if (version.isPresent() && !isThere(at) && isFolder(at.folder())) {
                Version back = version.get();
                inodes.put(at, back.savedLate() ? new Inode(back.id(), back.content(), now(), -1) : inode);
                versions.remove(back);
            }
        });
    }

    private Optional<Version> version(long id) {
        return versions.stream().filter(version -> version.id() == id).findFirst();
    }

    boolean isVersion(long id) {
        return version(id).isPresent();
    }

    /** A program that has the file open saves into what is a version by now, and makes that durable. */
    void saveIntoVersion(long id, byte[] content) {
        Version before = version(id).orElseThrow();
        world.oracle.overwritten(before.path(), World.text(before.content()));
        world.oracle.wrote(before.path(), World.text(content));
        versions.set(versions.indexOf(before), new Version(before.path(), id, content, true));
    }

    /** It gets a name again. */
    void bringBack(long id, RelativePath name) {
        Version version = version(id).orElseThrow();
        world.oracle.nowAt(version.path(), name, World.text(version.content()));
        versions.remove(version);
        put(name, new Inode(id, version.content(), now(), -1));
    }

    void touch(RelativePath path, long millis) {
        inodes.computeIfPresent(
                stored(path), (p, inode) -> new Inode(inode.id(), inode.content(), millis, inode.dirtySince()));
    }

    private void changed(RelativePath path, Runnable undo) {
        changed(path, false, undo);
    }

    private void changed(RelativePath path, boolean byPerson, Runnable undo) {
        power.mayUndo(path.folder(), byPerson, undo);
    }

    /** Makes durable what is named, or everything. */
    void sync(Collection<RelativePath> entries) {
        power.sync(entries);
    }

    /** What was not made durable may be undone, lost or zeroed. */
    void powerCut() {
        power.cut();
    }

    /** No name changes back any more. */
    void makeDurable() {
        power.undoNothing();
    }

    Map<RelativePath, String> contents() {
        Map<RelativePath, String> contents = new HashMap<>();
        inodes.forEach(
                (path, inode) -> inode.file().map(World::text).ifPresent(content -> contents.put(path, content)));
        return contents;
    }
}
