// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.sim.Temper.Trait;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.RemoteState.Extras;
import org.navette.engine.tree.SyncedState;

/** What a model server tells of its entries, by which versions are told apart. */
final class SimValidators {
    private final SimServer server;

    SimValidators(SimServer server) {
        this.server = server;
    }

    RemoteState describe(SimServer.Entry entry, boolean listing) {
        Extras extras = server.temper.has(Trait.FILE_IDS)
                ? new Extras(Optional.of("id" + entry.id()), entry.checksum(), Optional.empty())
                : Extras.NONE;
        byte[] content = entry.content();
        if (content == null) {
            return RemoteState.folder(
                    server.temper.has(Trait.COLLECTION_ETAG)
                            ? ETag.parse("\"c" + entry.version() + "\"")
                            : Optional.empty(),
                    extras);
        }
        Optional<ETag> etag = server.temper.has(listing ? Trait.ETAG_LISTED : Trait.ETAG_ON_GET)
                ? ETag.parse(etag(entry))
                : Optional.empty();
        Instant second = Instant.ofEpochSecond(entry.millis() / 1000);
        return new RemoteState(Kind.FILE, content.length, etag, Optional.of(second), extras);
    }

    String etag(SimServer.Entry entry) {
        byte[] content = entry.content();
        String opaque = server.temper.has(Trait.COARSE_ETAG)
                ? (content == null ? 0 : content.length) + "-" + entry.millis() / 1000
                : "v" + entry.version();
        boolean weak = server.temper.has(Trait.ALWAYS_WEAK)
                || (server.temper.has(Trait.YOUNG_WEAK) && server.now() - entry.millis() < 1000);
        return weak ? "W/\"" + opaque + "\"" : "\"" + opaque + "\"";
    }

    /**
     * Whether a file was moved over the name of another, which a device knows, of the same size and second, and this server's
     * listings show no more than that.
     */
    boolean looksAsKnown(RelativePath path, Map<RelativePath, SyncedState> known) {
        boolean telling = server.temper.has(Trait.ETAG_LISTED) && !server.temper.has(Trait.COARSE_ETAG);
        SyncedState base = known.get(path);
        return !telling
                && base != null
                && base.isFile()
                && server.movedTo.contains(path)
                && server.find(path)
                        .filter(SimServer.Entry::isFile)
                        .map(entry -> describe(entry, true))
                        .filter(now -> base.remote().filter(now::isStill).isPresent())
                        .isPresent();
    }
}
