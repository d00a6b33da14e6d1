// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.util.Optional;

/** One side of an entry against the synced tree: the letters of the table in docs/architecture.md. */
public enum Change {
    /** {@code =} as both sides last agreed. */
    SAME,
    /** {@code ~} the content differs, or may differ and has to be compared. */
    CHANGED,
    /**
     * {@code ?} the server's validators are as both sides last agreed, but so coarse and so young that another version may
     * hide behind them: before anything is concluded, the content has to be compared.
     */
    DOUBTED,
    /** {@code +} there, and not in the synced tree. */
    NEW,
    /** {@code -} in the synced tree, and not there any more. */
    GONE,
    /** {@code ·} neither there nor in the synced tree. */
    NONE,
    /** A file where the synced tree has a folder, or the other way round: gone and new at once. */
    RETYPED,
    /** Not looked at. */
    UNKNOWN;

    static Change ofLocal(Seen<LocalState> seen, Optional<SyncedState> synced) {
        return switch (seen) {
            case Seen.Unknown<LocalState> ignored -> UNKNOWN;
            case Seen.Absent<LocalState> ignored -> synced.isPresent() ? GONE : NONE;
            case Seen.There<LocalState>(LocalState state) ->
                synced.map(base -> against(state, base)).orElse(NEW);
        };
    }

    static Change ofRemote(Seen<RemoteState> seen, Optional<SyncedState> synced) {
        return switch (seen) {
            case Seen.Unknown<RemoteState> ignored -> UNKNOWN;
            case Seen.Absent<RemoteState> ignored -> synced.isPresent() ? GONE : NONE;
            case Seen.There<RemoteState>(RemoteState state) ->
                synced.map(base -> against(state, base)).orElse(NEW);
        };
    }

    private static Change against(LocalState state, SyncedState base) {
        if (state.kind() != base.kind()) {
            return RETYPED;
        }
        if (!state.isFile()) {
            return SAME;
        }
        if (state.content().isPresent()) {
            return state.content().equals(base.content()) ? SAME : CHANGED;
        }
        return !base.localRacy() && base.local().equals(Optional.of(state.stamp())) ? SAME : CHANGED;
    }

    private static Change against(RemoteState state, SyncedState base) {
        if (state.kind() != base.kind()) {
            return RETYPED;
        }
        if (!state.isFile()) {
            return SAME;
        }
        if (base.remote().filter(state::isStill).isEmpty()) {
            // A checksum may be that of an earlier version, which the server goes on telling: it proves nothing, here
            // or below.
            return CHANGED;
        }
        return base.remoteRacy() ? DOUBTED : SAME;
    }
}
