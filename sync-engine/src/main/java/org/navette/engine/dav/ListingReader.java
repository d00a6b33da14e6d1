// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.port.RemoteStore.Listing;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.ServerNames;

/**
 * Sorts the responses of one PROPFIND into listings, believing nothing: an href that is not below what was asked for
 * makes the whole answer worthless, since then names may be missing in it; a name that cannot exist here is a problem of
 * that entry alone.
 */
final class ListingReader {
    private static final ServerNames ANY_SPELLING = new ServerNames(true, true, true);
    /** More entries than anybody has in one answer: an endless listing ends here. */
    private static final int MOST_ENTRIES = 500_000;

    private static final String UNDESCRIBED = "an entry that is named and not described";

    /** A quarter of the memory there is: several are read at a time, and a pass needs some as well. */
    private static final long MOST_MEMORY = Runtime.getRuntime().maxMemory() / 4;

    /** In bytes, of what is kept of an entry beside its words. */
    private static final long MEMORY_OF_ONE = 300;

    private final ShareAddress address;
    private final RelativePath asked;
    private final boolean deep;
    private final int depth;
    private final Map<RelativePath, Listing> listings = new HashMap<>();
    private final Set<RelativePath> seen = new HashSet<>();
    private @Nullable RemoteState self;
    private final long mostMemory;
    private int entries;
    private long memory;

    ListingReader(ShareAddress address, RelativePath asked, boolean deep) {
        this(address, asked, deep, MOST_MEMORY);
    }

    /** @param mostMemory in bytes, about: a listing that would take more is refused, as what is in it is not known then */
    ListingReader(ShareAddress address, RelativePath asked, boolean deep, long mostMemory) {
        this.mostMemory = mostMemory;
        this.address = address;
        this.asked = asked;
        this.deep = deep;
        this.depth = asked.depth();
    }

    void read(InputStream xml) throws StoreException {
        Multistatus.read(xml, this::accept);
        if (self == null) {
            throw bad("a listing that does not name the folder itself");
        }
    }

    /** By collection; the one asked for is there if it is a collection. */
    Map<RelativePath, Listing> listings() {
        return listings;
    }

    Optional<RemoteState> self() {
        return Optional.ofNullable(self);
    }

    private void accept(Multistatus.Entry entry) {
        memory += MEMORY_OF_ONE + 2L * entry.words();
        if (++entries > MOST_ENTRIES || memory > mostMemory) {
            throw new Refusal(bad("a listing without end"));
        }
        List<String> told = address.names(entry.href(), asked)
                .orElseThrow(() -> new Refusal(bad("a listing that leads out of the share: " + entry.href())));
        List<String> above = asked.isRoot() ? List.of() : List.of(asked.value().split("/"));
        int below = told.size() - depth;
        if (below < 0 || !isSame(told.subList(0, depth), above) || (below > 1 && !deep)) {
            throw new Refusal(bad("a listing that leads out of the folder: " + entry.href()));
        }
        List<String> names =
                Stream.concat(above.stream(), told.stream().skip(depth)).toList();
        if (!names.stream().allMatch(RelativePath::isName)) {
            Failure failure = new Failure.NameProblem(names.getLast(), NameTrouble.INVALID, Optional.empty());
            String where = String.join("/", names);
            listing(asked).problems().add(new Problem(where, failure));
            entry.state().ifPresent(state -> listing(asked).unnamed().put(where, state));
            return;
        }
        add(RelativePath.of(String.join("/", names)), entry);
    }

    /** A server may name what was asked for by its own spelling. */
    private static boolean isSame(List<String> told, List<String> asked) {
        return told.equals(asked)
                || told.stream()
                        .map(ANY_SPELLING::key)
                        .toList()
                        .equals(asked.stream().map(ANY_SPELLING::key).toList());
    }

    private void add(RelativePath path, Multistatus.Entry entry) {
        Optional<RemoteState> state = entry.state();
        boolean contradicts = !seen.add(path) && !state.equals(known(path));
        boolean collection = state.filter(known -> !known.isFile()).isPresent();
        if (collection) {
            listing(path);
        }
        if (path.equals(asked)) {
            if (contradicts) {
                throw new Refusal(bad("a listing that describes the folder itself in two ways"));
            }
            self = state.orElse(null);
        } else if (state.isPresent() && !contradicts) {
            listing(path.folder()).children().put(path.name(), state.get());
        } else {
            // What it is, and whether it is there at all, is not known.
            listing(path.folder()).children().remove(path.name());
            Failure failure = entry.forbidden() ? new Failure.Forbidden() : new Failure.BadAnswer(UNDESCRIBED);
            listing(path.folder()).problems().add(new Problem(path.value(), failure));
        }
    }

    private Optional<RemoteState> known(RelativePath path) {
        return path.equals(asked)
                ? Optional.ofNullable(self)
                : Optional.ofNullable(listing(path.folder()).children().get(path.name()));
    }

    private Listing listing(RelativePath collection) {
        return listings.computeIfAbsent(
                collection, key -> new Listing(new HashMap<>(), new ArrayList<>(), new HashMap<>()));
    }

    private static StoreException bad(String what) {
        return new StoreException(new Failure.BadAnswer(what));
    }

    /** Carries a failure out of a callback. */
    private static final class Refusal extends RuntimeException {
        Refusal(StoreException cause) {
            super(cause);
        }
    }
}
