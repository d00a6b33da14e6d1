// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.navette.engine.evidence.ContentReader;
import org.navette.engine.evidence.LastLook;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.RemoteGate;
import org.navette.engine.evidence.TemporaryNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.recovery.Leftovers;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Rights;
import org.navette.engine.tree.Sha256;

/**
 * Writes to the share in the safest cheap way this server has: under a precondition where it honours one, else under a
 * lock, else after a last look; in one PUT where a broken-off PUT leaves nothing, else by a temporary name and MOVE.
 */
public final class RemoteWriter {
    private final Leftovers leftovers;
    private final ServerProfile profile;
    private final TemporaryNames names;
    private final ChunkedUpload pieces;
    private final RemoteGate gate;
    private final ContentReader contents;
    private final UploadVerifier verifier;

    public RemoteWriter(Ports ports, ServerProfile profile) {
        this.leftovers = new Leftovers(ports);
        this.profile = profile;
        this.names = ports.names();
        this.pieces = new ChunkedUpload(ports, profile);
        this.gate = new RemoteGate(ports, profile);
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
                    file,
                    body,
                    outcome.of(() -> gate.put(file, body, gate.vacant(file, Trait.CREATE_GUARD))),
                    Optional.empty());
        }
        // Before anything is sent for nothing; once it has been, that is no evidence any more.
        gate.seenVacant(file);
        if (goesInJoinedPieces(body.size())) {
            return joined(file, body, Optional.empty(), () -> {
                RemoteGate.Vacant there = gate.vacant(file, Trait.MOVE_GUARD);
                return outcome.of(() -> pieces.join(file, body, there));
            });
        }
        return viaTemporary(file, body, Optional.empty(), temporary -> {
            RemoteGate.Vacant there = gate.vacant(file, Trait.MOVE_GUARD);
            outcome.of(() -> {
                gate.move(temporary, file, Kind.FILE, there);
                return true;
            });
        });
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
                            () -> gate.onVersion(
                                    file,
                                    known,
                                    content,
                                    guard,
                                    there -> outcome.of(() -> pieces.join(file, body, there)))));
        }
        if (!goesInOnePut(body.size())) {
            return afterMove(
                    file,
                    viaTemporary(
                            file,
                            body,
                            Optional.of(content),
                            temporary -> gate.onVersion(
                                    file,
                                    known,
                                    content,
                                    guard,
                                    there -> outcome.of(() -> {
                                        gate.moveOver(temporary, file, there);
                                        return true;
                                    }))));
        }
        Receipt receipt =
                gate.onVersion(file, known, content, guard, there -> outcome.of(() -> gate.put(file, body, there)));
        return verifier.confirm(file, body, receipt, Optional.of(content));
    }

    private Written afterMove(RelativePath file, Written written) throws StoreException {
        gate.giveBackLock(file);
        return written;
    }

    /**
     * Deletes a file, if it is the version that is known. One that is gone already is fine.
     *
     * @param content of the known version
     * @param doubted whether it has to be compared first, because its validators alone don't tell
     * @param here taken right before the request
     */
    public void delete(RelativePath file, RemoteState known, Sha256 content, boolean doubted, LastLook here)
            throws StoreException {
        requireRight(known, Rights::mayDelete);
        try {
            if (doubted && !content.equals(contents.hash(file, known))) {
                throw changed();
            }
            gate.onVersion(file, known, content, profile.deleteGuard(), there -> {
                gate.delete(file, there, here);
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
            Receipt receipt = gate.putOwn(temporary, body);
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
            RelativePath file, FileBody body, Optional<Sha256> replaced, ChunkedUpload.Finish<Receipt> join)
            throws StoreException {
        pieces.send(file, body);
        return verifier.confirm(file, body, pieces.finish(file, join), replaced);
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
