// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.navette.engine.dav.ServerProbe;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Guard;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** The server's profile, found out once, before the first write, and kept in the journal. */
final class Profiles {
    private static final String PREFIX = "server.";
    private static final String PROBED = PREFIX + "probed";

    /** Where the last probe took place: if it was cut off, what it left is there. */
    private static final String SCRATCH = PREFIX + "scratch";

    private Profiles() {}

    /** The profile found out earlier; absent before the first probe. */
    static Optional<ServerProfile> known(Journal journal) throws StoreException {
        if (journal.fact(PROBED).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ServerProfile(
                flag(journal, "createGuard"),
                guard(journal, "replaceGuard"),
                guard(journal, "deleteGuard"),
                flag(journal, "moveGuard"),
                flag(journal, "atomicPut"),
                flag(journal, "locks"),
                flag(journal, "etagInListing"),
                flag(journal, "fineValidator"),
                flag(journal, "sameEtagOnPut"),
                flag(journal, "sameEtagOnGet"),
                flag(journal, "deepListing"),
                flag(journal, "dotFilesListed")));
    }

    static ServerProfile findOut(Journal journal, RemoteStore remote) throws StoreException {
        Optional<ServerProfile> known = known(journal);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<String> leftover = journal.fact(SCRATCH);
        if (leftover.isPresent()) {
            ServerProbe.clear(remote, RelativePath.of(leftover.get()));
        }
        RelativePath scratch = RelativePath.of("~navette-probe-" + UUID.randomUUID());
        journal.note(Map.of(SCRATCH, scratch.value()));
        journal.commit();
        ServerProfile profile = ServerProbe.probe(remote, scratch, Profiles::pause);
        if (!profile.equals(ServerProfile.UNKNOWN)) {
            note(journal, profile);
        }
        return profile;
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
    }

    private static void note(Journal journal, ServerProfile profile) throws StoreException {
        Map<String, String> facts = new HashMap<>();
        facts.put(PROBED, "1");
        facts.put(PREFIX + "createGuard", String.valueOf(profile.createGuard()));
        facts.put(PREFIX + "replaceGuard", profile.replaceGuard().name());
        facts.put(PREFIX + "deleteGuard", profile.deleteGuard().name());
        facts.put(PREFIX + "moveGuard", String.valueOf(profile.moveGuard()));
        facts.put(PREFIX + "atomicPut", String.valueOf(profile.atomicPut()));
        facts.put(PREFIX + "locks", String.valueOf(profile.locks()));
        facts.put(PREFIX + "etagInListing", String.valueOf(profile.etagInListing()));
        facts.put(PREFIX + "fineValidator", String.valueOf(profile.fineValidator()));
        facts.put(PREFIX + "sameEtagOnPut", String.valueOf(profile.sameEtagOnPut()));
        facts.put(PREFIX + "sameEtagOnGet", String.valueOf(profile.sameEtagOnGet()));
        facts.put(PREFIX + "deepListing", String.valueOf(profile.deepListing()));
        facts.put(PREFIX + "dotFilesListed", String.valueOf(profile.dotFilesListed()));
        journal.note(facts);
        journal.commit();
    }

    private static boolean flag(Journal journal, String name) throws StoreException {
        return journal.fact(PREFIX + name).map(Boolean::parseBoolean).orElse(false);
    }

    private static Guard guard(Journal journal, String name) throws StoreException {
        return journal.fact(PREFIX + name).map(Guard::valueOf).orElse(Guard.NONE);
    }
}
