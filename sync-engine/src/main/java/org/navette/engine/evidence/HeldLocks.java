// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.engine.journal.JournalNotes;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/**
 * Locks that are held while somebody works on a document, kept in a fact of the journal: whoever writes there has to show
 * the token, also after a crash.
 */
public final class HeldLocks {
    private final JournalNotes notes;

    public HeldLocks(Journal journal) {
        this.notes = new JournalNotes(journal, "locked");
    }

    public List<Lock> all() throws StoreException {
        List<Lock> all = new ArrayList<>();
        for (List<String> words : notes.all()) {
            byte[] token = BaseEncoding.base16().decode(words.get(1));
            all.add(new Lock(RelativePath.of(words.get(0)), new String(token, StandardCharsets.UTF_8)));
        }
        return all;
    }

    public Optional<Lock> of(RelativePath document) throws StoreException {
        return all().stream().filter(lock -> lock.path().equals(document)).findFirst();
    }

    /** Durable when this returns. */
    public void put(Lock lock) throws StoreException {
        String token = BaseEncoding.base16().encode(lock.token().getBytes(StandardCharsets.UTF_8));
        notes.put(List.of(lock.path().value(), token));
    }

    /** Durable when this returns. */
    public void remove(RelativePath document) throws StoreException {
        notes.remove(document.value());
    }
}
