// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.navette.engine.port.Journal;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/** A journal in memory: a crash takes what was not committed, a power cut perhaps the newest commits too. */
final class SimJournal implements Journal {
    private record Snapshot(
            NavigableMap<RelativePath, SyncedState> entries,
            Map<RelativePath, Set<Sha256>> intents,
            Map<String, String> facts) {
        Snapshot copy() {
            return new Snapshot(new TreeMap<>(entries), copyOf(intents), new HashMap<>(facts));
        }
    }

    private static Map<RelativePath, Set<Sha256>> copyOf(Map<RelativePath, Set<Sha256>> intents) {
        Map<RelativePath, Set<Sha256>> copy = new HashMap<>();
        intents.forEach((path, contents) -> copy.put(path, new HashSet<>(contents)));
        return copy;
    }

    private static final int COMMITS_AT_RISK = 3;

    private final Device device;
    private final World world;
    private final List<Snapshot> commits = new ArrayList<>();
    private Snapshot now = new Snapshot(new TreeMap<>(), new HashMap<>(), new HashMap<>());

    SimJournal(Device device, World world) {
        this.device = device;
        this.world = world;
        commits.add(now.copy());
    }

    NavigableMap<RelativePath, SyncedState> entries() {
        return now.entries();
    }

    void crash() {
        now = commits.getLast().copy();
    }

    void powerCut() {
        int lost = world.chance.nextInt(Math.min(COMMITS_AT_RISK, commits.size()));
        for (int i = 0; i < lost; i++) {
            commits.removeLast();
        }
        crash();
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
        now.entries().put(path, state);
        now.intents().remove(path);
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
        for (RelativePath path : List.copyOf(now.intents().keySet())) {
            if (path.isAtOrBelow(from)) {
                Set<Sha256> contents = now.intents().remove(path);
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
        now.intents().remove(path);
    }

    @Override
    public long size() {
        return now.entries().size();
    }

    @Override
    public void intend(RelativePath path, Sha256 content) {
        device.step();
        now.intents().computeIfAbsent(path, key -> new HashSet<>()).add(content);
    }

    @Override
    public Set<Sha256> intended(RelativePath path) {
        return world.sabotage == World.Sabotage.NO_INTENTS
                ? Set.of()
                : now.intents().getOrDefault(path, Set.of());
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
        commits.add(now.copy());
        if (commits.size() > COMMITS_AT_RISK + 1) {
            commits.removeFirst();
        }
        device.mayCrash();
    }

    @Override
    public void close() {
        crash();
    }
}
