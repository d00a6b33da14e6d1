// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.net.URI;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** A small file that a server hands to anybody, as a policy or an announcement: no password goes there. */
public final class PublicFile {
    private PublicFile() {}

    /**
     * Reads it from exactly this address: redirects are not followed.
     *
     * @param most bytes it may have
     * @throws StoreException if it cannot be had ({@link Failure.BadAnswer} if it is longer)
     * @throws IllegalArgumentException if this is no http or https address with a host
     */
    public static byte[] read(URI url, ConnectionSettings line, int most) throws StoreException {
        ShareAddress server = new ShareAddress(url);
        try (DavHttpClient http = new DavHttpClient(new Account(server, Optional.empty(), line))) {
            return http.ask(() -> new HttpUriRequestBase("GET", url), response -> {
                http.failures().requireSuccess(response, 200);
                if (response.getEntity() == null) {
                    return new byte[0];
                }
                byte[] content = response.getEntity().getContent().readNBytes(most + 1);
                if (content.length > most) {
                    throw new StoreException(new Failure.BadAnswer("more than " + most + " bytes"));
                }
                return content;
            });
        }
    }
}
