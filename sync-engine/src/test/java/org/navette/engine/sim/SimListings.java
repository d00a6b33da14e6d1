// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Listing;
import org.navette.engine.port.StoreException;
import org.navette.engine.sim.Temper.Trait;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** What a model server lists, as one device gets it. */
final class SimListings {
    private final SimServer server;
    private final Lies lies;
    /** Those of this pass, for {@link Sabotage#DELETE_WITHOUT_LISTING}. */
    private final Map<RelativePath, Listing> earlier = new HashMap<>();

    SimListings(SimServer server, Lies lies) {
        this.server = server;
        this.lies = lies;
    }

    Optional<Listing> earlier(RelativePath collection) {
        return Optional.ofNullable(earlier.get(collection));
    }

    void remember(RelativePath collection, Listing listing) {
        earlier.put(collection, listing);
    }

    void forget() {
        earlier.clear();
    }

    Listing of(RelativePath collection) throws StoreException {
        if (server.find(collection).filter(entry -> !entry.isFile()).isEmpty()) {
            throw SimServer.fail(new Failure.Missing());
        }
        Map<String, RemoteState> children = new HashMap<>();
        for (RelativePath child : server.children(collection)) {
            children.put(
                    child.name(), server.validators.describe(server.find(child).orElseThrow(), true));
        }
        return lies.listing(collection, children);
    }

    Map<RelativePath, Listing> deep(RelativePath collection) throws StoreException {
        Map<RelativePath, Listing> all = new HashMap<>();
        all.put(collection, of(collection));
        if (server.temper.has(Trait.DEEP_IS_ONE)) {
            server.children(collection).forEach(child -> all.put(child, new Listing(Map.of(), List.of())));
            return all;
        }
        if (!server.temper.has(Trait.DEEP)) {
            throw SimServer.fail(new Failure.Forbidden());
        }
        for (RelativePath path : server.below(collection)) {
            if (!server.find(path).orElseThrow().isFile()) {
                all.put(path, of(path));
            }
        }
        return all;
    }
}
