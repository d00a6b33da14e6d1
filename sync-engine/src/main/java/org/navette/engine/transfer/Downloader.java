// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.navette.engine.evidence.ListedVersion;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.Sizes;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.LocalStore.Partial;
import org.navette.engine.port.LocalStore.Source;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.port.RemoteStore.Rest;
import org.navette.engine.port.Room;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives contents. A line that breaks off is tried again at once; of a large file what came already is kept, and only the
 * rest asked for, now or after a restart, where the server gives the rest of exactly that version.
 */
final class Downloader {
    private static final Logger LOG = LoggerFactory.getLogger(Downloader.class);
    private static final int ATTEMPTS = 3;

    /** A version, and what has to agree with it. */
    private record Wanted(RemoteState listed, ListedVersion version) {}

    private final LocalStore local;
    private final RemoteStore remote;
    private final ServerProfile profile;
    private final long large;
    private final LongConsumer progress;
    private final Runnable pause;

    Downloader(Ports ports, ServerProfile profile, LongConsumer progress) {
        this.local = ports.local();
        this.remote = ports.remote();
        this.profile = profile;
        this.large = ports.sizes().download();
        this.progress = progress;
        this.pause = ports.pause();
    }

    /**
     * What does not agree with the listing is asked for once more, whole, after another look: the listing may have become
     * stale.
     *
     * @param earlier contents of versions that were known before, or were sent
     * @throws IOException if it could not be received whole, or something else came; nothing of it is staged then
     */
    ReceivedContent fetch(RelativePath file, RemoteState listed, Set<Sha256> earlier) throws IOException {
        try {
            return fetchPersistently(file, version(listed, earlier), true);
        } catch (StoreException e) {
            boolean disagrees =
                    e.failure() instanceof Failure.ContentMismatch || e.failure() instanceof Failure.BadAnswer;
            if (!disagrees) {
                throw e;
            }
            LOG.info("{} is not what was listed, and is looked at again", file, e);
        }
        RemoteState now = remote.look(file)
                .filter(RemoteState::isFile)
                .orElseThrow(() -> new StoreException(new Failure.ChangedMeanwhile()));
        return fetchPersistently(file, version(now, earlier), false);
    }

    private Wanted version(RemoteState listed, Set<Sha256> earlier) {
        return new Wanted(listed, new ListedVersion(listed, profile, earlier));
    }

    private ReceivedContent fetchPersistently(RelativePath file, Wanted wanted, boolean resuming) throws IOException {
        for (int attempt = 1; ; attempt++) {
            AtomicBoolean answered = new AtomicBoolean();
            try {
                return fetchOnce(file, wanted, resuming, answered);
            } catch (StoreException e) {
                boolean brokenOff = e.failure() instanceof Failure.Unreachable unreachable
                        && unreachable.cause() == Failure.Unreachable.Cause.BROKEN_OFF;
                if (brokenOff && attempt == ATTEMPTS && answered.get()) {
                    // The server is there, and this is what it has to say of the file: no reason to stop at the others.
                    throw new StoreException(new Failure.ContentMismatch(), e);
                }
                if (!brokenOff || attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                pause.run();
            }
        }
    }

    private ReceivedContent fetchOnce(RelativePath file, Wanted wanted, boolean resuming, AtomicBoolean answered)
            throws IOException {
        RemoteState listed = wanted.listed();
        boolean large = resuming && profile.has(Trait.RESUMABLE_GET) && listed.size() >= this.large;
        Optional<Partial> kept = large ? local.partial(file) : Optional.empty();
        Optional<Rest> rest = kept.filter(partial -> partial.bytes() > 0 && partial.bytes() < listed.size())
                .map(partial -> new Rest(partial.bytes(), partial.version()));
        AtomicReference<Optional<ReceivedContent>> result = new AtomicReference<>(Optional.empty());
        try (Room room = local.claim(file, listed.size())) {
            remote.get(file, rest, (described, body) -> {
                answered.set(true);
                result.set(Optional.of(take(file, wanted, described, body, room)));
            });
        }
        return result.get().orElseThrow();
    }

    private ReceivedContent take(RelativePath file, Wanted wanted, Described described, InputStream body, Room room)
            throws IOException {
        ListedVersion version = wanted.version();
        version.requireHeaders(described);
        Source source = out -> copy(body, room.held(out, described.offset()), described, version.most(described));
        Staged staged = stage(file, described, source);
        try {
            version.requireBody(described, staged.size(), staged.content());
        } catch (StoreException e) {
            local.discard(staged);
            throw e;
        }
        return fetched(wanted.listed(), described, staged);
    }

    private Staged stage(RelativePath file, Described described, Source source) throws IOException {
        Optional<ETag> version = described.state().etag().filter(etag -> isWorthKeeping(described));
        return version.isPresent()
                ? local.stageRest(file, new Partial(version.get(), described.offset()), source)
                : local.stage(source);
    }

    /** Behind a validator of whole seconds, a young version may be two. */
    private boolean isWorthKeeping(Described described) {
        return profile.has(Trait.RESUMABLE_GET)
                && described.state().size() >= large
                && (profile.has(Trait.FINE_VALIDATOR) || described.isOld());
    }

    /** An answer without end is left where the file should have ended. */
    private void copy(InputStream body, OutputStream out, Described described, long most) throws IOException {
        byte[] buffer = Sizes.buffer(described.state().size());
        long bytes = described.offset();
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            bytes += count;
            if (bytes > most) {
                throw ListedVersion.mismatch();
            }
            out.write(buffer, 0, count);
            progress.accept(count);
        }
    }

    /**
     * The validators of a content must not be younger than it, or a change in between would go unseen: those that came
     * with the content, or else those listed before it.
     */
    private ReceivedContent fetched(RemoteState listed, Described file, Staged staged) {
        Optional<RemoteState> version = Optional.of(listed).filter(state -> state.size() == staged.size());
        if (profile.has(Trait.SAME_ETAG_ON_GET) && file.state().etag().isPresent()) {
            version = Optional.of(RemoteState.file(
                            staged.size(), file.state().etag(), file.state().modified())
                    .identifiedAs(listed));
        }
        Optional<Instant> modified = file.state().modified().or(listed::modified);
        return new ReceivedContent(staged, version, !profile.has(Trait.FINE_VALIDATOR) && !file.isOld(), modified);
    }
}
