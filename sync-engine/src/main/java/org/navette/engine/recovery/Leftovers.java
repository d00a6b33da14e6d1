// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.recovery;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.RemoteGate;
import org.navette.engine.evidence.TemporaryNames;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.StoreException;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What we put on the server for a moment and were kept from removing; found again by its name. */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final RemoteGate gate;
    private final TemporaryNames names;
    private final CollectionRestorer restorer;
    private final AbandonedCollections abandoned;
    private final PendingMoves removing;
    private final PendingUploads uploading;

    public Leftovers(Ports ports) {
        this.gate = new RemoteGate(ports, ServerProfile.UNKNOWN);
        this.restorer = new CollectionRestorer(gate, ports.remote(), ports.conflictNames());
        this.abandoned = new AbandonedCollections(ports.remote(), ports.journal(), ports.clock(), restorer);
        this.removing = PendingMoves.toRemove(ports.journal());
        this.uploading = new PendingUploads(ports.journal());
        this.names = ports.names();
    }

    /**
     * Removes what was found of ours, and puts back collections that others left aside; what can't be removed now, locked for instance, is
     * found again at the next pass.
     *
     * @return where something has come back
     */
    public Set<RelativePath> clear(Map<RelativePath, Kind> found, Direction direction) {
        Set<RelativePath> others = new HashSet<>();
        found.forEach((path, kind) -> {
            if (names.isOurs(path.name())) {
                clear(path, kind);
            } else {
                others.add(path);
            }
        });
        // A pair that only receives changes nothing there that is not its own.
        return others.isEmpty() || direction == Direction.DOWNLOAD ? Set.of() : abandoned.restore(others);
    }

    public void clear(RelativePath path, Kind kind) {
        try {
            if (uploading.isName(path)) {
                LOG.debug("{} is still to be gone on with", path);
            } else if (TemporaryNames.isRemoved(path.name()) && removing.hasFrom(path)) {
                LOG.info("{} is still to be looked at before it goes", path);
            } else if (TemporaryNames.isRemoved(path.name())) {
                // Nothing remembers that it was to go, so it may hold what somebody misses.
                AbandonedCollections.putBack(restorer, path);
            } else if (names.isDisposable(path.name(), kind)) {
                gate.deleteOwn(path, kind);
            } else {
                LOG.info("{} has a name of ours, and is nothing that we make", path);
            }
        } catch (StoreException e) {
            LOG.info("{} stays on the server for now", path, e);
        }
    }
}
