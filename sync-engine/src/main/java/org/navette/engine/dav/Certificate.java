// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.time.Instant;

/**
 * What a server shows to prove who it is.
 *
 * @param subject whom it was given to, and {@code issuer} by whom, as RFC 2253 writes names
 * @param sha256 of all of it, as hexadecimal digits without separators
 */
public record Certificate(String subject, String issuer, Instant from, Instant until, String sha256) {}
