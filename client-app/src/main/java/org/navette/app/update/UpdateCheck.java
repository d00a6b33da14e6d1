// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.update;

import java.net.URI;
import java.util.Optional;
import org.navette.app.provision.PolicyProof;
import org.navette.app.provision.PolicySource;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/**
 * Asks one address whether there is a newer Navette. Two requests, which say nothing of who asks: the announcement, and its
 * signature at the same address with {@code .sig} behind it. Whoever holds the server but not the key can keep news
 * back, and nothing more.
 *
 * @param url the announcement's, https
 * @param key an Ed25519 public key: the Base64 of its PEM
 */
public record UpdateCheck(String url, String key, ConnectionSettings line) {
    /** What came of it. */
    public sealed interface Outcome {
        /** Nothing newer is announced. */
        record Current() implements Outcome {}

        record Newer(ReleaseAnnouncement announcement) implements Outcome {}

        /** The signature is not of that key, or not of that announcement. It was ignored. */
        record NotProven() implements Outcome {}

        /** It is signed, and not understood. */
        record NoSense() implements Outcome {}

        record Failed(Failure failure) implements Outcome {}
    }

    /** @param running which Navette this is */
    public Outcome look(String running) {
        byte[] content;
        byte[] signature;
        try {
            content = PolicySource.from(URI.create(url), line);
            signature = PolicySource.from(URI.create(url + ".sig"), line);
        } catch (StoreException e) {
            return new Outcome.Failed(e.failure());
        }
        String pem = "-----BEGIN PUBLIC KEY-----" + key + "-----END PUBLIC KEY-----";
        if (PolicyProof.Signed.of(pem, signature)
                .filter(proof -> proof.holds(content))
                .isEmpty()) {
            return new Outcome.NotProven();
        }
        Optional<ReleaseAnnouncement> announcement = ReleaseAnnouncement.of(content);
        if (announcement.isEmpty()) {
            return new Outcome.NoSense();
        }
        return announcement.get().isNewerThan(running) ? new Outcome.Newer(announcement.get()) : new Outcome.Current();
    }
}
