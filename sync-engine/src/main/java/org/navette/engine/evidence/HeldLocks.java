// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import java.util.List;
import java.util.Optional;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/**
 * Locks that are held while somebody works on a document, kept in the journal: whoever writes there has to show the token,
 * also after a crash.
 */
public final class HeldLocks {
    private final Journal journal;

    public HeldLocks(Journal journal) {
        this.journal = journal;
    }

    public List<Lock> all() throws StoreException {
        return journal.pending().locks();
    }

    /** Absent if none is held on the document. */
    public Optional<Lock> of(RelativePath document) throws StoreException {
        return journal.pending().lock(document);
    }

    /** Durable when this returns. */
    public void put(Lock lock) throws StoreException {
        journal.pending().put(lock);
        journal.commit();
    }

    /** None is fine. Durable when this returns. */
    public void remove(RelativePath document) throws StoreException {
        journal.pending().removeLock(document);
        journal.commit();
    }
}
