// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.navette.engine.port.Attempt;
import org.navette.engine.port.DeletionLog;
import org.navette.engine.port.Journal;
import org.navette.engine.port.PendingWork;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/** A journal in memory: a crash takes what was not committed. */
final class SimJournal implements Journal {
    private record Snapshot(
            NavigableMap<RelativePath, SyncedState> entries,
            Map<RelativePath, Set<Attempt>> intents,
            Map<String, String> facts,
            SimDeletionLog deletions,
            SimPendingWork pending,
            SimConflicts conflicts) {
        static Snapshot empty(World world) {
            return new Snapshot(
                    new TreeMap<>(),
                    new HashMap<>(),
                    new HashMap<>(),
                    new SimDeletionLog(world),
                    new SimPendingWork(),
                    new SimConflicts());
        }

        Snapshot copy() {
            return new Snapshot(
                    new TreeMap<>(entries),
                    copyOf(intents),
                    new HashMap<>(facts),
                    deletions.copy(),
                    pending.copy(),
                    conflicts.copy());
        }
    }

    private static Map<RelativePath, Set<Attempt>> copyOf(Map<RelativePath, Set<Attempt>> intents) {
        Map<RelativePath, Set<Attempt>> copy = new HashMap<>();
        intents.forEach((path, contents) -> copy.put(path, new HashSet<>(contents)));
        return copy;
    }

    private final Device device;
    private final World world;
    private Snapshot committed;
    private long attempts;
    private Snapshot now;

    SimJournal(Device device, World world) {
        this.device = device;
        this.world = world;
        now = Snapshot.empty(world);
        committed = now.copy();
    }

    NavigableMap<RelativePath, SyncedState> entries() {
        return now.entries();
    }

    /** Whether both sides last had this content there. */
    boolean knows(RelativePath path, String content) {
        SyncedState base = now.entries().get(path);
        return base != null && base.content().equals(Optional.of(Sha256.ofContent(content.getBytes(UTF_8))));
    }

    /** Whether it may have sent this content there, and has not heard of it. */
    boolean maySend(RelativePath path, String content) {
        Sha256 sent = Sha256.ofContent(content.getBytes(UTF_8));
        return now.intents().getOrDefault(path, Set.of()).stream()
                .anyMatch(attempt ->
                        attempt.intent() == Intent.SEND && attempt.content().equals(sent));
    }

    void crash() {
        now = committed.copy();
    }

    @Override
    public SortedMap<String, SyncedState> children(RelativePath folder) {
        device.step();
        SortedMap<String, SyncedState> children = new TreeMap<>();
        now.entries().forEach((path, state) -> {
            if (path.folder().equals(folder)) {
                children.put(path.name(), state);
            }
        });
        return children;
    }

    @Override
    public Optional<SyncedState> get(RelativePath path) {
        device.step();
        return Optional.ofNullable(now.entries().get(path));
    }

    @Override
    public void put(RelativePath path, SyncedState state) {
        device.step();
        SyncedState folder = now.entries().get(path.folder());
        if (!path.folder().isRoot() && (folder == null || folder.isFile())) {
            throw new IllegalStateException("the folder of " + path + " is not in the journal");
        }
        now.entries().put(path, world.sabotage == Sabotage.RACY_ASKED_LATE ? askedLate(state) : state);
        now.deletions().added(path);
        now.intents().remove(path);
    }

    private SyncedState askedLate(SyncedState state) {
        boolean racy = state.localRacy()
                && state.local().filter(device.local.stamps::isRacy).isPresent();
        return new SyncedState(state.kind(), state.content(), state.local(), racy, state.remote(), state.remoteRacy());
    }

    @Override
    public void move(RelativePath from, RelativePath to) {
        device.step();
        NavigableMap<RelativePath, SyncedState> moved = new TreeMap<>();
        for (RelativePath path : List.copyOf(now.entries().keySet())) {
            if (path.isAtOrBelow(from)) {
                SyncedState state = now.entries().remove(path);
                if (state != null) {
                    moved.put(path.moved(from, to), state);
                }
            }
        }
        now.entries().putAll(moved);
        moved.keySet().forEach(path -> now.deletions().moved(path.moved(to, from), path));
        for (RelativePath path : List.copyOf(now.intents().keySet())) {
            if (path.isAtOrBelow(from)) {
                Set<Attempt> contents = now.intents().remove(path);
                if (contents != null) {
                    now.intents().put(path.moved(from, to), contents);
                }
            }
        }
    }

    @Override
    public void remove(RelativePath path) {
        device.step();
        now.entries().keySet().removeIf(known -> known.isAtOrBelow(path));
        now.deletions().removed(path);
        now.intents().keySet().removeIf(known -> known.isAtOrBelow(path));
    }

    @Override
    public void clear() {
        device.step();
        now.entries().clear();
        now.intents().clear();
        now.deletions().clear();
    }

    /** A copy of what a backup of it would have now. */
    Object backup() {
        return committed.copy();
    }

    /** What a backup had takes its place; with none, the journal is lost. */
    void restore(Optional<Object> backup) {
        committed = backup.map(kept -> ((Snapshot) kept).copy()).orElseGet(() -> Snapshot.empty(world));
        now = committed.copy();
    }

    @Override
    public long size() {
        return now.entries().size();
    }

    @Override
    public long files() {
        return now.entries().values().stream().filter(SyncedState::isFile).count();
    }

    @Override
    public Attempt begin(Intent intent, RelativePath path, Sha256 content, Optional<Instant> began, String fileKey) {
        device.step();
        Attempt attempt =
                new Attempt(++attempts, intent, path, content, Attempt.Outcome.OPEN, began, Optional.empty(), fileKey);
        now.intents().computeIfAbsent(path, key -> new HashSet<>()).add(attempt);
        return attempt;
    }

    @Override
    public void giveUp(Attempt attempt, Optional<Instant> ended) {
        device.step();
        replace(
                attempt,
                Optional.of(new Attempt(
                        attempt.number(),
                        attempt.intent(),
                        attempt.path(),
                        attempt.content(),
                        Attempt.Outcome.UNCLEAR,
                        attempt.began(),
                        ended,
                        attempt.fileKey())));
    }

    @Override
    public void end(Attempt attempt) {
        device.step();
        replace(attempt, Optional.empty());
    }

    private void replace(Attempt attempt, Optional<Attempt> with) {
        now.intents().values().forEach(all -> {
            if (all.removeIf(known -> known.number() == attempt.number())) {
                with.ifPresent(all::add);
            }
        });
        now.intents().values().removeIf(Set::isEmpty);
    }

    @Override
    public SetMultimap<RelativePath, Intent> intents() {
        SetMultimap<RelativePath, Intent> intents = HashMultimap.create();
        now.intents().forEach((path, all) -> all.forEach(intended -> intents.put(path, intended.intent())));
        return intents;
    }

    @Override
    public void forgetIntents(Intent intent, RelativePath path) {
        device.step();
        now.intents().computeIfPresent(path, (key, all) -> {
            all.removeIf(intended -> intended.intent() == intent);
            return all.isEmpty() ? null : all;
        });
    }

    @Override
    public List<Attempt> attempts(Intent intent, RelativePath path) {
        boolean hidden = world.sabotage == Sabotage.NO_INTENTS
                || (world.sabotage == Sabotage.BROKEN_UPLOAD_IS_AN_EDIT && world.brokenUploads.contains(path));
        return hidden
                ? List.of()
                : now.intents().getOrDefault(path, Set.of()).stream()
                        .filter(attempt -> attempt.intent() == intent)
                        .toList();
    }

    /** Whether it knows what the server honours. */
    boolean isProbed() {
        return now.facts().keySet().stream().anyMatch(name -> name.startsWith("server."));
    }

    @Override
    public DeletionLog deletions() {
        return now.deletions().over(now.entries());
    }

    @Override
    public PendingWork pending() {
        return now.pending();
    }

    @Override
    public SimConflicts conflicts() {
        return now.conflicts();
    }

    @Override
    public Optional<String> fact(String name) {
        return Optional.ofNullable(now.facts().get(name));
    }

    @Override
    public void note(Map<String, String> facts) {
        now.facts().putAll(facts);
    }

    @Override
    public void commit() {
        device.step();
        committed = now.copy();
        device.mayCrash();
        device.committed();
    }

    @Override
    public void close() {
        crash();
    }
}
