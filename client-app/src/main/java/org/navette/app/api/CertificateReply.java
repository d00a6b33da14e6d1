// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A server's certificate.
 *
 * @param subject whom it was issued to, and {@code issuer} by whom
 * @param sha256 its fingerprint, in hexadecimal digits
 * @param changed whether another one was trusted before; absent where nobody is asked about it
 * @param pinned whether this very one is trusted by its fingerprint; absent where somebody is asked about it
 */
public record CertificateReply(
        String subject,
        String issuer,
        Instant from,
        Instant until,
        String sha256,
        Optional<Boolean> changed,
        Optional<Boolean> pinned) {}
