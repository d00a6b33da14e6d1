// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.io.OutputStream;

/**
 * Room on the disk that is set aside for one content that comes in, so that downloads side by side do not count on the same
 * free bytes. Given back when closed.
 */
public interface Room extends AutoCloseable {
    /**
     * The same stream, held to what was announced.
     *
     * @param already bytes of the content that are on the disk from an earlier try
     * @return a stream that throws {@link Failure.ChangedMeanwhile} at the first byte more than was announced, and
     *     {@link Failure.NoRoom} if the disk has filled up meanwhile
     */
    OutputStream held(OutputStream out, long already);

    @Override
    void close();
}
