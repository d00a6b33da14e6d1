// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;

/**
 * The times of HTTP (RFC 9110 §5.6.7). The form that everybody writes is read by position, since a large listing is full of
 * them and any parser of formats takes a tenth of its time (docs/benchmarks.md); the others are left to one.
 */
final class HttpDate {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    /** As {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    private static final int LENGTH = 29;

    private HttpDate() {}

    static Optional<Instant> parse(String text) {
        if (text.length() == LENGTH && text.startsWith(", ", 3) && text.endsWith(" GMT")) {
            int month = MONTHS.indexOf(text.substring(8, 11));
            try {
                if (month % 3 == 0) {
                    return Optional.of(LocalDateTime.of(
                                    number(text, 12, 16),
                                    month / 3 + 1,
                                    number(text, 5, 7),
                                    number(text, 17, 19),
                                    number(text, 20, 22),
                                    number(text, 23, 25))
                            .toInstant(ZoneOffset.UTC));
                }
            } catch (DateTimeException | NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(DateUtils.parseStandardDate(text));
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
