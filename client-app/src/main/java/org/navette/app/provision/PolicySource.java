// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.provision;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.dav.PublicFile;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** Reads a small file of this machine, or from exactly the address that was named. */
public final class PolicySource {
    /** Nobody writes longer policies. */
    private static final int MOST_BYTES = 1 << 20;

    private static final String HTTPS = "https://";

    private PolicySource() {}

    /** Whether it names a place elsewhere, of whatever kind. */
    public static boolean isAddress(String fileOrUrl) {
        return fileOrUrl.matches("^[A-Za-z][A-Za-z0-9+.-]+://.*");
    }

    /** Whether the line to it tells who answers. */
    public static boolean isHttps(String url) {
        return url.regionMatches(true, 0, HTTPS, 0, HTTPS.length());
    }

    /** @throws IOException if it cannot be had, or is too long */
    public static byte[] file(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /**
     * @throws StoreException if it cannot be had, is too long, or the server answers anything but 200
     * @throws IllegalArgumentException if this is no address with a host
     */
    public static byte[] from(URI url, ConnectionSettings line) throws StoreException {
        if (!isHttps(url.toString())) {
            throw new StoreException(new Failure.PlainHttp(String.valueOf(url.getHost())));
        }
        return PublicFile.read(url, line, MOST_BYTES);
    }
}
