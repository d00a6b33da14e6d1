// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.util.Optional;

/** One entry in the three trees at once: the unit of reconciling. */
public record Node(RelativePath path, Seen<LocalState> local, Seen<RemoteState> remote, Optional<SyncedState> synced) {
    public Change localChange() {
        return Change.ofLocal(local, synced);
    }

    public Change remoteChange() {
        return Change.ofRemote(remote, synced);
    }

    /** Whether both sides and every stamp are as the synced tree says: nothing to do, nothing to note. */
    public boolean isInStep() {
        return localChange() == Change.SAME && remoteChange() == Change.SAME && !needsNewStamp();
    }

    /** Same content on both sides, but a stamp or a doubt in the synced tree is out of date. */
    public boolean needsNewStamp() {
        if (synced.isEmpty()) {
            return false;
        }
        SyncedState base = synced.get();
        Optional<LocalState> here = local.state();
        boolean localStale = here.isPresent()
                && (base.isFile()
                        ? base.localRacy()
                                || !base.local().equals(Optional.of(here.get().stamp()))
                        : !base.fileKey().equals(here.get().stamp().fileKey()));
        Optional<RemoteState> there = remote.state();
        boolean remoteStale = there.isPresent()
                && (base.remote().filter(there.get()::isStill).isEmpty()
                        || !there.get().fileId().equals(base.remote().flatMap(RemoteState::fileId))
                        || !there.get().spelling().equals(base.remote().flatMap(RemoteState::spelling)));
        return localStale || remoteStale;
    }

    /** Whether the entry is, or last was, a folder on any side. */
    public boolean isFolder() {
        return synced.map(state -> state.kind() == Kind.FOLDER)
                .or(() -> local.state().map(state -> !state.isFile()))
                .or(() -> remote.state().map(state -> !state.isFile()))
                .orElse(false);
    }

    public Node withSynced(SyncedState state) {
        return new Node(path, local, remote, Optional.of(state));
    }

    public Node withLocal(LocalState state) {
        return new Node(path, Seen.there(state), remote, synced);
    }
}
