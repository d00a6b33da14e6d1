// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/**
 * A local file as the body of an upload. It is exactly the content whose hash was noted, or it breaks off before its last
 * bytes: a file that changes while it is sent never becomes a mixture on the server.
 */
record FileBody(LocalStore local, RelativePath file, long size, Sha256 content, LongConsumer progress)
        implements RemoteStore.Body {
    private static final int BUFFER = 64 * 1024;

    @Override
    public void writeTo(OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        long left = size;
        try (InputStream in = local.open(file)) {
            while (left > 0) {
                byte[] chunk = in.readNBytes((int) Math.min(BUFFER, left));
                if (chunk.length == 0) {
                    throw new StoreException(new Failure.ChangedMeanwhile());
                }
                digest.update(chunk);
                left -= chunk.length;
                if (left == 0 && !Sha256.of(digest).equals(content)) {
                    throw new StoreException(new Failure.ChangedMeanwhile());
                }
                out.write(chunk);
                progress.accept(chunk.length);
            }
        }
    }
}
