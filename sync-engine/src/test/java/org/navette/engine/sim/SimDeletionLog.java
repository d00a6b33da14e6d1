// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.DeletionLog;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/** The deletion log of a journal in memory. */
final class SimDeletionLog implements DeletionLog {
    private final World world;
    private final List<Lot> lots = new ArrayList<>();
    private final Map<RelativePath, Long> serials = new HashMap<>();
    private final Set<RelativePath> held = new HashSet<>();
    private Map<RelativePath, SyncedState> entries = Map.of();
    private long newest;

    SimDeletionLog(World world) {
        this.world = world;
    }

    SimDeletionLog copy() {
        SimDeletionLog copy = new SimDeletionLog(world);
        copy.lots.addAll(lots);
        copy.serials.putAll(serials);
        copy.held.addAll(held);
        copy.newest = newest;
        return copy;
    }

    SimDeletionLog over(Map<RelativePath, SyncedState> tree) {
        entries = tree;
        return this;
    }

    void added(RelativePath path) {
        serials.computeIfAbsent(path, key -> ++newest);
    }

    void moved(RelativePath from, RelativePath to) {
        Long serial = serials.remove(from);
        if (serial != null) {
            serials.put(to, serial);
        }
    }

    void removed(RelativePath path) {
        serials.keySet().removeIf(known -> known.isAtOrBelow(path));
    }

    void clear() {
        lots.clear();
        serials.clear();
        held.clear();
    }

    @Override
    public long newest() {
        return newest;
    }

    @Override
    public long serial(RelativePath path) {
        return serials.getOrDefault(path, 0L);
    }

    @Override
    public List<Lot> lots() {
        return world.sabotage == Sabotage.NO_DELETION_WINDOW ? List.of() : List.copyOf(lots);
    }

    @Override
    public void add(Lot lot) {
        lots.add(lot);
    }

    @Override
    public void forgetBefore(long at) {
        lots.removeIf(lot -> lot.at() < at);
    }

    @Override
    public Multiset<Sha256> newerThan(long serial) {
        Multiset<Sha256> contents = HashMultiset.create();
        entries.forEach((path, state) -> {
            if (serial(path) > serial) {
                state.content().ifPresent(contents::add);
            }
        });
        return contents;
    }

    @Override
    public Optional<RelativePath> holding(Sha256 content) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().content().equals(Optional.of(content)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Set<RelativePath> held() {
        return Set.copyOf(held);
    }

    @Override
    public void hold(Collection<RelativePath> paths) {
        held.clear();
        held.addAll(paths);
    }
}
