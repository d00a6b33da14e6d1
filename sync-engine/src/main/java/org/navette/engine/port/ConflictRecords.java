// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.util.List;
import org.navette.engine.tree.RelativePath;

/**
 * The part of the journal that says which conflicts there are. They belong to the folder here and not to the synced tree: they
 * neither move nor go with its entries, and stay when it is cleared; a pass that looks there brings them up to date. As durable as
 * the rest of the journal, by its {@link Journal#commit}. All methods may be called from several threads and throw {@link
 * StoreException}.
 */
public interface ConflictRecords {
    /** All of them, by their copies' paths. */
    List<RecordedConflict> all() throws StoreException;

    /** Adds it; one of the same copy that is there already stays, since a name may tell less than whoever made the copy. */
    void record(RecordedConflict conflict) throws StoreException;

    /** It is resolved: the copy is gone or has another name. One that is not there is fine. */
    void forget(RelativePath copy) throws StoreException;
}
