// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.Map;
import java.util.Optional;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.RemoteGate;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.PendingMove;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.reconcile.Action;
import org.navette.engine.recovery.PendingMoves;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.ServerNames;
import org.navette.engine.tree.SyncedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renames on the server what was renamed here. If the answer is lost, or we are cut off, whether it happened is found out
 * later: otherwise a whole folder would look new at its new place, and edits in it like conflicts.
 */
final class RemoteMoves {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteMoves.class);

    private final Ports ports;
    private final RemoteStore remote;
    private final Journal journal;
    private final PendingMoves underWay;
    private final Runnable pause;

    RemoteMoves(Ports ports) {
        this.ports = ports;
        this.remote = ports.remote();
        this.journal = ports.journal();
        this.underWay = PendingMoves.onServer(ports.journal());
        this.pause = ports.pause();
    }

    void move(Action.MoveRemote move, ServerProfile profile) throws StoreException {
        RemoteGate gate = new RemoteGate(ports, profile);
        RemoteGate.Vacant there = gate.vacant(move.to(), Trait.MOVE_GUARD);
        PendingMove pending = underWay.begin(move.path(), move.to());
        gate.move(move.path(), move.to(), move.kind(), there);
        requireMoved(pending);
        journal.move(move.path(), move.to());
        if (!profile.has(Trait.MOVE_KEEPS_ETAG)) {
            doubt(move.to(), profile.names());
        }
        underWay.end(pending.from(), pending.to());
    }

    /**
     * A server may say that it has moved something and have done nothing: what the journal has at the new name would then count as
     * deleted there.
     *
     * @throws StoreException {@link Failure.Forbidden}, as of a server that refuses it, if it is where it was
     */
    private void requireMoved(PendingMove pending) throws StoreException {
        if (isMoved(pending)) {
            return;
        }
        // Some need a moment before they show what they have done.
        pause.run();
        if (!isMoved(pending)) {
            underWay.end(pending.from(), pending.to());
            LOG.warn("{} was moved to {}, and is not there", pending.from(), pending.to());
            boolean stays = remote.look(pending.from()).isPresent();
            throw new StoreException(stays ? new Failure.Forbidden() : new Failure.ChangedMeanwhile());
        }
    }

    private boolean isMoved(PendingMove pending) throws StoreException {
        return remote.look(pending.from()).isEmpty()
                && remote.look(pending.to()).isPresent();
    }

    /**
     * Where a MOVE renews what versions are known by, those found now are most likely the ones that were moved: they are
     * compared before anything is concluded, but not taken for edits, or what is deleted here would come back.
     */
    private void doubt(RelativePath path, ServerNames names) throws StoreException {
        Optional<SyncedState> base = journal.get(path);
        if (base.isEmpty()) {
            return;
        }
        if (base.get().isFile()) {
            doubt(path, base.get(), remote.look(path));
            return;
        }
        Map<String, SyncedState> known = journal.children(path);
        Map<String, RemoteState> there = names.named(remote.list(path).children(), known.keySet());
        for (Map.Entry<String, SyncedState> child : known.entrySet()) {
            if (child.getValue().isFile()) {
                doubt(path.child(child.getKey()), child.getValue(), Optional.ofNullable(there.get(child.getKey())));
            } else if (there.containsKey(child.getKey())) {
                doubt(path.child(child.getKey()), names);
            }
        }
    }

    /** What is not there is left as it is: whoever removed it is found out later. */
    private void doubt(RelativePath file, SyncedState base, Optional<RemoteState> now) throws StoreException {
        if (now.filter(RemoteState::isFile).isPresent()) {
            journal.put(file, base.withDoubted(now));
        }
    }

    /** Finds out what became of moves that an earlier pass did not hear about any more. */
    void endEarlier() throws StoreException {
        for (PendingMove pending : underWay.all()) {
            if (underWay.canFollow(pending) && isMoved(pending)) {
                journal.move(pending.from(), pending.to());
            }
            underWay.end(pending.from(), pending.to());
        }
    }
}
