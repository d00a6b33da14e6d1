// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.navette.engine.evidence.LastLook;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.RemoteGate;
import org.navette.engine.evidence.UnsentFiles;
import org.navette.engine.port.Failure;
import org.navette.engine.port.PendingMove;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.recovery.CollectionRestorer;
import org.navette.engine.recovery.PendingMoves;
import org.navette.engine.transfer.RemoteWriter;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Seen;
import org.navette.engine.tree.SyncedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes a collection with all that is known in it, and nothing else. DELETE is recursive (RFC 4918 §9.6.1), so whatever
 * somebody put there after the last look would go with it. Therefore the collection is first moved aside, where nobody
 * else writes, looked at there, and then deleted, or put back. Where it was moved to is noted before, so that the next
 * pass ends what a crash cut off.
 */
final class CollectionRemover {
    private static final Logger LOG = LoggerFactory.getLogger(CollectionRemover.class);

    private final Ports ports;
    private final ServerProfile profile;
    private final RemoteWriter writer;
    private final PendingMoves underWay;
    private final RemoteGate gate;

    CollectionRemover(Ports ports, ServerProfile profile, RemoteWriter writer) {
        this.ports = ports;
        this.writer = writer;
        this.underWay = PendingMoves.toRemove(ports.journal());
        this.profile = profile;
        this.gate = new RemoteGate(ports, profile);
    }

    /**
     * @param known what may go, by its path; absent for what is not known
     * @param here taken right before every request that takes something away
     * @throws StoreException {@link Failure.ChangedMeanwhile} if something else is there: then all of it stays
     */
    void remove(RelativePath collection, Function<RelativePath, Optional<SyncedState>> known, LastLook here)
            throws StoreException {
        RemoteGate.OnlyKnown there = gate.onlyKnown(collection, collection, known);
        if (!profile.has(Trait.MOVE_KEEPS_ETAG) || !profile.has(Trait.MOVE_GUARD)) {
            // Moved aside, nothing could be recognised.
            removeOneByOne(collection, known, here);
            return;
        }
        RelativePath aside = ports.names().removed(collection);
        moveAside(collection, aside, there, here);
        finish(aside, collection, known, here);
    }

    private void moveAside(RelativePath collection, RelativePath aside, RemoteGate.OnlyKnown there, LastLook here)
            throws StoreException {
        underWay.begin(aside, collection);
        try {
            gate.moveAside(collection, aside, there, here);
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.ChangedMeanwhile) {
                underWay.end(aside, collection);
            }
            throw e;
        }
    }

    /** Deletes file by file, and each collection once a look shows that nothing is in it any more. */
    private void removeOneByOne(
            RelativePath collection, Function<RelativePath, Optional<SyncedState>> known, LastLook here)
            throws StoreException {
        for (Map.Entry<String, RemoteState> child :
                gate.list(collection, collection).entrySet()) {
            RelativePath path = collection.child(child.getKey());
            Optional<SyncedState> base = known.apply(path).filter(state -> RemoteGate.isStill(child.getValue(), state));
            if (base.isPresent() && base.get().isFile()) {
                writer.delete(
                        path,
                        child.getValue(),
                        base.get().content().orElseThrow(),
                        base.get().remoteRacy(),
                        here);
            } else if (base.isPresent()) {
                removeOneByOne(path, known, here);
            }
        }
        removeEmpty(collection, here);
    }

    /** Aside nobody puts anything in; only where a server refuses to move it, somebody may between our look and our DELETE. */
    private void removeEmpty(RelativePath collection, LastLook here) throws StoreException {
        RelativePath aside = ports.names().removed(collection);
        try {
            moveAside(collection, aside, empty(collection), here);
        } catch (StoreException e) {
            boolean refused = e.failure() instanceof Failure.Forbidden || e.failure() instanceof Failure.Refused;
            if (!refused) {
                throw e;
            }
            underWay.end(aside, collection);
            gate.delete(collection, empty(collection), here);
            return;
        }
        finish(aside, collection, path -> Optional.empty(), here);
    }

    private RemoteGate.OnlyKnown empty(RelativePath collection) throws StoreException {
        return gate.onlyKnown(collection, collection, path -> Optional.empty());
    }

    /** Ends what an earlier pass was cut off in. */
    void endEarlier() throws StoreException {
        for (PendingMove pending : underWay.all()) {
            RelativePath aside = pending.from();
            RelativePath collection = pending.to();
            try {
                if (ports.remote().look(aside).isPresent()) {
                    finish(aside, collection, this::journalled, () -> requireStillUnwanted(collection));
                } else {
                    underWay.end(aside, collection);
                }
            } catch (StoreException e) {
                if (e.failure().isWhole()) {
                    throw e;
                }
                LOG.info("{} was moved aside to be deleted, and is looked at again later", collection, e);
            }
        }
    }

    /** What was deleted here before a crash may have come back since, or have another name. */
    private void requireStillUnwanted(RelativePath collection) throws StoreException {
        Node gone = new Node(
                collection,
                Seen.absent(),
                Seen.there(RemoteState.FOLDER),
                ports.journal().get(collection));
        LastLook.at(gone, ports.local()).requireGone();
        UnsentFiles unsent = UnsentFiles.look(ports.local(), ports.journal(), ports.ignored());
        Deque<RelativePath> entries = new ArrayDeque<>(List.of(collection));
        while (!entries.isEmpty()) {
            RelativePath entry = entries.pop();
            Optional<SyncedState> base = ports.journal().get(entry);
            if (base.isPresent() && unsent.of(entry, base.get()).isPresent()) {
                throw new StoreException(new Failure.ChangedMeanwhile());
            }
            ports.journal().children(entry).keySet().forEach(name -> entries.push(entry.child(name)));
        }
    }

    private Optional<SyncedState> journalled(RelativePath path) {
        try {
            return ports.journal().get(path).filter(state -> !state.remoteRacy());
        } catch (StoreException e) {
            LOG.debug("nothing is known of {}", path, e);
            return Optional.empty();
        }
    }

    private void finish(
            RelativePath aside,
            RelativePath collection,
            Function<RelativePath, Optional<SyncedState>> known,
            LastLook here)
            throws StoreException {
        try {
            gate.delete(aside, gate.onlyKnown(aside, collection, known), here);
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.ChangedMeanwhile) {
                new CollectionRestorer(gate, ports.remote(), ports.conflictNames()).restore(aside, collection);
                underWay.end(aside, collection);
            }
            throw e;
        }
        underWay.end(aside, collection);
    }
}
