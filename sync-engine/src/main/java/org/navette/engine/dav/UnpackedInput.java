// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.google.common.io.CountingInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** Unpacks an answer (gzip, RFC 1952), as long as what comes out of it could be an answer. */
final class UnpackedInput extends FilterInputStream {
    /** Of what comes out to what went in. Gzip reaches 1,030; a listing of a hundred thousand names that count up, 30. */
    private static final long MOST_RATIO = 200;

    /** In bytes: what a few repeated words may become, whatever the ratio. */
    private static final long ALWAYS = 4L << 20;

    private final CountingInputStream packed;
    private long unpacked;

    private UnpackedInput(CountingInputStream packed) throws IOException {
        super(new GZIPInputStream(packed));
        this.packed = packed;
    }

    /** @throws IOException if it does not begin as what is packed with gzip does */
    static UnpackedInput of(InputStream packed) throws IOException {
        return new UnpackedInput(new CountingInputStream(packed));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws StoreException {@link Failure.BadAnswer} if it is packed like nothing that a server has to say */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        unpacked += Math.max(0, count);
        if (unpacked > ALWAYS && unpacked > MOST_RATIO * packed.getCount()) {
            throw new StoreException(new Failure.BadAnswer("a listing without end"));
        }
        return count;
    }
}
