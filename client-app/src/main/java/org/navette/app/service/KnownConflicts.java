// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.navette.app.api.ConflictReply;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which conflicts a folder pair was last known to have, so that it tells when they are other ones. */
final class KnownConflicts {
    private static final Logger LOG = LoggerFactory.getLogger(KnownConflicts.class);

    /** Lists them. */
    @FunctionalInterface
    interface Listing {
        List<ConflictReply> now() throws StoreException;
    }

    private final String folder;
    private final Listing listing;
    private final Consumer<ServiceChange> changed;
    private Optional<List<ConflictReply>> last = Optional.empty();

    KnownConflicts(String folder, Listing listing, Consumer<ServiceChange> changed) {
        this.folder = folder;
        this.listing = listing;
        this.changed = changed;
    }

    /** Looks, and tells if they are other ones than before. */
    synchronized void look() {
        try {
            List<ConflictReply> now = listing.now();
            if (!last.equals(Optional.of(now))) {
                last = Optional.of(now);
                changed.accept(new ServiceChange.ConflictsChanged(folder, now));
            }
        } catch (StoreException e) {
            LOG.warn("the conflicts of {} cannot be listed", folder, e);
        }
    }
}
