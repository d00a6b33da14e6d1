// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/**
 * Ends an answer that does not end by itself, and one in which a single entry does not: a parser keeps an entry in memory
 * until it is whole, and packed blanks are cheap to send.
 */
final class BoundedInput extends FilterInputStream {
    private static final long MOST_BYTES = 1L << 30;
    /** More than any server says about one entry. */
    private static final long MOST_OF_AN_ENTRY = 256L << 10;

    private long left = MOST_BYTES;
    private long leftOfEntry = MOST_OF_AN_ENTRY;

    BoundedInput(InputStream in) {
        super(in);
    }

    /** An entry was read to its end. */
    void entryEnded() {
        leftOfEntry = MOST_OF_AN_ENTRY;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        left -= Math.max(0, count);
        leftOfEntry -= Math.max(0, count);
        if (left < 0 || leftOfEntry < 0) {
            throw new StoreException(new Failure.BadAnswer("a listing without end"));
        }
        return count;
    }

    @Override
    public void close() {
        // The parser closes what it has read to the end; the answer is still to be looked at by who received it.
    }
}
