// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.StoreException;
import org.navette.engine.sim.Temper.Trait;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** A share in memory, with the temper of some server. */
final class SimServer {
    /** Null content: a collection. */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    record Entry(byte @Nullable [] content, long version, long millis, long id, Optional<Sha256> checksum) {
        Entry(byte @Nullable [] content, long version, long millis, long id) {
            this(content, version, millis, id, Optional.empty());
        }

        /** The content; absent for a folder. */
        Optional<byte[]> file() {
            return Optional.ofNullable(content);
        }

        boolean isFile() {
            return content != null;
        }
    }

    final Temper temper;
    private final World world;
    final NavigableMap<RelativePath, Entry> entries = new TreeMap<>();
    final SimLocks locks;
    final SimValidators validators;
    /** Where something was ever moved to, and brought its times along. */
    final Set<RelativePath> movedTo = new HashSet<>();

    /** Properties of a client's own, by entry. */
    final Map<RelativePath, String> properties = new HashMap<>();

    /** Pieces of uploads that are not joined so far, by the upload's name and their numbers. */
    final Map<String, NavigableMap<Integer, byte[]>> chunks = new HashMap<>();

    private long versions;
    int writes;

    /** By how much its clock was set. */
    long clockSet;

    long nextVersion() {
        return ++versions;
    }

    long now() {
        return world.millis() + clockSet;
    }

    /** Told of every path that a device's request is about to write to. */
    Consumer<RelativePath> beforeRequest = path -> {};

    /** Told when the body of an upload has come in, and which device sent it. */
    BiConsumer<SimDisk, RelativePath> afterBody = (disk, file) -> {};

    /** Which names are one here. */
    ServerSpellings spellings = ServerSpellings.EXACT;

    SimServer(Temper temper, World world) {
        this.temper = temper;
        this.world = world;
        this.locks = new SimLocks(this, world);
        this.validators = new SimValidators(this);
    }

    static StoreException fail(Failure failure) {
        return new StoreException(failure);
    }

    /** What is asked for by a path, whichever way that is spelled. */
    RelativePath found(RelativePath path) {
        return spellings.found(path, entries.keySet());
    }

    /** Where something new comes to stand. */
    private RelativePath place(RelativePath path) {
        return spellings.made(path, entries.keySet());
    }

    /** What stands where something was put. */
    Entry made(RelativePath path) {
        return Objects.requireNonNull(entries.get(place(path)));
    }

    Optional<Entry> find(RelativePath path) {
        return path.isRoot() ? Optional.of(new Entry(null, 0, 0, 0)) : Optional.ofNullable(entries.get(found(path)));
    }

    /** Whether nothing is replaced by what is put there, also under the spelling that this server gives it. */
    boolean isFree(RelativePath path) {
        return find(path).isEmpty() && !entries.containsKey(place(path));
    }

    /** What a listing of a collection shows. */
    List<RelativePath> children(RelativePath folder) {
        List<RelativePath> result = new ArrayList<>();
        for (RelativePath path : entries.keySet()) {
            if (path.folder().equals(found(folder)) && !isHidden(path)) {
                result.add(path);
            }
        }
        return result;
    }

    private boolean isHidden(RelativePath path) {
        return temper.has(Trait.HIDES_DOT_FILES) && path.name().startsWith(".");
    }

    /** Whether an entry, or a collection it is in, never shows in a listing. */
    boolean isUnlisted(RelativePath path) {
        return !path.isRoot() && (isHidden(path) || isUnlisted(path.folder()));
    }

    /** Below here devices may not write; others may. */
    static final RelativePath READ_ONLY = RelativePath.of("read-only");

    /** Whether there is no room left for anything new. */
    boolean full;

    /** For a single test: {@code Overwrite: F} is not kept to. */
    boolean movesOver;

    /** For a single test: no collection can be moved aside. */
    boolean refusesAside;

    /** What new names with an ending of this kind are answered; absent while they are taken as any other. */
    Optional<Failure> refusal = Optional.empty();

    static final String REFUSED_ENDING = ".refused";

    /** Some servers do not take every name, for a rule of their administrator's or a disk below. */
    void requireNameTaken(RelativePath path) throws StoreException {
        if (refusal.isPresent() && path.name().endsWith(REFUSED_ENDING)) {
            throw fail(refusal.get());
        }
    }

    /** Entries that devices may not write to, nor what is in them, by what they are whatever name they have. */
    final Set<Long> unwritable = new HashSet<>();

    void requireWritable(RelativePath path) throws StoreException {
        for (RelativePath at = path; !at.isRoot(); at = at.folder()) {
            if (at.equals(READ_ONLY) || find(at).filter(this::isUnwritable).isPresent()) {
                throw fail(new Failure.Forbidden());
            }
        }
    }

    /** A collection goes with all that is in it. */
    void requireRemovable(RelativePath path) throws StoreException {
        requireWritable(path);
        if (below(path).stream()
                .anyMatch(inner -> find(inner).filter(this::isUnwritable).isPresent())) {
            throw fail(new Failure.Forbidden());
        }
    }

    private boolean isUnwritable(Entry entry) {
        return unwritable.contains(entry.id());
    }

    List<RelativePath> below(RelativePath asked) {
        RelativePath folder = found(asked);
        return entries.keySet().stream().filter(path -> path.isBelow(folder)).toList();
    }

    void requireParent(RelativePath path) throws StoreException {
        if (find(path.folder()).filter(entry -> !entry.isFile()).isEmpty()) {
            throw fail(new Failure.Missing());
        }
    }

    /** Holds a condition against what is there, as far as this server does. */
    void check(RelativePath path, Condition condition) throws StoreException {
        Optional<Entry> there = find(path);
        String lock = locks.tokenAt(path);
        if (!lock.isEmpty()
                && !(condition instanceof Condition.Holding(var held)
                        && held.token().equals(lock))) {
            throw fail(new Failure.Locked());
        }
        boolean refused = switch (condition) {
            case Condition.None none -> false;
            case Condition.Holding holding -> lock.isEmpty();
            case Condition.Free free -> temper.has(Trait.FREE) && there.isPresent();
            case Condition.Match(ETag etag) ->
                temper.has(Trait.MATCH)
                        && !(there.isPresent() && validators.etag(there.get()).equals(etag.strong()));
            case Condition.DavIf(ETag etag) ->
                temper.has(Trait.DAV_IF_NEVER)
                        || (temper.has(Trait.DAV_IF)
                                && !(there.isPresent()
                                        && validators.etag(there.get()).equals(etag.asGiven())));
        };
        if (refused) {
            throw fail(new Failure.ChangedMeanwhile());
        }
    }

    boolean holds(RelativePath path, String content) {
        return find(path).flatMap(Entry::file).map(World::text).equals(Optional.of(content));
    }

    /** Somebody with another client puts a file. */
    void write(RelativePath path, byte[] content) {
        world.oracle.put(path, World.text(content));
        store(path, content);
    }

    /** Somebody changes a file behind the server's back: it goes on telling the checksum of the version before. */
    void writeBehindItsBack(RelativePath path, byte[] content) {
        Optional<Sha256> before = find(path).flatMap(Entry::checksum);
        write(path, content);
        label(path, before);
    }

    /** It keeps the checksum that came with a file, or none. */
    void label(RelativePath path, Optional<Sha256> checksum) {
        entries.computeIfPresent(
                place(path),
                (file, entry) -> new Entry(entry.content(), entry.version(), entry.millis(), entry.id(), checksum));
    }

    /** Somebody with another client moves a file or a collection. */
    void rename(RelativePath asked, RelativePath to) {
        RelativePath from = found(asked);
        entries.forEach((path, entry) -> {
            if (path.isAtOrBelow(from)) {
                entry.file()
                        .ifPresent(content -> world.oracle.renamed(
                                path, path.moved(from, to), World.text(content), path.isBelow(from)));
            }
        });
        move(from, to);
    }

    /** An engine moves something. */
    void moveForEngine(RelativePath asked, RelativePath to) {
        RelativePath from = found(asked);
        entries.forEach((path, entry) -> {
            if (path.isAtOrBelow(from)) {
                entry.file()
                        .ifPresent(
                                content -> world.oracle.nowAtOnServer(path, path.moved(from, to), World.text(content)));
            }
        });
        move(from, to);
    }

    /** Somebody with another client, who can see a file, deletes it. */
    void deleted(RelativePath path) {
        find(path).flatMap(Entry::file).ifPresent(content -> world.oracle.deleted(path, World.text(content)));
    }

    /** Somebody with another client, who can see a file, puts something else in its place. */
    void removed(RelativePath path) {
        find(place(path))
                .flatMap(Entry::file)
                .ifPresent(content -> world.oracle.overwritten(path, World.text(content)));
    }

    void store(RelativePath asked, byte[] content) {
        RelativePath path = place(asked);
        World.requireFits(path);
        world.oracle.stoodOnServer(World.text(content));
        long id = Optional.ofNullable(entries.get(path)).map(Entry::id).orElse(++versions);
        entries.put(path, new Entry(content, ++versions, now(), id));
        touch(path.folder());
        writes++;
    }

    /** Something directly in a collection has changed. */
    private void touch(RelativePath collection) {
        entries.computeIfPresent(
                collection,
                (path, entry) -> entry.isFile() ? entry : new Entry(null, ++versions, entry.millis(), entry.id()));
        if (temper.has(Trait.PROPAGATES) && !collection.isRoot()) {
            touch(collection.folder());
        }
    }

    void makeCollection(RelativePath asked) {
        RelativePath path = place(asked);
        entries.put(path, new Entry(null, ++versions, now(), ++versions));
        touch(path.folder());
        writes++;
    }

    void remove(RelativePath asked) {
        RelativePath path = found(asked);
        below(path).forEach(entries::remove);
        entries.remove(path);
        locks.remove(path);
        properties.remove(path);
        touch(path.folder());
        writes++;
    }

    void move(RelativePath asked, RelativePath target) {
        RelativePath from = found(asked);
        RelativePath to = spellings.made(
                target,
                entries.keySet().stream()
                        .filter(path -> !path.isAtOrBelow(from))
                        .collect(Collectors.toSet()));
        World.requireFits(to);
        NavigableMap<RelativePath, Entry> moved = new TreeMap<>();
        for (RelativePath path :
                entries.keySet().stream().filter(p -> p.isAtOrBelow(from)).toList()) {
            Entry entry = entries.remove(path);
            if (entry != null) {
                moved.put(
                        path.moved(from, to),
                        temper.has(Trait.MOVE_RENEWS)
                                ? new Entry(entry.content(), ++versions, now(), entry.id(), entry.checksum())
                                : entry);
            }
        }
        locks.remove(to);
        movedTo.addAll(moved.keySet());
        entries.putAll(moved);
        touch(from.folder());
        touch(to.folder());
        Optional.ofNullable(properties.remove(from)).ifPresent(value -> properties.put(to, value));
        writes++;
    }

    /** As when the server looks through its files. */
    private void forgetStaleChecksum(RelativePath path) {
        find(path)
                .filter(entry -> entry.checksum().isPresent()
                        && !entry.checksum().equals(entry.file().map(Sha256::ofContent)))
                .ifPresent(stale -> label(path, Optional.empty()));
    }

    /** Locks end by themselves, and somebody makes room. */
    void calmDown() {
        List.copyOf(entries.keySet()).forEach(this::forgetStaleChecksum);
        locks.clear();
        full = false;
        refusal = Optional.empty();
        unwritable.clear();
    }
}
