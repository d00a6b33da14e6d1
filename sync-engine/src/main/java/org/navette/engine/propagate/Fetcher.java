// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.LocalStore.Partial;
import org.navette.engine.port.LocalStore.Source;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.port.RemoteStore.Rest;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/**
 * Receives contents. A line that breaks off is tried again at once; of a large file what came already is kept, and only the
 * rest asked for, now or after a restart, where the server gives the rest of exactly that version.
 */
final class Fetcher {
    private static final int ATTEMPTS = 3;

    private final LocalStore local;
    private final RemoteStore remote;
    private final ServerProfile profile;
    private final long large;
    private final LongConsumer progress;
    private final Runnable pause;

    Fetcher(Ports ports, ServerProfile profile, LongConsumer progress) {
        this.local = ports.local();
        this.remote = ports.remote();
        this.profile = profile;
        this.large = ports.sizes().download();
        this.progress = progress;
        this.pause = ports.pause();
    }

    /** @throws IOException if it could not be received whole; nothing of it is staged then */
    Fetched fetch(RelativePath file, RemoteState listed) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return fetchOnce(file, listed);
            } catch (StoreException e) {
                boolean brokenOff = e.failure() instanceof Failure.Unreachable unreachable
                        && unreachable.cause() == Failure.Unreachable.Cause.BROKEN_OFF;
                if (!brokenOff || attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                pause.run();
            }
        }
    }

    private Fetched fetchOnce(RelativePath file, RemoteState listed) throws IOException {
        Optional<Partial> kept =
                profile.has(Trait.RESUMABLE_GET) && listed.size() >= large ? local.partial(file) : Optional.empty();
        Optional<Rest> rest = kept.filter(partial -> partial.bytes() > 0 && partial.bytes() < listed.size())
                .map(partial -> new Rest(partial.bytes(), partial.version()));
        AtomicReference<Optional<Fetched>> result = new AtomicReference<>(Optional.empty());
        remote.get(file, rest, (described, body) -> {
            Staged staged = stage(file, described, body);
            RemoteState state = described.state();
            long promised = state.size() >= 0 ? state.size() : listed.size();
            boolean otherContent = state.checksum()
                    .filter(sum -> !sum.equals(staged.content()))
                    .isPresent();
            if ((promised >= 0 && staged.size() != promised) || otherContent) {
                local.discard(staged);
                throw new StoreException(new Failure.ChangedMeanwhile());
            }
            result.set(Optional.of(fetched(listed, described, staged)));
        });
        return result.get().orElseThrow();
    }

    private Staged stage(RelativePath file, Described described, InputStream body) throws IOException {
        Source source = out -> copy(body, out, described.state().size());
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

    private void copy(InputStream body, OutputStream out, long size) throws IOException {
        byte[] buffer = Sizes.buffer(size);
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            out.write(buffer, 0, count);
            progress.accept(count);
        }
    }

    /**
     * The validators of a content must not be younger than it, or a change in between would go unseen: those that came
     * with the content, or else those listed before it.
     */
    private Fetched fetched(RemoteState listed, Described file, Staged staged) {
        Optional<RemoteState> version = Optional.of(listed).filter(state -> state.size() == staged.size());
        if (profile.has(Trait.SAME_ETAG_ON_GET) && file.state().etag().isPresent()) {
            version = Optional.of(RemoteState.file(
                            staged.size(), file.state().etag(), file.state().modified())
                    .identifiedAs(listed.fileId()));
        }
        Optional<Instant> modified = file.state().modified().or(listed::modified);
        return new Fetched(staged, version, !profile.has(Trait.FINE_VALIDATOR) && !file.isOld(), modified);
    }
}
