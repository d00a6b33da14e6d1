// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Rights;
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
     * @param seen whether it was seen under its name; else that is only what the answer says
     */
    record Written(Optional<RemoteState> state, boolean racy, boolean seen) {}

    @FunctionalInterface
    private interface Guarded<T> {
        T run(Condition condition) throws StoreException;
    }

    private final RemoteStore remote;
    private final Leftovers leftovers;
    private final ServerProfile profile;
    private final TemporaryNames names;
    private final PieceUploads pieces;
    private final HeldLocks held;
    private final ContentReader contents;
    private final UploadVerifier verifier;

    RemoteWriter(Ports ports, ServerProfile profile) {
        this.remote = ports.remote();
        this.leftovers = new Leftovers(ports);
        this.profile = profile;
        this.names = ports.names();
        this.pieces = new PieceUploads(ports, profile);
        this.held = new HeldLocks(ports.journal());
        this.contents = new ContentReader(ports.remote(), profile);
        this.verifier = new UploadVerifier(ports, profile);
    }

    /**
     * @param outcome is told whether the content may stand there, also where this fails
     * @throws StoreException {@link Failure.ChangedMeanwhile} if something is there already
     */
    Written create(RelativePath file, FileBody body, WriteOutcome outcome) throws StoreException {
        if (goesInOnePut(body.size()) && profile.has(Trait.CREATE_GUARD)) {
            return verifier.confirm(
                    file, body, outcome.of(() -> remote.put(file, body, new Condition.Free())), Optional.empty());
        }
        if (remote.look(file).isPresent()) {
            throw changed();
        }
        if (goesInJoinedPieces(body.size())) {
            return joined(
                    file,
                    body,
                    Optional.empty(),
                    () -> outcome.of(() -> pieces.join(file, body, new Condition.Free())));
        }
        return viaTemporary(
                file,
                body,
                Optional.empty(),
                temporary -> outcome.of(() -> move(temporary, file, false, new Condition.None())));
    }

    /**
     * @param content of the known version
     * @param outcome is told whether the content may stand there, also where this fails
     * @throws StoreException {@link Failure.ChangedMeanwhile} if another version than the known one is there
     */
    Written replace(RelativePath file, FileBody body, RemoteState known, Sha256 content, WriteOutcome outcome)
            throws StoreException {
        requireRight(known, Rights::mayWrite);
        ServerProfile.Guard guard = profile.replaceGuard();
        if (goesInJoinedPieces(body.size())) {
            return afterMove(
                    file,
                    joined(
                            file,
                            body,
                            Optional.of(content),
                            () -> guarded(
                                    file,
                                    known,
                                    content,
                                    guard,
                                    condition -> outcome.of(() -> pieces.join(file, body, condition)))));
        }
        if (!goesInOnePut(body.size())) {
            return afterMove(
                    file,
                    viaTemporary(
                            file,
                            body,
                            Optional.of(content),
                            temporary -> guarded(
                                    file,
                                    known,
                                    content,
                                    guard,
                                    condition -> outcome.of(() -> move(temporary, file, true, condition)))));
        }
        Receipt receipt =
                guarded(file, known, content, guard, condition -> outcome.of(() -> remote.put(file, body, condition)));
        return verifier.confirm(file, body, receipt, Optional.of(content));
    }

    private boolean move(RelativePath temporary, RelativePath file, boolean over, Condition condition)
            throws StoreException {
        remote.move(temporary, file, Kind.FILE, over, condition);
        return true;
    }

    /**
     * A MOVE over a locked file takes its lock with it (RFC 4918 §9.9.3: the target is deleted first), or leaves one on the name
     * that opens to nobody (nginx, observed): so it is given back, and whoever keeps the document locked takes another.
     */
    private Written afterMove(RelativePath file, Written written) throws StoreException {
        Optional<Lock> document = held.of(file);
        if (document.isPresent()) {
            unlock(document.get());
            held.remove(file);
        }
        return written;
    }

    /**
     * Deletes a file, if it is the version that is known. One that is gone already is fine.
     *
     * @param content of the known version
     * @param doubted whether it has to be compared first, because its validators alone don't tell
     * @param here taken right before the request
     */
    void delete(RelativePath file, RemoteState known, Sha256 content, boolean doubted, LastLook here)
            throws StoreException {
        requireRight(known, Rights::mayDelete);
        try {
            if (doubted && !content.equals(contents.hash(file, known))) {
                throw changed();
            }
            guarded(file, known, content, profile.deleteGuard(), condition -> {
                here.requireGone();
                remote.delete(file, Kind.FILE, condition);
                return true;
            });
        } catch (StoreException e) {
            if (!(e.failure() instanceof Failure.Missing)) {
                throw e;
            }
        }
    }

    /** What the server has said may not be done is not even tried. */
    private static void requireRight(RemoteState known, Predicate<Rights> right) throws StoreException {
        if (known.rights().filter(right.negate()).isPresent()) {
            throw new StoreException(new Failure.Forbidden());
        }
    }

    @FunctionalInterface
    private interface Finish {
        void run(RelativePath temporary) throws StoreException;
    }

    private Written viaTemporary(RelativePath file, FileBody body, Optional<Sha256> replaced, Finish finish)
            throws StoreException {
        if (pieces.takes(body.size())) {
            RelativePath temporary = pieces.send(file, body);
            Optional<RemoteState> ours = pieces.finish(file, () -> moved(temporary, body, finish));
            return described(file, body, replaced, ours, Optional.empty());
        }
        RelativePath temporary = names.file(file.folder());
        boolean finished = false;
        try {
            Receipt receipt = remote.put(temporary, body, new Condition.None());
            Optional<RemoteState> ours = moved(temporary, body, finish);
            finished = true;
            return described(file, body, replaced, ours, receipt.date());
        } finally {
            if (!finished) {
                leftovers.clear(temporary, Kind.FILE);
            }
        }
    }

    /**
     * How the server described what was moved: nobody else knows the temporary name, so what is there is ours, and a part of
     * it never gets the file's name.
     */
    private Optional<RemoteState> moved(RelativePath temporary, FileBody body, Finish finish) throws StoreException {
        RemoteState ours = verifier.requireStored(temporary, body);
        finish.run(temporary);
        return Optional.of(ours).filter(state -> profile.has(Trait.MOVE_KEEPS_ETAG));
    }

    private Written described(
            RelativePath file,
            FileBody body,
            Optional<Sha256> replaced,
            Optional<RemoteState> ours,
            Optional<Instant> answered)
            throws StoreException {
        return ours.isPresent()
                ? new Written(ours, !profile.has(Trait.FINE_VALIDATOR), false)
                : verifier.confirm(file, body, new Receipt(Optional.empty(), answered), replaced);
    }

    private Written joined(
            RelativePath file, FileBody body, Optional<Sha256> replaced, PieceUploads.Finish<Receipt> join)
            throws StoreException {
        pieces.send(file, body);
        return verifier.confirm(file, body, pieces.finish(file, join), replaced);
    }

    /**
     * Runs a write that must only happen to the known version. A precondition is given in the words the server uses right
     * now: Apache's ETags lose their mark of weakness after a second, and it compares it (observed).
     */
    private <T> T guarded(
            RelativePath file, RemoteState known, Sha256 content, ServerProfile.Guard guard, Guarded<T> write)
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

    private void unlock(Lock lock) {
        try {
            remote.unlock(lock);
        } catch (StoreException e) {
            LOG.debug("the lock on {} ends by itself", lock.path(), e);
        }
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

    private RemoteState requireStill(RelativePath file, RemoteState known) throws StoreException {
        return remote.look(file).filter(now -> now.isStill(known)).orElseThrow(RemoteWriter::changed);
    }

    /**
     * Whether a file is written by a single PUT: only where a PUT that breaks off leaves nothing, and only if it is cheap
     * to make sure afterwards how the server describes it.
     */
    private boolean goesInOnePut(long size) {
        boolean cheapToKnow = profile.has(Trait.SAME_ETAG_ON_PUT)
                || !profile.has(Trait.MOVE_KEEPS_ETAG)
                || size <= UploadVerifier.CHEAP_TO_READ_BACK;
        return profile.has(Trait.ATOMIC_PUT) && cheapToKnow && !pieces.takes(size);
    }

    private boolean goesInJoinedPieces(long size) {
        return pieces.takes(size) && pieces.joins();
    }

    private static StoreException changed() {
        return new StoreException(new Failure.ChangedMeanwhile());
    }
}
