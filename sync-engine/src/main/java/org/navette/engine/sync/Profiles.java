// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.dav.ServerProbe;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Guard;
import org.navette.engine.port.StoreException;
import org.navette.engine.propagate.Leftovers;
import org.navette.engine.propagate.Ports;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;

/** The server's profile, found out once, before the first write, and kept in the journal. */
final class Profiles {
    private static final String PREFIX = "server.";
    private static final String PROBED = PREFIX + "probed";

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
                flag(journal, "moveKeepsEtag"),
                flag(journal, "atomicPut"),
                flag(journal, "locks"),
                flag(journal, "etagInListing"),
                flag(journal, "fineValidator"),
                flag(journal, "sameEtagOnPut"),
                flag(journal, "sameEtagOnGet"),
                flag(journal, "deepListing"),
                flag(journal, "dotFilesListed")));
    }

    static ServerProfile findOut(Ports ports) throws StoreException {
        Journal journal = ports.journal();
        RemoteStore remote = ports.remote();
        Optional<ServerProfile> known = known(journal);
        if (known.isPresent()) {
            return known.get();
        }
        RelativePath scratch = ports.names().scratch();
        ServerProfile profile = ServerProbe.probe(remote, scratch, ports.pause());
        new Leftovers(ports).clear(scratch, Kind.FOLDER);
        if (!profile.equals(ServerProfile.UNKNOWN)) {
            note(journal, profile);
        }
        return profile;
    }

    private static void note(Journal journal, ServerProfile profile) throws StoreException {
        Map<String, String> facts = new HashMap<>();
        facts.put(PROBED, "1");
        facts.put(PREFIX + "createGuard", String.valueOf(profile.createGuard()));
        facts.put(PREFIX + "replaceGuard", profile.replaceGuard().name());
        facts.put(PREFIX + "deleteGuard", profile.deleteGuard().name());
        facts.put(PREFIX + "moveGuard", String.valueOf(profile.moveGuard()));
        facts.put(PREFIX + "moveKeepsEtag", String.valueOf(profile.moveKeepsEtag()));
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
