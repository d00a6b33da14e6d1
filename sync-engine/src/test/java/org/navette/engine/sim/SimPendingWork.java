// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.AsideSighting;
import org.navette.engine.port.PendingCollection;
import org.navette.engine.port.PendingMove;
import org.navette.engine.port.PendingWork;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.UploadInProgress;
import org.navette.engine.tree.RelativePath;

/** What is under way, in memory; a copy of it is what a crash leaves. */
final class SimPendingWork implements PendingWork {
    private final Set<PendingMove> moves = new LinkedHashSet<>();
    private final Map<RelativePath, UploadInProgress> uploads = new HashMap<>();
    private final Map<RelativePath, Lock> locks = new HashMap<>();
    private List<AsideSighting> sightings = List.of();
    private List<PendingCollection> collections = List.of();

    SimPendingWork copy() {
        SimPendingWork copy = new SimPendingWork();
        copy.moves.addAll(moves);
        copy.uploads.putAll(uploads);
        copy.locks.putAll(locks);
        copy.sightings = sightings;
        copy.collections = collections;
        return copy;
    }

    @Override
    public List<PendingMove> moves(PendingMove.Kind kind) {
        return moves.stream().filter(move -> move.kind() == kind).toList();
    }

    @Override
    public void add(PendingMove move) {
        moves.add(move);
    }

    @Override
    public void remove(PendingMove move) {
        moves.remove(move);
    }

    @Override
    public void forgetMoves() {
        moves.clear();
    }

    @Override
    public List<UploadInProgress> uploads() {
        return List.copyOf(uploads.values());
    }

    @Override
    public Optional<UploadInProgress> upload(RelativePath file) {
        return Optional.ofNullable(uploads.get(file));
    }

    @Override
    public void put(UploadInProgress upload) {
        uploads.put(upload.file(), upload);
    }

    @Override
    public void removeUpload(RelativePath file) {
        uploads.remove(file);
    }

    @Override
    public List<Lock> locks() {
        return List.copyOf(locks.values());
    }

    @Override
    public Optional<Lock> lock(RelativePath document) {
        return Optional.ofNullable(locks.get(document));
    }

    @Override
    public void put(Lock lock) {
        locks.put(lock.path(), lock);
    }

    @Override
    public void removeLock(RelativePath document) {
        locks.remove(document);
    }

    @Override
    public List<AsideSighting> asideSightings() {
        return sightings;
    }

    @Override
    public void replaceAsideSightings(Collection<AsideSighting> fresh) {
        sightings = List.copyOf(fresh);
    }

    @Override
    public List<PendingCollection> collections() {
        return collections;
    }

    @Override
    public void replaceCollections(Collection<PendingCollection> fresh) {
        collections = List.copyOf(fresh);
    }
}
