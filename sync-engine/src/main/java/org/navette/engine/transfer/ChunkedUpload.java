// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.RemoteGate;
import org.navette.engine.evidence.TemporaryNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Chunked;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.UploadInProgress;
import org.navette.engine.recovery.PendingUploads;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Large uploads in pieces, which a line that breaks off, or a restart, does not send back to their beginning: into a
 * temporary file where the server was seen to write pieces, or in Nextcloud's way. A piece counts once the server has taken it
 * and the file here is still as it was; together they are the content whose hash was noted, or nothing comes of them.
 */
public final class ChunkedUpload {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkedUpload.class);

    /** The last step of an upload. */
    @FunctionalInterface
    interface Finish<T> {
        T run() throws StoreException;
    }

    private enum Way {
        NONE,
        CONTENT_RANGE,
        PATCH,
        CHUNKS
    }

    /** Nextcloud takes 10,000 of them at most. */
    private static final int MOST_PIECES = 10_000;

    private final RemoteStore remote;
    private final RemoteGate gate;
    private final TemporaryNames names;
    private final Runnable pause;
    private final PendingUploads notes;
    private final long piece;
    private final Way way;

    public ChunkedUpload(Ports ports, ServerProfile profile) {
        this.remote = ports.remote();
        this.gate = new RemoteGate(ports, profile);
        this.names = ports.names();
        this.pause = ports.pause();
        this.notes = new PendingUploads(ports.journal());
        this.piece = ports.sizes().piece();
        this.way = way(profile);
    }

    private static Way way(ServerProfile profile) {
        if (profile.has(Trait.CHUNKED_UPLOAD)) {
            return Way.CHUNKS;
        }
        if (profile.has(Trait.PATCH)) {
            return Way.PATCH;
        }
        return profile.has(Trait.RANGED_PUT) ? Way.CONTENT_RANGE : Way.NONE;
    }

    boolean takes(long size) {
        return way != Way.NONE && size > piece;
    }

    /** Whether the pieces are joined by {@link #join}; else they are a temporary file, to be moved. */
    boolean joins() {
        return way == Way.CHUNKS;
    }

    /**
     * Sends all pieces, or those that are missing.
     *
     * @return the temporary file, or what the upload is called
     * @throws StoreException after which it can be gone on with, or {@link Failure.ChangedMeanwhile} or
     *     {@link Failure.NotStored}: then nothing is left
     */
    RelativePath send(RelativePath file, FileBody body) throws StoreException {
        try {
            Optional<UploadInProgress> earlier = continued(file, body);
            UploadInProgress upload = earlier.isPresent() ? earlier.get() : begin(file, body);
            MessageDigest digest = Sha256.digest();
            body.digest(upload.done(), digest);
            long length = pieceLength(body.size());
            while (upload.done() < body.size()) {
                FileBody.Piece next = body.piece(upload.done(), Math.min(length, body.size() - upload.done()), digest);
                if (!joins() && upload.done() > 0) {
                    requireKept(upload);
                }
                send(upload, next, body.size(), length);
                digest = next.after();
                body.requireUntouched();
                upload = upload.with(upload.done() + next.size());
                notes.put(upload);
            }
            if (!Sha256.of(digest).equals(body.content())) {
                throw FileBody.changed();
            }
            return upload.name();
        } catch (IOException e) {
            StoreException failure = StoreException.of(e);
            // Missing: the server has dropped what it had, so there is nothing to go on with.
            switch (failure.failure()) {
                case Failure.ChangedMeanwhile changed -> drop(file);
                case Failure.Missing missing -> drop(file);
                case Failure.NotStored notStored -> drop(file);
                default -> {}
            }
            throw failure;
        }
    }

    /**
     * A piece that the server has taken and not kept leaves a gap, which the next one would fill with zeros: of the right length
     * in the end, so that only a look in between tells.
     */
    private void requireKept(UploadInProgress upload) throws StoreException {
        if (!isKept(upload)) {
            // Some need a moment before they show what they have.
            pause.run();
            if (!isKept(upload)) {
                throw UploadVerifier.notStored();
            }
        }
    }

    private boolean isKept(UploadInProgress upload) throws StoreException {
        return remote.look(upload.name())
                .filter(state -> state.size() < 0 || state.size() >= upload.done())
                .isPresent();
    }

    /** The same for every piece of an upload, also after a restart. */
    private long pieceLength(long size) {
        return Math.max(piece, (size + MOST_PIECES - 1) / MOST_PIECES);
    }

    private Optional<UploadInProgress> continued(RelativePath file, FileBody body) throws StoreException {
        Optional<UploadInProgress> known = notes.of(file);
        if (known.isEmpty()) {
            return known;
        }
        boolean same = known.get().content().equals(body.content())
                && known.get().done() > 0
                && known.get().done() <= body.size();
        boolean there = joins() || isKept(known.get());
        if (same && there) {
            LOG.info("{} goes on at {}", file, known.get().done());
            return known;
        }
        drop(file);
        return Optional.empty();
    }

    private UploadInProgress begin(RelativePath file, FileBody body) throws StoreException {
        RelativePath name =
                joins() ? RelativePath.of(names.file(RelativePath.ROOT).name()) : names.file(file.folder());
        UploadInProgress upload = new UploadInProgress(file, name, body.content(), 0);
        notes.put(upload);
        if (joins()) {
            remote.beginChunks(chunked(upload, body.size()));
        }
        return upload;
    }

    private void send(UploadInProgress upload, FileBody.Piece next, long total, long length) throws StoreException {
        if (joins()) {
            remote.putChunk(chunked(upload, total), (int) (upload.done() / length) + 1, next);
        } else if (upload.done() == 0) {
            gate.putOwn(upload.name(), next);
        } else {
            gate.putOwnPiece(upload.name(), new RemoteStore.Piece(upload.done(), total, way == Way.PATCH), next);
        }
    }

    /** Joins what was sent to the file. */
    Receipt join(RelativePath file, FileBody body, RemoteGate.Evidence there) throws StoreException {
        UploadInProgress upload = notes.of(file).orElseThrow(FileBody::changed);
        return gate.join(chunked(upload, body.size()), body, there);
    }

    private static Chunked chunked(UploadInProgress upload, long total) {
        return new Chunked(upload.name().value(), upload.file(), total);
    }

    /**
     * Brings what was sent to its place. If that fails because the server is gone, it can be gone on with later; after any
     * other failure nothing is left of it.
     */
    <T> T finish(RelativePath file, Finish<T> finish) throws StoreException {
        T result;
        try {
            result = finish.run();
        } catch (StoreException e) {
            if (!e.failure().isWhole()) {
                drop(file);
            }
            throw e;
        }
        notes.remove(file);
        return result;
    }

    /** Nothing will come of it. */
    private void drop(RelativePath file) {
        try {
            Optional<UploadInProgress> upload = notes.of(file);
            if (upload.isEmpty()) {
                return;
            }
            if (joins()) {
                remote.dropChunks(chunked(upload.get(), 0));
            } else {
                gate.deleteOwn(upload.get().name(), Kind.FILE);
            }
            notes.remove(file);
        } catch (StoreException e) {
            LOG.info("what was sent of {} stays on the server for now", file, e);
        }
    }

    /** Drops what nobody will go on with: all but the uploads of these files. */
    public void dropAllBut(Set<RelativePath> files) throws StoreException {
        for (UploadInProgress upload : notes.all()) {
            if (!files.contains(upload.file())) {
                drop(upload.file());
            }
        }
    }
}
