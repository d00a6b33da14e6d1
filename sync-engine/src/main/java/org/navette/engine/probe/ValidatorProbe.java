// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.probe;

import static org.navette.engine.probe.Scratch.accepts;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** What versions, and collections, can be known again by. */
final class ValidatorProbe {
    /** A collection, with one in it that has a file. */
    static final String OUTER = "outer";

    static final String INNER = "inner";

    private static final int REWRITES = 8;
    private static final int PROOFS = 2;

    private final Scratch scratch;
    private final RemoteStore remote;

    ValidatorProbe(Scratch scratch) {
        this.scratch = scratch;
        this.remote = scratch.remote();
    }

    Set<Trait> run() throws StoreException {
        Set<Trait> found = EnumSet.noneOf(Trait.class);
        RelativePath file = scratch.file("etag");
        Receipt receipt = scratch.put(file, "one");
        Optional<ETag> listed = scratch.listed(file);
        ServerProbe.note(found, Trait.ETAG_IN_LISTING, listed.isPresent());
        ServerProbe.note(
                found,
                Trait.SAME_ETAG_ON_PUT,
                receipt.etag().isPresent() && receipt.etag().equals(listed));
        ServerProbe.note(found, Trait.FINE_VALIDATOR, isFine(file));
        ServerProbe.note(found, Trait.MOVE_KEEPS_ETAG, moveKeepsEtag());
        ServerProbe.note(found, Trait.SAME_ETAG_ON_GET, sameEtagOnGet(file));
        collections(found);
        return found;
    }

    /**
     * Rewrites with as many bytes, not within one tick of the server's file system (4 ms on Linux): do the listing's ETags
     * tell versions of one second apart? On a slow line each version has a second of its own, which proves nothing, so
     * only two that were modified in the same one count.
     */
    private boolean isFine(RelativePath file) throws StoreException {
        Optional<RemoteState> before = remote.look(file);
        int proofs = 0;
        for (int i = 0; i < REWRITES && proofs < PROOFS; i++) {
            scratch.pause();
            scratch.put(file, i % 2 == 0 ? "two" : "six");
            Optional<RemoteState> after = remote.look(file);
            if (after.flatMap(RemoteState::etag).isEmpty()
                    || after.flatMap(RemoteState::etag).equals(before.flatMap(RemoteState::etag))) {
                return false;
            }
            boolean sameSecond = after.flatMap(RemoteState::modified).isPresent()
                    && after.flatMap(RemoteState::modified).equals(before.flatMap(RemoteState::modified));
            proofs += sameSecond ? 1 : 0;
            before = after;
        }
        return proofs == PROOFS;
    }

    private boolean moveKeepsEtag() throws StoreException {
        RelativePath from = scratch.file("keep-from");
        RelativePath to = scratch.file("keep-to");
        scratch.put(from, "one");
        Optional<ETag> before = scratch.listed(from);
        // Time goes by, or a second's grain would make any two ETags the same.
        scratch.pause();
        boolean moved = accepts(() -> remote.move(from, to, Kind.FILE, false, new Condition.None()));
        return moved && before.isPresent() && before.equals(scratch.listed(to));
    }

    private boolean sameEtagOnGet(RelativePath file) throws StoreException {
        AtomicReference<Optional<ETag>> got = new AtomicReference<>(Optional.empty());
        try {
            remote.get(file, (described, body) -> got.set(described.state().etag()));
        } catch (IOException e) {
            throw StoreException.of(e);
        }
        return got.get().isPresent() && got.get().equals(scratch.listed(file));
    }

    /** Does a collection's ETag change when something in it does, directly, or further down? */
    private void collections(Set<Trait> found) throws StoreException {
        RelativePath outer = scratch.file(OUTER);
        RelativePath inner = outer.child(INNER);
        remote.makeCollection(outer);
        remote.makeCollection(inner);
        Optional<ETag> empty = scratch.listed(outer);
        scratch.pause();
        scratch.put(outer.child("file"), "one");
        Optional<ETag> added = scratch.listed(outer);
        scratch.pause();
        scratch.put(outer.child("file"), "two");
        Optional<ETag> rewritten = scratch.listed(outer);
        scratch.pause();
        scratch.put(inner.child("file"), "one");
        Optional<ETag> deeper = scratch.listed(outer);
        boolean direct = empty.isPresent()
                && added.isPresent()
                && rewritten.isPresent()
                && !empty.equals(added)
                && !added.equals(rewritten);
        ServerProbe.note(found, Trait.COLLECTION_ETAG, direct);
        ServerProbe.note(found, Trait.PROPAGATING_ETAG, direct && deeper.isPresent() && !deeper.equals(rewritten));
    }
}
