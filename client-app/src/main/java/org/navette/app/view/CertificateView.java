// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonObject;
import java.time.Instant;

/**
 * A certificate that somebody is asked about, or that a server is believed by.
 *
 * @param subject whom it was given to, and {@code issuer} by whom
 * @param sha256 as hexadecimal digits
 * @param changed whether another one was trusted before
 */
public record CertificateView(
        String subject, String issuer, Instant from, Instant until, String sha256, boolean changed) {
    /** From what {@code status} and {@code account} answer. */
    public static CertificateView of(JsonObject certificate) {
        return new CertificateView(
                Json.text(certificate, "subject"),
                Json.text(certificate, "issuer"),
                Json.time(certificate, "from").orElse(Instant.EPOCH),
                Json.time(certificate, "until").orElse(Instant.EPOCH),
                Json.text(certificate, "sha256"),
                Json.text(certificate, "changed").equals("true"));
    }
}
