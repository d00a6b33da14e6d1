// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.tree.RelativePath;

/**
 * The part of the journal that says what is under way on the server or here, so that a later pass ends what a crash cut off.
 * Nothing of it moves or goes with the entries of the synced tree: it says what was begun, under the names of that moment. As
 * durable as the rest of the journal, by its {@link Journal#commit}. All methods may be called from several threads and throw
 * {@link StoreException}.
 */
public interface PendingWork {
    /** Moves of a kind, in the order in which they began; empty unless one is under way or was cut off. */
    List<PendingMove> moves(PendingMove.Kind kind) throws StoreException;

    /** Adds one; one that is there already stays as it is. */
    void add(PendingMove move) throws StoreException;

    /** It is over; one that is not there is fine. */
    void remove(PendingMove move) throws StoreException;

    /** Forgets all moves of every kind. */
    void forgetMoves() throws StoreException;

    /** Uploads in pieces, in no order. */
    List<UploadInProgress> uploads() throws StoreException;

    /** The upload of a file; absent if none is under way. */
    Optional<UploadInProgress> upload(RelativePath file) throws StoreException;

    /** Adds it, or replaces that of the same file. */
    void put(UploadInProgress upload) throws StoreException;

    /** The upload of a file is over; none is fine. */
    void removeUpload(RelativePath file) throws StoreException;

    /** Locks that we hold on the server while documents are open here, in no order; they may have ended there by themselves. */
    List<Lock> locks() throws StoreException;

    /** The lock that we hold on a document; absent if we have none. */
    Optional<Lock> lock(RelativePath document) throws StoreException;

    /** Adds it, or replaces that of the same document. */
    void put(Lock lock) throws StoreException;

    /** The lock on a document is given back, or lost; none is fine. */
    void removeLock(RelativePath document) throws StoreException;

    /** Collections that other clients have moved aside, in no order. */
    List<AsideSighting> asideSightings() throws StoreException;

    /** From now on these are the ones, and no others. */
    void replaceAsideSightings(Collection<AsideSighting> sightings) throws StoreException;

    /** Collections that are being made on the server, in no order. */
    List<PendingCollection> collections() throws StoreException;

    /** From now on these are the ones, and no others. */
    void replaceCollections(Collection<PendingCollection> collections) throws StoreException;
}
