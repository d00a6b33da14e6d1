// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.navette.engine.evidence.ListedVersion;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.RemoteGate;
import org.navette.engine.evidence.TemporaryNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.recovery.Leftovers;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a server has made of an upload that it says it has taken: a server may keep nothing, or a part, or something
 * else. Such a version is nobody's edit; it is noted as what came of our upload, so that it is replaced at the next try.
 */
public final class UploadVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(UploadVerifier.class);
    /** A file up to this size is read back: one request instead of three for a temporary name. */
    static final long CHEAP_TO_READ_BACK = 256 * 1024;

    /** So many bytes are read back of a larger one, at three places. */
    private static final int SAMPLE = 4096;

    /** What stands on the server. */
    private record Found(RemoteState state, long bytes, Sha256 content) {}

    private final RemoteStore remote;
    private final Journal journal;
    private final ServerProfile profile;
    private final TemporaryNames names;
    private final Leftovers leftovers;
    private final RemoteGate gate;
    private final Runnable pause;

    UploadVerifier(Ports ports, ServerProfile profile) {
        this.remote = ports.remote();
        this.journal = ports.journal();
        this.profile = profile;
        this.names = ports.names();
        this.leftovers = new Leftovers(ports);
        this.gate = new RemoteGate(ports, profile);
        this.pause = ports.pause();
    }

    /**
     * Finds out how the server describes what was just written. Where the answer to the PUT has no ETag, whoever looks
     * afterwards may already see somebody else's version: so it is read back, which brings content and ETag together. A
     * server that cannot even do that is looked at, and the version stays in doubt where its validators are coarse.
     *
     * @param replaced the content that was to be replaced; absent for a new name
     * @throws StoreException {@link Failure.NotStored} if the server has not kept it, {@link Failure.ChangedMeanwhile} if
     *     somebody else has written there since
     */
    Written confirm(RelativePath file, FileBody body, Receipt receipt, Optional<Sha256> replaced)
            throws StoreException {
        if (body.size() > CHEAP_TO_READ_BACK && !isAlikeInSamples(file, body)) {
            return judge(file, body, receipt, replaced);
        }
        if (receipt.etag().isPresent() && profile.has(Trait.SAME_ETAG_ON_PUT)) {
            RemoteState told = RemoteState.file(body.size(), receipt.etag(), Optional.empty());
            return new Written(Optional.of(told), isRacy(), false);
        }
        boolean small = body.size() <= CHEAP_TO_READ_BACK;
        if (small && profile.has(Trait.FINE_VALIDATOR) && profile.has(Trait.SAME_ETAG_ON_GET)) {
            Optional<Found> found = readBack(file);
            Optional<ETag> etag = found.flatMap(version -> version.state().etag());
            if (etag.isPresent() && found.get().content().equals(body.content())) {
                Optional<Instant> modified = found.get().state().modified();
                return new Written(Optional.of(RemoteState.file(body.size(), etag, modified)), false, true);
            }
            return judge(file, body, receipt, replaced);
        }
        Optional<RemoteState> seen = remote.look(file).filter(state -> state.isFile() && hasSize(state, body.size()));
        if (seen.isEmpty() || (small && !holds(file, seen.get(), body))) {
            return judge(file, body, receipt, replaced);
        }
        boolean ours = small || isNotAfter(seen.get().modified(), receipt.date());
        return new Written(ours ? seen : Optional.empty(), isRacy(), true);
    }

    /**
     * What stands under a name that nobody else knows has to be what was sent, as far as a look tells.
     *
     * @throws StoreException {@link Failure.NotStored} if it is not
     */
    RemoteState requireStored(RelativePath temporary, FileBody body) throws StoreException {
        RemoteState stored = remote.look(temporary)
                .filter(state -> state.isFile() && hasSize(state, body.size()))
                .orElseThrow(UploadVerifier::notStored);
        if (body.size() > CHEAP_TO_READ_BACK && !isAlikeInSamples(temporary, body)) {
            throw notStored();
        }
        return stored;
    }

    /**
     * Whether a large file that was sent is there as it is here, at its beginning, in the middle and at its end: a server that packs,
     * translates or scrambles what it takes is seen by that, and one that changes a single byte is not. Nothing is told where no
     * parts of files are given.
     */
    private boolean isAlikeInSamples(RelativePath there, FileBody body) throws StoreException {
        if (!profile.has(Trait.RESUMABLE_GET)) {
            return true;
        }
        long last = body.size() - SAMPLE;
        try {
            for (long offset : new long[] {0, last / 2, last}) {
                Optional<byte[]> found = remote.sample(there, offset, SAMPLE);
                if (found.isEmpty()) {
                    return true;
                }
                if (!Arrays.equals(found.get(), body.sample(offset, SAMPLE))) {
                    LOG.warn("{} was sent, and is something else from byte {} on", there, offset);
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw StoreException.of(e);
        }
    }

    /**
     * Something else stands there than what was sent, as it seems: finds out whether that is all that the server has made of
     * it, or somebody else's version.
     */
    Written judge(RelativePath file, FileBody body, Receipt receipt, Optional<Sha256> replaced) throws StoreException {
        Optional<RemoteState> there = remote.look(file);
        if (there.isEmpty()) {
            // Some need a moment before they show what they have.
            pause.run();
            there = remote.look(file);
        }
        if (there.filter(RemoteState::isFile).isEmpty()) {
            LOG.warn("{} was sent, and is not there", file);
            throw there.isEmpty() ? notStored() : FileBody.changed();
        }
        Found found = read(file, there.get(), body);
        if (found.content().equals(body.content())) {
            return new Written(there, isRacy(), true);
        }
        // As before: nothing was kept, or once more the same was made of it.
        boolean ours = replaced.equals(Optional.of(found.content()))
                || isPart(found, body)
                || isOfReceipt(there.get(), receipt)
                || becomesTheSame(file, body, found, receipt);
        if (!ours) {
            throw FileBody.changed();
        }
        LOG.warn("{} was sent, and is something else: {} of {} bytes", file, found.bytes(), body.size());
        Optional<Instant> now = remote.serverTime();
        journal.giveUp(journal.begin(Intent.SEND, file, found.content(), now, ""), now);
        journal.commit();
        throw notStored();
    }

    private static boolean hasSize(RemoteState state, long size) {
        return state.size() < 0 || state.size() == size;
    }

    private boolean isRacy() {
        return !profile.has(Trait.FINE_VALIDATOR);
    }

    private boolean isOfReceipt(RemoteState there, Receipt receipt) {
        return profile.has(Trait.SAME_ETAG_ON_PUT)
                && profile.has(Trait.FINE_VALIDATOR)
                && receipt.etag().isPresent()
                && receipt.etag().equals(there.etag());
    }

    /** Nothing, or the beginning of what was sent: whoever wrote it, replacing it by the whole loses nothing. */
    private static boolean isPart(Found found, FileBody body) throws StoreException {
        try {
            return body.beginsWith(found.bytes(), found.content());
        } catch (IOException e) {
            throw StoreException.of(e);
        }
    }

    /**
     * Whether the server makes the same of this content under a name that nobody else knows, as one does that checks or
     * rewrites what it takes. A large one is not sent again for what was written there after our answer.
     */
    private boolean becomesTheSame(RelativePath file, FileBody body, Found found, Receipt receipt)
            throws StoreException {
        if (body.size() > CHEAP_TO_READ_BACK && !isNotAfter(found.state().modified(), receipt.date())) {
            return false;
        }
        RelativePath temporary = names.fileLike(file);
        try {
            gate.putOwn(temporary, body);
            Optional<RemoteState> there = remote.look(temporary);
            return there.isPresent()
                    && read(temporary, there.get(), body).content().equals(found.content());
        } finally {
            leftovers.clear(temporary, Kind.FILE);
        }
    }

    private boolean holds(RelativePath file, RemoteState seen, FileBody body) throws StoreException {
        return read(file, seen, body).content().equals(body.content());
    }

    /** Whatever is there now; absent if nothing is. */
    private Optional<Found> readBack(RelativePath file) throws StoreException {
        try {
            return Optional.of(read(file, Optional.empty()));
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.Missing) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The checksum that it tells may be that of what was sent, whatever it has made of it.
     *
     * @throws StoreException {@link Failure.ContentMismatch} if it is not the version that was seen
     */
    private Found read(RelativePath file, RemoteState seen, FileBody sent) throws StoreException {
        return read(file, Optional.of(new ListedVersion(seen, profile, Set.of(sent.content()))));
    }

    private Found read(RelativePath file, Optional<ListedVersion> seen) throws StoreException {
        AtomicReference<Optional<Found>> result = new AtomicReference<>(Optional.empty());
        try {
            remote.get(file, (answer, in) -> {
                MessageDigest digest = Sha256.digest();
                long bytes = ByteStreams.exhaust(new DigestInputStream(in, digest));
                Found found = new Found(answer.state(), bytes, Sha256.of(digest));
                if (seen.isPresent()) {
                    seen.get().requireHeaders(answer);
                    seen.get().requireBody(answer, bytes, found.content());
                }
                result.set(Optional.of(found));
            });
        } catch (IOException e) {
            throw StoreException.of(e);
        }
        return result.get().orElseThrow();
    }

    private static boolean isNotAfter(Optional<Instant> modified, Optional<Instant> answered) {
        return modified.isEmpty() || answered.isEmpty() || !modified.get().isAfter(answered.get());
    }

    public static StoreException notStored() {
        return new StoreException(new Failure.NotStored());
    }
}
