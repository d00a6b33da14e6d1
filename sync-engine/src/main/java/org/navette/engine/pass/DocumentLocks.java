// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.navette.engine.dav.DavClient;
import org.navette.engine.dav.DavSession;
import org.navette.engine.evidence.HeldLocks;
import org.navette.engine.evidence.RemoteGate;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks on the server for documents that somebody works on here, on servers that have locks. Each lasts some minutes unless
 * it is kept, so that a crash locks nobody out for long.
 */
public final class DocumentLocks {
    /** How long a lock lasts that nobody keeps: the laptop was closed, or its network is gone. */
    public static final Duration LASTS = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(DocumentLocks.class);

    /** What came of asking for a lock. */
    public sealed interface Claim {
        record Ours() implements Claim {}

        /** @param owner in that client's words; empty if it said nothing */
        record Theirs(String owner) implements Claim {}

        /** This server has no locks, or does not have the document. */
        record None() implements Claim {}
    }

    private final DavSession session;
    private final Journal journal;
    private final String owner;
    private final HeldLocks held;

    DocumentLocks(PairSettings settings, DavSession session, Journal journal) {
        this.session = session;
        this.journal = journal;
        this.held = new HeldLocks(journal);
        String device = settings.conflictNames().device();
        this.owner = settings.account()
                .login()
                .map(login -> login.user() + " (" + device + ")")
                .orElse(device);
    }

    /** The documents whose locks are held, also since before this program was started. */
    public List<RelativePath> held() throws StoreException {
        return held.all().stream().map(Lock::path).toList();
    }

    /** Takes a document's lock, or lets it last on. */
    public Claim claim(RelativePath document) throws StoreException {
        Optional<Lock> lock = held.of(document);
        if (lock.isPresent()) {
            // Nothing else is asked: no other server knows the token.
            try (DavClient remote = session.client()) {
                if (remote.refresh(lock.get(), LASTS)) {
                    return new Claim.Ours();
                }
            }
            held.remove(document);
        }
        try (DavClient remote = session.looked()) {
            return take(remote, document);
        }
    }

    private Claim take(DavClient remote, RelativePath document) throws StoreException {
        if (!ServerProfiles.known(journal, remote.about()).has(Trait.LOCKS)) {
            return new Claim.None();
        }
        Optional<RemoteState> before = remote.look(document);
        if (before.isEmpty()) {
            return new Claim.None();
        }
        try {
            DavClient.TakenLock taken = remote.lock(document, LASTS, owner);
            held.put(taken.lock());
            return isThere(remote, taken, before.get()) ? new Claim.Ours() : new Claim.None();
        } catch (StoreException e) {
            return switch (e.failure()) {
                case Failure.Locked l ->
                    new Claim.Theirs(remote.lockOwner(document).orElse(""));
                case Failure.Forbidden f -> new Claim.None();
                default -> throw e;
            };
        }
    }

    /** Whoever deletes it in this very moment makes the LOCK put an empty file in its place: that goes again. */
    private boolean isThere(DavClient remote, DavClient.TakenLock taken, RemoteState before) throws StoreException {
        boolean made = taken.made() && RemoteGate.deleteMadeByLock(remote, taken.lock(), before);
        if (made) {
            LOG.info("{} was deleted while it was being locked", taken.lock().path());
            held.remove(taken.lock().path());
        }
        return !made;
    }

    /** Gives a document's lock back; one that is not held is fine. */
    public void release(RelativePath document) throws StoreException {
        Optional<Lock> lock = held.of(document);
        if (lock.isPresent()) {
            try (DavClient remote = session.client()) {
                remote.unlock(lock.get());
                held.remove(document);
            }
        }
    }
}
