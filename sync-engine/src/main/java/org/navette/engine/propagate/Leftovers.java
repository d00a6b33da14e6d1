// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.Map;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What we put on the server for a moment and were kept from removing; found again by its name. */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final RemoteStore remote;
    private final ConflictNames names;
    private final PairNotes removing;
    private final UploadNotes uploading;

    public Leftovers(Ports ports) {
        this.remote = ports.remote();
        this.removing = CollectionRemover.underWay(ports.journal());
        this.uploading = new UploadNotes(ports.journal());
        this.names = ports.conflictNames();
    }

    /** Removes what was found; what can't be removed now, locked for instance, is found again at the next pass. */
    public void clear(Map<RelativePath, Kind> found) {
        found.forEach(this::clear);
    }

    public void clear(RelativePath path, Kind kind) {
        try {
            if (uploading.isName(path)) {
                LOG.debug("{} is still to be gone on with", path);
            } else if (TemporaryNames.isRemoved(path) && removing.hasFrom(path)) {
                LOG.info("{} is still to be looked at before it goes", path);
            } else if (TemporaryNames.isRemoved(path)) {
                // Nothing remembers that it was to go, so it may hold what somebody misses.
                remote.move(path, names.copyOf(path.folder().child("recovered"), 1), kind, false, new Condition.None());
            } else {
                remote.delete(path, kind, new Condition.None());
            }
        } catch (StoreException e) {
            LOG.info("{} stays on the server for now", path, e);
        }
    }
}
