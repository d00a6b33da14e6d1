// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import org.navette.engine.evidence.LastLook;
import org.navette.engine.evidence.Sizes;
import org.navette.engine.local.AsyncHasher;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Label;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/**
 * A local file as the body of an upload. It is exactly the content whose hash was noted, or it breaks off before its last
 * bytes: a file that changes while it is sent never becomes a mixture on the server.
 *
 * @param stamp under which it had that content
 */
record FileBody(
        LocalStore local, RelativePath file, LocalStamp stamp, Sha256 content, Label label, LongConsumer progress)
        implements RemoteStore.Body {
    @Override
    public long size() {
        return stamp.size();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        copy(0, size(), digest, out, progress, () -> {
            if (!Sha256.of(digest).equals(content)) {
                throw changed();
            }
        });
    }

    /** Feeds what comes before an offset to a digest. */
    void digest(long upTo, MessageDigest digest) throws IOException {
        copy(0, upTo, digest, OutputStream.nullOutputStream(), bytes -> {}, () -> {});
    }

    /** Whether it is longer than a content, and begins with it. */
    boolean beginsWith(long bytes, Sha256 other) throws IOException {
        if (bytes >= size()) {
            return false;
        }
        MessageDigest digest = Sha256.digest();
        digest(bytes, digest);
        return Sha256.of(digest).equals(other);
    }

    /** Some of its bytes. @throws StoreException if the file has become shorter */
    byte[] sample(long offset, int bytes) throws IOException {
        try (InputStream in = local.open(file)) {
            in.skipNBytes(offset);
            byte[] sample = in.readNBytes(bytes);
            if (sample.length < bytes) {
                throw changed();
            }
            return sample;
        }
    }

    /** A piece of it, which feeds the digest with what it sends; whoever sends all of them has to look at that. */
    Piece piece(long offset, long length, MessageDigest before) {
        return new Piece(this, offset, length, before);
    }

    /** @throws StoreException {@link Failure.ChangedMeanwhile} if the file is not as it was when it had that content */
    void requireUntouched() throws StoreException {
        if (local.look(file).filter(now -> now.stamp().equals(stamp)).isEmpty()) {
            throw changed();
        }
    }

    /** What is done before the last bytes go out, when the digest has seen them. */
    @FunctionalInterface
    private interface LastLook {
        void run() throws StoreException;
    }

    private void copy(
            long offset, long length, MessageDigest digest, OutputStream out, LongConsumer sent, LastLook last)
            throws IOException {
        byte[] buffer = Sizes.buffer(length);
        try (InputStream in = local.open(file);
                AsyncHasher aside = new AsyncHasher(digest)) {
            in.skipNBytes(offset);
            for (long left = length; left > 0; ) {
                int count = read(in, buffer, left);
                left -= count;
                if (length < Sizes.HASHED_ASIDE) {
                    digest.update(buffer, 0, count);
                } else {
                    aside.update(buffer, 0, count);
                }
                if (left == 0) {
                    aside.finish();
                    last.run();
                }
                out.write(buffer, 0, count);
                sent.accept(count);
            }
        }
    }

    /** Some of the bytes that are left, at least one. @throws StoreException if the file has become shorter */
    private static int read(InputStream in, byte[] buffer, long left) throws IOException {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
            throw changed();
        }
        return count;
    }

    static StoreException changed() {
        return new StoreException(new Failure.ChangedMeanwhile());
    }

    /** Some of the file's bytes. */
    static final class Piece implements RemoteStore.Body {
        private final FileBody whole;
        private final long offset;
        private final long length;
        private final MessageDigest before;
        private MessageDigest after;

        private Piece(FileBody whole, long offset, long length, MessageDigest before) {
            this.whole = whole;
            this.offset = offset;
            this.length = length;
            this.before = before;
            this.after = before;
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            // A body may be written twice, if the server wants the request signed in another way.
            MessageDigest digest = copyOf(before);
            whole.copy(offset, length, digest, out, whole.progress, () -> {});
            after = digest;
        }

        /** What was sent up to its end. */
        MessageDigest after() {
            return after;
        }

        private static MessageDigest copyOf(MessageDigest digest) {
            try {
                return (MessageDigest) digest.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("SHA-256 can be copied on every Java platform", e);
            }
        }
    }
}
