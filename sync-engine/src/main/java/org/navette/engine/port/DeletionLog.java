// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import com.google.common.collect.Multiset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/**
 * The part of the journal that says which files were deleted lately without anybody having been asked, and which deletions
 * somebody is being asked about. As durable as the rest of the journal, by its {@link Journal#commit}. All methods may be called
 * from several threads and throw {@link StoreException}.
 */
public interface DeletionLog {
    /** Where a file was taken away. */
    enum Side {
        /** On this disk, to the version store, because it was gone on the server. */
        HERE,
        /** On the server, because it was gone here. */
        SERVER
    }

    /**
     * A file that was deleted, or was about to be.
     *
     * @param content what both sides had
     * @param serial its age among all entries: see {@link #serial}
     */
    record Deleted(RelativePath path, Side side, Sha256 content, long serial) {}

    /**
     * What one round deleted.
     *
     * @param at milliseconds of a time that only its writer knows; never less than that of an earlier lot
     * @param files the number of files in the synced tree before
     * @param newest the serial of the newest entry before
     */
    record Lot(long at, long files, long newest, List<Deleted> deleted) {
        public Lot {
            deleted = List.copyOf(deleted);
        }
    }

    /** The serial of the entry that was added last, or a larger number; 0 if there never was any. */
    long newest() throws StoreException;

    /** Grows with each entry that is added to the synced tree and stays the same as long as it is in it; 0 if it is not. */
    long serial(RelativePath path) throws StoreException;

    /** Oldest first. */
    List<Lot> lots() throws StoreException;

    /** Adds the newest lot. */
    void add(Lot lot) throws StoreException;

    /** Forgets all lots whose time is less. */
    void forgetBefore(long at) throws StoreException;

    /** The contents of all files whose serial is greater, each as often as there are such files. */
    Multiset<Sha256> newerThan(long serial) throws StoreException;

    /** A file of the synced tree with this content; absent if there is none. */
    Optional<RelativePath> holding(Sha256 content) throws StoreException;

    /** Deletions somebody was asked about, and that wait for the answer. */
    Set<RelativePath> held() throws StoreException;

    /** From now on these are the ones, and no others. */
    void hold(Collection<RelativePath> paths) throws StoreException;
}
