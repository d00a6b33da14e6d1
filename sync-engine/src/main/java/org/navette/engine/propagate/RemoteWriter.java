// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Body;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the share in the safest cheap way this server has: under a precondition where it honours one, else under a
 * lock, else after a last look; in one PUT where a broken-off PUT leaves nothing, else by a temporary name and MOVE.
 */
final class RemoteWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteWriter.class);

    /**
     * A version that was written.
     *
     * @param state as the server now describes it; absent if that may be somebody else's version already
     * @param racy another write in the same tick would not show
     */
    record Written(Optional<RemoteState> state, boolean racy) {}

    @FunctionalInterface
    private interface Guarded {
        void run(Condition condition) throws StoreException;
    }

    private final RemoteStore remote;
    private final ServerProfile profile;
    private final Supplier<String> tokens;

    /** @param tokens unique parts of temporary names */
    RemoteWriter(RemoteStore remote, ServerProfile profile, Supplier<String> tokens) {
        this.remote = remote;
        this.profile = profile;
        this.tokens = tokens;
    }

    /** @throws StoreException {@link Failure.ChangedMeanwhile} if something is there already */
    Written create(RelativePath file, Body body) throws StoreException {
        if (profile.atomicPut() && profile.createGuard()) {
            return confirm(file, body, remote.put(file, body, new Condition.Free()));
        }
        if (remote.look(file).isPresent()) {
            throw changed();
        }
        return viaTemporary(
                file, body, temporary -> remote.move(temporary, file, Kind.FILE, false, new Condition.None()));
    }

    /** @throws StoreException {@link Failure.ChangedMeanwhile} if another version than the known one is there */
    Written replace(RelativePath file, Body body, RemoteState known) throws StoreException {
        if (!profile.atomicPut()) {
            return viaTemporary(
                    file,
                    body,
                    temporary -> guarded(
                            file,
                            known,
                            profile.replaceGuard(),
                            condition -> remote.move(temporary, file, Kind.FILE, true, condition)));
        }
        Receipt[] receipt = new Receipt[1];
        guarded(file, known, profile.replaceGuard(), condition -> receipt[0] = remote.put(file, body, condition));
        return confirm(file, body, receipt[0]);
    }

    /**
     * Deletes a file, if it is the version that is known. One that is gone already is fine.
     *
     * @param doubted the content it must have, where its validators alone don't tell
     */
    void delete(RelativePath file, RemoteState known, Optional<Sha256> doubted) throws StoreException {
        try {
            if (doubted.isPresent() && !doubted.get().equals(contentOf(file))) {
                throw changed();
            }
            guarded(file, known, profile.deleteGuard(), condition -> remote.delete(file, Kind.FILE, condition));
        } catch (StoreException e) {
            if (!(e.failure() instanceof Failure.Missing)) {
                throw e;
            }
        }
    }

    private Sha256 contentOf(RelativePath file) throws StoreException {
        MessageDigest digest = Sha256.digest();
        try {
            remote.get(file, (described, body) -> ByteStreams.exhaust(new DigestInputStream(body, digest)));
        } catch (IOException e) {
            throw e instanceof StoreException known
                    ? known
                    : new StoreException(new Failure.BadAnswer(String.valueOf(e.getMessage())), e);
        }
        return Sha256.of(digest);
    }

    @FunctionalInterface
    private interface Finish {
        void run(RelativePath temporary) throws StoreException;
    }

    private Written viaTemporary(RelativePath file, Body body, Finish finish) throws StoreException {
        RelativePath temporary = file.folder().child("~navette-" + tokens.get() + ".tmp");
        boolean finished = false;
        try {
            Receipt receipt = remote.put(temporary, body, new Condition.None());
            finish.run(temporary);
            finished = true;
            return confirm(file, body, new Receipt(Optional.empty(), receipt.date()));
        } finally {
            if (!finished) {
                clear(temporary);
            }
        }
    }

    private void clear(RelativePath temporary) {
        try {
            remote.delete(temporary, Kind.FILE, new Condition.None());
        } catch (StoreException e) {
            LOG.debug("{} stays on the server for now", temporary, e);
        }
    }

    /**
     * Runs a write that must only happen to the known version. A precondition is given in the words the server uses right
     * now: Apache's ETags lose their mark of weakness after a second, and it compares it (observed).
     */
    private void guarded(RelativePath file, RemoteState known, ServerProfile.Guard guard, Guarded write)
            throws StoreException {
        if (guard == ServerProfile.Guard.NONE || known.etag().isEmpty()) {
            underLock(file, known, write);
            return;
        }
        try {
            write.run(condition(guard, known));
        } catch (StoreException e) {
            if (!(e.failure() instanceof Failure.ChangedMeanwhile)) {
                throw e;
            }
            RemoteState now = requireStill(file, known);
            write.run(condition(guard, now));
        }
    }

    private static Condition condition(ServerProfile.Guard guard, RemoteState version) {
        var etag = version.etag().orElseThrow();
        return guard == ServerProfile.Guard.IF_MATCH ? new Condition.Match(etag) : new Condition.DavIf(etag);
    }

    private void underLock(RelativePath file, RemoteState known, Guarded write) throws StoreException {
        if (!profile.locks()) {
            requireStill(file, known);
            write.run(new Condition.None());
            return;
        }
        Lock lock = remote.lock(file);
        try {
            requireStill(file, known);
            write.run(new Condition.Holding(lock));
        } finally {
            unlock(lock);
        }
    }

    private void unlock(Lock lock) {
        try {
            remote.unlock(lock);
        } catch (StoreException e) {
            LOG.debug("the lock on {} ends by itself", lock.path(), e);
        }
    }

    private RemoteState requireStill(RelativePath file, RemoteState known) throws StoreException {
        return remote.look(file).filter(now -> now.isStill(known)).orElseThrow(RemoteWriter::changed);
    }

    /**
     * Finds out how the server describes what was just written. Where the answer to the PUT has no ETag, a look may
     * already see somebody else's version: one of another size, or modified after the answer, is not ours.
     */
    private Written confirm(RelativePath file, Body body, Receipt receipt) throws StoreException {
        if (receipt.etag().isPresent() && profile.sameEtagOnPut()) {
            return new Written(
                    Optional.of(RemoteState.file(body.size(), receipt.etag(), Optional.empty())),
                    !profile.fineValidator());
        }
        Optional<RemoteState> seen = remote.look(file)
                .filter(state -> state.isFile() && (state.size() < 0 || state.size() == body.size()))
                .filter(state -> isNotAfter(state.modified(), receipt.date()));
        return new Written(seen, !profile.fineValidator());
    }

    private static boolean isNotAfter(Optional<Instant> modified, Optional<Instant> answered) {
        return modified.isEmpty() || answered.isEmpty() || !modified.get().isAfter(answered.get());
    }

    private static StoreException changed() {
        return new StoreException(new Failure.ChangedMeanwhile());
    }
}
