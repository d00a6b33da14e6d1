// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that a write only happens to the version of a file that is known: by a precondition where the server honours one, else
 * by a look under a lock, else by a last look.
 */
final class VersionPrecondition {
    private static final Logger LOG = LoggerFactory.getLogger(VersionPrecondition.class);

    @FunctionalInterface
    interface Guarded<T> {
        T run(Condition condition) throws StoreException;
    }

    private final RemoteStore remote;
    private final ServerProfile profile;
    private final HeldLocks held;
    private final ContentReader contents;

    VersionPrecondition(RemoteStore remote, Journal journal, ServerProfile profile) {
        this.remote = remote;
        this.profile = profile;
        this.held = new HeldLocks(journal);
        this.contents = new ContentReader(remote, profile);
    }

    /**
     * Runs a write that must only happen to the known version. A precondition is given in the words the server uses right
     * now: Apache's ETags lose their mark of weakness after a second, and it compares it (observed).
     */
    <T> T guarded(RelativePath file, RemoteState known, Sha256 content, ServerProfile.Guard guard, Guarded<T> write)
            throws StoreException {
        // Under a lock of ours only its token opens.
        Optional<Lock> document = held.of(file);
        if (document.isPresent()) {
            requireKnown(file, known, content);
            return asHolder(document.get(), write);
        }
        // A precondition is worth as much as the validator in it.
        if (guard == ServerProfile.Guard.NONE || known.etag().isEmpty() || !profile.has(Trait.FINE_VALIDATOR)) {
            return underLock(file, known, content, write);
        }
        try {
            return write.run(condition(guard, known));
        } catch (StoreException e) {
            if (!(e.failure() instanceof Failure.ChangedMeanwhile)) {
                throw e;
            }
            RemoteState now = requireStill(file, known);
            return write.run(condition(guard, now));
        }
    }

    private static Condition condition(ServerProfile.Guard guard, RemoteState version) {
        var etag = version.etag().orElseThrow();
        return guard == ServerProfile.Guard.IF_MATCH ? new Condition.Match(etag) : new Condition.DavIf(etag);
    }

    private <T> T underLock(RelativePath file, RemoteState known, Sha256 content, Guarded<T> write)
            throws StoreException {
        Optional<Lock> lock = lockIfPossible(file);
        try {
            requireKnown(file, known, content);
            return write.run(lock.isPresent() ? new Condition.Holding(lock.get()) : lastResort(known));
        } finally {
            lock.ifPresent(this::unlock);
        }
    }

    /** A lock that the server does not know any more, as after it was started anew, is none: the next try goes without. */
    private <T> T asHolder(Lock lock, Guarded<T> write) throws StoreException {
        try {
            return write.run(new Condition.Holding(lock));
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.ChangedMeanwhile) {
                held.remove(lock.path());
            }
            throw e;
        }
    }

    private Optional<Lock> lockIfPossible(RelativePath file) throws StoreException {
        if (profile.has(Trait.LOCKS)) {
            return Optional.of(remote.lock(file));
        }
        if (profile.writesTried()) {
            return Optional.empty();
        }
        try {
            return Optional.of(remote.lock(file));
        } catch (StoreException e) {
            boolean noLocksHere = e.failure() instanceof Failure.Refused || e.failure() instanceof Failure.Forbidden;
            if (!noLocksHere) {
                throw e;
            }
            LOG.debug("no lock on {}", file, e);
            return Optional.empty();
        }
    }

    /** Of a server nothing is known about, the condition that most of them honour; of others, none that would help. */
    private Condition lastResort(RemoteState known) {
        return !profile.writesTried() && known.etag().isPresent()
                ? new Condition.DavIf(known.etag().get())
                : new Condition.None();
    }

    private void requireKnown(RelativePath file, RemoteState known, Sha256 content) throws StoreException {
        requireContentIfYoung(file, requireStill(file, known), content);
    }

    private RemoteState requireStill(RelativePath file, RemoteState known) throws StoreException {
        return remote.look(file).filter(now -> now.isStill(known)).orElseThrow(VersionPrecondition::changed);
    }

    /** Behind validators of whole seconds, a version that is a few seconds old may be another one. */
    private void requireContentIfYoung(RelativePath file, RemoteState known, Sha256 content) throws StoreException {
        if (profile.has(Trait.FINE_VALIDATOR)) {
            return;
        }
        Optional<Sha256> found = contents.hashUnless(file, known, Described::isOld);
        if (found.isPresent() && !found.get().equals(content)) {
            throw changed();
        }
    }

    /**
     * A MOVE over a locked file takes its lock with it (RFC 4918 §9.9.3: the target is deleted first), or leaves one on the name
     * that opens to nobody (nginx, observed): so it is given back, and whoever keeps the document locked takes another.
     */
    void giveBackLock(RelativePath file) throws StoreException {
        Optional<Lock> document = held.of(file);
        if (document.isPresent()) {
            unlock(document.get());
            held.remove(file);
        }
    }

    private void unlock(Lock lock) {
        try {
            remote.unlock(lock);
        } catch (StoreException e) {
            LOG.debug("the lock on {} ends by itself", lock.path(), e);
        }
    }

    private static StoreException changed() {
        return new StoreException(new Failure.ChangedMeanwhile());
    }
}
