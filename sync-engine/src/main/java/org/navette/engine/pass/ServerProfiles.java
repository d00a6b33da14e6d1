// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.navette.engine.evidence.Ports;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore.About;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.probe.ServerProbe;
import org.navette.engine.recovery.Leftovers;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;

/**
 * The server's profile, found out once, before the first write, and kept in the journal: one for each identity the server
 * was seen to have, so that a new version, or another server behind the same address, is tried anew.
 */
final class ServerProfiles {
    private static final String PREFIX = "server.";
    /** Goes up when the probe asks more, or asks differently: what was found out before is then not enough. */
    private static final String VERSION = "5";

    private final Ports ports;

    ServerProfiles(Ports ports) {
        this.ports = ports;
    }

    /** The profile found out earlier, or {@link ServerProfile#UNKNOWN} before the first probe. */
    ServerProfile known() throws StoreException {
        return known(ports.journal(), ports.remote().about());
    }

    static ServerProfile known(Journal journal, About about) throws StoreException {
        return journal.fact(name(about)).flatMap(ServerProfiles::parse).orElse(ServerProfile.UNKNOWN);
    }

    /** The profile, found out now if it was not yet. */
    ServerProfile findOut() throws StoreException {
        ServerProfile known = known();
        if (known.writesTried()) {
            return known;
        }
        RelativePath scratch = ports.names().scratch();
        ServerProfile profile = ServerProbe.probe(ports.remote(), scratch, ports.pause());
        new Leftovers(ports).clear(scratch, Kind.FOLDER);
        if (profile.writesTried()) {
            Journal journal = ports.journal();
            journal.note(Map.of(name(ports.remote().about()), format(profile)));
            journal.commit();
        }
        return profile;
    }

    private static String name(About about) {
        String identity = about.software() + "\n" + about.classes() + "\n" + about.rootId();
        return PREFIX
                + Hashing.sha256()
                        .hashString(identity, StandardCharsets.UTF_8)
                        .toString()
                        .substring(0, 16);
    }

    private static String format(ServerProfile profile) {
        return VERSION + " " + Joiner.on(' ').join(profile.traits());
    }

    private static Optional<ServerProfile> parse(String text) {
        Set<String> words = Set.copyOf(
                Splitter.on(' ').omitEmptyStrings().splitToStream(text).collect(Collectors.toSet()));
        if (!text.startsWith(VERSION + " ")) {
            return Optional.empty();
        }
        Set<Trait> traits = EnumSet.allOf(Trait.class);
        traits.removeIf(trait -> !words.contains(trait.name()));
        return Optional.of(ServerProfile.of(true, traits));
    }
}
