// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.google.common.util.concurrent.RateLimiter;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Keeps all contents together below so many bytes a second, each way. Listings are not held up. */
final class Throttle {
    /** Small enough that a slow line still moves several times a second. */
    private static final int MOST_AT_ONCE = 8 * 1024;

    private final Optional<RateLimiter> up;
    private final Optional<RateLimiter> down;

    Throttle(ConnectionSettings.Limits limits) {
        this.up = limiter(limits.up());
        this.down = limiter(limits.down());
    }

    private static Optional<RateLimiter> limiter(long bytesASecond) {
        return bytesASecond > 0 ? Optional.of(RateLimiter.create((double) bytesASecond)) : Optional.empty();
    }

    OutputStream sending(OutputStream out) {
        return up.<OutputStream>map(limiter -> new Sending(out, limiter)).orElse(out);
    }

    InputStream receiving(InputStream in) {
        return down.<InputStream>map(limiter -> new Receiving(in, limiter)).orElse(in);
    }

    private static final class Sending extends FilterOutputStream {
        private final RateLimiter limiter;

        Sending(OutputStream out, RateLimiter limiter) {
            super(out);
            this.limiter = limiter;
        }

        @Override
        public void write(int one) throws IOException {
            limiter.acquire();
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; done += MOST_AT_ONCE) {
                int count = Math.min(MOST_AT_ONCE, length - done);
                limiter.acquire(count);
                out.write(bytes, offset + done, count);
            }
        }
    }

    private static final class Receiving extends FilterInputStream {
        private final RateLimiter limiter;

        Receiving(InputStream in, RateLimiter limiter) {
            super(in);
            this.limiter = limiter;
        }

        @Override
        public int read() throws IOException {
            limiter.acquire();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, Math.min(length, MOST_AT_ONCE));
            if (count > 0) {
                limiter.acquire(count);
            }
            return count;
        }
    }
}
