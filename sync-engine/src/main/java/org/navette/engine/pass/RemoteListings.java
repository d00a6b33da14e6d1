// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** How a server is listed in one round: folder by folder, all at once, or only where a folder's ETag says that something changed. */
final class RemoteListings {
    /** Up to this many entries the server is asked for the whole tree in one listing, where it answers that. */
    private static final long MOST_IN_ONE_LISTING = 100_000;

    private final TreeWalk.Lister lister;
    private final Optional<UnchangedFolderCache> settled;

    private RemoteListings(TreeWalk.Lister lister, Optional<UnchangedFolderCache> settled) {
        this.lister = lister;
        this.settled = settled;
    }

    /**
     * @param whole whether the round looks at everything
     * @param dryRun nothing is noted that a later pass would rely on
     */
    static RemoteListings of(
            RemoteStore remote,
            Journal journal,
            IgnoreRules ignored,
            ServerProfile profile,
            boolean whole,
            boolean dryRun)
            throws StoreException {
        boolean says = profile.has(Trait.PROPAGATING_ETAG) && profile.has(Trait.DOT_FILES_LISTED);
        if (says && whole && !dryRun) {
            UnchangedFolderCache settled = new UnchangedFolderCache(journal, remote, ignored.text());
            return new RemoteListings(withBelievedChecksums(settled::list, profile), Optional.of(settled));
        }
        return new RemoteListings(
                withBelievedChecksums(whole(remote, journal, profile, whole), profile), Optional.empty());
    }

    TreeWalk.Lister lister() {
        return lister;
    }

    /** After everything was looked at. */
    void note(Observation observation) throws StoreException {
        if (settled.isPresent()) {
            settled.get().note(observation);
        }
    }

    /** A checksum is believed where the server was seen to drop it with the version it was told with. */
    private static TreeWalk.Lister withBelievedChecksums(TreeWalk.Lister lister, ServerProfile profile) {
        if (profile.has(Trait.CHECKSUMS)) {
            return lister;
        }
        return collection -> {
            RemoteStore.Listing listing = lister.list(collection);
            Map<String, RemoteState> children = new HashMap<>(listing.children());
            children.replaceAll((name, state) -> state.withoutChecksum());
            return new RemoteStore.Listing(children, listing.problems(), listing.unnamed());
        };
    }

    private static TreeWalk.Lister whole(RemoteStore remote, Journal journal, ServerProfile profile, boolean whole)
            throws StoreException {
        long size = journal.size();
        boolean deep = whole && size > 0 && size <= MOST_IN_ONE_LISTING && profile.has(Trait.DEEP_LISTING);
        if (!deep) {
            return remote::list;
        }
        Map<RelativePath, RemoteStore.Listing> tree = remote.listDeep(RelativePath.ROOT);
        return collection -> {
            RemoteStore.Listing listing = tree.get(collection);
            if (listing == null && !profile.names().isExact()) {
                // It may be listed under another spelling.
                return remote.list(collection);
            }
            if (listing == null) {
                throw new StoreException(new Failure.Missing());
            }
            // Whoever lists everything may leave something out: what seems to be emptied is looked at by itself.
            boolean emptied = listing.children().isEmpty()
                    && !journal.children(collection).isEmpty();
            return emptied ? remote.list(collection) : listing;
        };
    }
}
