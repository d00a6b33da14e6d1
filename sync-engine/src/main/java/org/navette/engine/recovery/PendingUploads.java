// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.recovery;

import java.util.List;
import java.util.Optional;
import org.navette.engine.port.Journal;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.UploadInProgress;
import org.navette.engine.tree.RelativePath;

/** Uploads in pieces that are under way, kept in the journal, so that they can be gone on with. */
public final class PendingUploads {
    private final Journal journal;

    public PendingUploads(Journal journal) {
        this.journal = journal;
    }

    public List<UploadInProgress> all() throws StoreException {
        return journal.pending().uploads();
    }

    /** Absent if none is under way for the file. */
    public Optional<UploadInProgress> of(RelativePath file) throws StoreException {
        return journal.pending().upload(file);
    }

    boolean isName(RelativePath name) throws StoreException {
        return all().stream().anyMatch(upload -> upload.name().equals(name));
    }

    /** Adds or replaces that of its file. Durable when this returns. */
    public void put(UploadInProgress upload) throws StoreException {
        journal.pending().put(upload);
        journal.commit();
    }

    /** Durable when this returns. */
    public void remove(RelativePath file) throws StoreException {
        journal.pending().removeUpload(file);
        journal.commit();
    }
}
