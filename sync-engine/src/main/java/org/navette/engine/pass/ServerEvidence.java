// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.navette.engine.pass.LocalRemoval.Reason;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/**
 * Whether the server has the content of a local file now. A strong ETag and a size that the journal knows say so; where
 * anything is in doubt (no ETag or a weak one, stamps too young to tell, a file that changed here, one the journal does not
 * know) the content is received and compared.
 */
final class ServerEvidence {
    /**
     * What is asked.
     *
     * @param here the file as it is spelled on this disk
     * @param there the same as the server spells it
     * @param known what both sides last agreed on; absent if the file was never synced
     */
    record Question(RelativePath here, RelativePath there, LocalState state, Optional<SyncedState> known) {}

    sealed interface Evidence {
        /**
         * The server has it.
         *
         * @param here the local file of which that was found out
         * @param content to be compared once more where the stamp alone would not show an edit
         */
        record Proven(LocalState here, Optional<Sha256> content) implements Evidence {}

        record Missing(Reason why) implements Evidence {}
    }

    /** A comparison that was made, and may be relied on while neither side looks different. */
    private record Compared(LocalState here, RemoteState there) {}

    private final LocalStore local;
    private final RemoteStore remote;
    private final Map<RelativePath, Compared> compared = new HashMap<>();

    ServerEvidence(LocalStore local, RemoteStore remote) {
        this.local = local;
        this.remote = remote;
    }

    /**
     * @param listed as the server described it a moment ago; absent if it does not have it
     * @throws StoreException if the server cannot be asked
     */
    Evidence of(Question asked, Optional<RemoteState> listed) throws StoreException {
        if (listed.isEmpty()) {
            return new Evidence.Missing(asked.known().isPresent() ? Reason.NOT_ON_SERVER : Reason.NEVER_SENT);
        }
        RemoteState there = listed.get();
        if (!there.isFile()) {
            return new Evidence.Missing(Reason.OTHER_CONTENT);
        }
        if (asked.known().filter(base -> isKnown(base, asked.state(), there)).isPresent() || isCompared(asked, there)) {
            return new Evidence.Proven(asked.state(), Optional.empty());
        }
        boolean otherSize =
                there.size() >= 0 && there.size() != asked.state().stamp().size();
        return otherSize ? new Evidence.Missing(Reason.OTHER_CONTENT) : compare(asked, there);
    }

    private static boolean isKnown(SyncedState base, LocalState here, RemoteState there) {
        return base.isFile()
                && !base.localRacy()
                && base.local().equals(Optional.of(here.stamp()))
                && !base.remoteRacy()
                && there.etag().filter(etag -> !etag.isWeak()).isPresent()
                && base.remote()
                        .filter(version -> version.etag().equals(there.etag()) && version.size() == there.size())
                        .isPresent();
    }

    private boolean isCompared(Question asked, RemoteState there) {
        Compared earlier = compared.get(asked.here());
        return earlier != null
                && earlier.here().stamp().equals(asked.state().stamp())
                && there.isStill(earlier.there());
    }

    private Evidence compare(Question asked, RemoteState there) throws StoreException {
        LocalState read;
        try {
            read = local.hash(asked.here());
        } catch (StoreException e) {
            return new Evidence.Missing(
                    e.failure() instanceof Failure.ChangedMeanwhile ? Reason.IN_USE : Reason.UNREADABLE);
        }
        AtomicReference<Optional<Sha256>> theirs = new AtomicReference<>(Optional.empty());
        AtomicBoolean old = new AtomicBoolean();
        try {
            remote.get(asked.there(), (described, body) -> {
                old.set(described.isOld());
                theirs.set(hash(body, read.stamp().size()));
            });
        } catch (StoreException e) {
            return refused(e);
        } catch (IOException e) {
            throw new StoreException(
                    new Failure.Unreachable("", Failure.Unreachable.Cause.BROKEN_OFF, String.valueOf(e.getMessage())),
                    e);
        }
        if (!theirs.get().equals(read.content())) {
            return new Evidence.Missing(Reason.OTHER_CONTENT);
        }
        boolean young = read.racy();
        if (old.get() && !young) {
            compared.put(asked.here(), new Compared(read, there));
        }
        return new Evidence.Proven(read, young ? read.content() : Optional.empty());
    }

    private static Evidence refused(StoreException refusal) throws StoreException {
        return switch (refusal.failure()) {
            case Failure.Missing m -> new Evidence.Missing(Reason.NOT_ON_SERVER);
            case Failure.ChangedMeanwhile c -> new Evidence.Missing(Reason.OTHER_CONTENT);
            case Failure.Forbidden f -> new Evidence.Missing(Reason.SERVER_REFUSES);
            case Failure.Locked l -> new Evidence.Missing(Reason.SERVER_REFUSES);
            default -> throw refusal;
        };
    }

    /** Absent if there are more bytes than ours: then it is another content, whatever follows. */
    private static Optional<Sha256> hash(InputStream body, long most) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            bytes += count;
            if (bytes > most) {
                return Optional.empty();
            }
            digest.update(buffer, 0, count);
        }
        return Optional.of(Sha256.of(digest));
    }
}
