// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;

/** Reads contents from the share only to compare them, and believes them no sooner than a download. */
public final class ContentReader {
    private final RemoteStore remote;
    private final ServerProfile profile;

    public ContentReader(RemoteStore remote, ServerProfile profile) {
        this.remote = remote;
        this.profile = profile;
    }

    /**
     * The content of the version that was listed.
     *
     * @throws StoreException {@link Failure.ContentMismatch} if what comes is not that version
     */
    public Sha256 hash(RelativePath file, RemoteState listed) throws StoreException {
        return hashUnless(file, listed, answer -> false).orElseThrow(ListedVersion::mismatch);
    }

    /** The same, but nothing is read, and absent, if the answer's headers say enough. */
    Optional<Sha256> hashUnless(RelativePath file, RemoteState listed, Predicate<Described> enough)
            throws StoreException {
        AtomicReference<Optional<Sha256>> content = new AtomicReference<>(Optional.empty());
        try {
            remote.get(file, (answer, body) -> {
                ListedVersion version = new ListedVersion(listed, profile);
                version.requireHeaders(answer);
                if (!enough.test(answer)) {
                    content.set(Optional.of(hash(version, answer, body)));
                }
            });
        } catch (IOException e) {
            throw StoreException.of(e);
        }
        return content.get();
    }

    private static Sha256 hash(ListedVersion version, Described answer, InputStream body) throws IOException {
        MessageDigest digest = Sha256.digest();
        long most = version.most(answer);
        InputStream bounded = most == Long.MAX_VALUE ? body : ByteStreams.limit(body, most + 1);
        long bytes = ByteStreams.exhaust(new DigestInputStream(bounded, digest));
        Sha256 content = Sha256.of(digest);
        version.requireBody(answer, bytes, content);
        return content;
    }
}
