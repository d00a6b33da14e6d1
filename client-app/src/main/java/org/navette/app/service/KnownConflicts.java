// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.navette.app.api.ConflictReply;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which conflicts a folder pair was last known to have, so that it tells when they are other ones. */
final class KnownConflicts {
    private static final Logger LOG = LoggerFactory.getLogger(KnownConflicts.class);

    private final String folder;
    private final Path root;
    private final Consumer<ServiceChange> changed;
    private boolean due;
    private Optional<List<ConflictReply>> last = Optional.empty();

    KnownConflicts(String folder, Path root, Consumer<ServiceChange> changed) {
        this.folder = folder;
        this.root = root;
        this.changed = changed;
    }

    /** A new conflict, or something that may have ended one; whether it did is looked at when the pass is over. */
    synchronized void happened(SyncEvent.Operation operation) {
        boolean any = last.filter(List::isEmpty).isEmpty();
        due |= operation == SyncEvent.Operation.CONFLICT || any;
    }

    /** Looks, if something happened that makes it worthwhile. */
    synchronized void lookAfterPass() {
        if (due) {
            look();
        }
    }

    /** Looks, and tells if they are other ones than before. */
    synchronized void look() {
        due = false;
        try {
            List<ConflictReply> now = ConflictCommands.of(folder, root);
            if (!last.equals(Optional.of(now))) {
                last = Optional.of(now);
                changed.accept(new ServiceChange.ConflictsChanged(folder, now));
            }
        } catch (StoreException e) {
            LOG.warn("the conflicts of {} cannot be listed", folder, e);
        }
    }
}
