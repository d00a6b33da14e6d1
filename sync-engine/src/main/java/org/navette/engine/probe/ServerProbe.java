// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.probe;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Listing;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a server honours, by trying it in a scratch collection, which whoever asks removes again. A precondition
 * counts only if it was seen to refuse the wrong version and to accept the right one.
 */
public final class ServerProbe {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProbe.class);

    private ServerProbe() {}

    /**
     * @param scratch a name in the root of the share that nobody else uses
     * @param pause lets some hundredths of a second go by
     * @return what answers alone tell, with no write tried, where the share cannot be written to, or is full
     * @throws StoreException if the server cannot be talked to, or is in passing trouble: nothing must be written then
     */
    public static ServerProfile probe(RemoteStore remote, RelativePath scratch, Runnable pause) throws StoreException {
        try {
            remote.makeCollection(scratch);
            return ServerProfile.of(true, tried(new Scratch(remote, scratch, pause)));
        } catch (StoreException e) {
            if (!isNotWritable(e.failure())) {
                throw e;
            }
            LOG.info("nothing can be tried in this share now, so nothing is taken for granted", e);
            return fromAnswers(remote);
        }
    }

    /** What takes no writes says so in several ways: 403, 507, 405, 501. */
    private static boolean isNotWritable(Failure failure) {
        return switch (failure) {
            case Failure.Forbidden f -> true;
            case Failure.QuotaExceeded q -> true;
            case Failure.Refused(int status) -> status == 405 || status == 501;
            default -> false;
        };
    }

    private static Set<Trait> tried(Scratch scratch) throws StoreException {
        Set<Trait> found = EnumSet.noneOf(Trait.class);
        WriteProbe writes = new WriteProbe(scratch);
        // First, and looked at last: a server needs a moment to notice that a line broke.
        boolean brokenOff = writes.breakOffPuts();
        TransferProbe transfers = new TransferProbe(scratch);
        transfers.prepare();
        found.addAll(writes.guards());
        found.addAll(new ValidatorProbe(scratch).run());
        found.addAll(transfers.run());
        found.addAll(new ExtrasProbe(scratch).run());
        found.addAll(new NameProbe(scratch).run());
        note(found, Trait.ATOMIC_PUT, brokenOff && writes.leftNothingBroken());
        note(found, Trait.DEEP_LISTING, listsDeep(scratch));
        note(found, Trait.DOT_FILES_LISTED, listsDotFiles(scratch));
        note(found, Trait.RESUMABLE_GET, transfers.resumesGet());
        return found;
    }

    /** Not only answered, but to the bottom: some servers take infinity for one (sabre/dav's documentation). */
    private static boolean listsDeep(Scratch scratch) throws StoreException {
        RelativePath inner = scratch.file(ValidatorProbe.OUTER).child(ValidatorProbe.INNER);
        AtomicReference<Map<RelativePath, Listing>> all = new AtomicReference<>(Map.of());
        boolean answered = Scratch.accepts(() -> all.set(scratch.remote().listDeep(scratch.collection())));
        return answered
                && all.get().containsKey(inner)
                && all.get()
                        .get(inner)
                        .children()
                        .keySet()
                        .equals(scratch.remote().list(inner).children().keySet());
    }

    private static boolean listsDotFiles(Scratch scratch) throws StoreException {
        RelativePath file = scratch.file(".dot");
        scratch.put(file, "one");
        return scratch.remote().list(scratch.collection()).children().containsKey(file.name());
    }

    /** What a look at a share that takes no writes tells. */
    public static ServerProfile fromAnswers(RemoteStore remote) throws StoreException {
        Set<Trait> found = EnumSet.noneOf(Trait.class);
        for (RemoteState child : remote.list(RelativePath.ROOT).children().values()) {
            note(
                    found,
                    Trait.ETAG_IN_LISTING,
                    child.kind() == Kind.FILE && child.etag().isPresent());
            note(found, Trait.FILE_IDS, child.fileId().isPresent());
            note(found, Trait.PERMISSIONS, child.rights().isPresent());
        }
        note(found, Trait.QUOTA, remote.spaceLeft().isPresent());
        return ServerProfile.of(false, found);
    }

    static void note(Set<Trait> found, Trait trait, boolean seen) {
        if (seen) {
            found.add(trait);
        }
    }
}
