// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.port.RemoteStore.Rest;
import org.navette.engine.port.StoreException;

/** Answers with a part of a file (RFC 9110 §14.4). */
final class Ranges {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private Ranges() {}

    /** @throws StoreException {@link Failure.BadAnswer} unless it is exactly the rest of that very version */
    static Described described(ClassicHttpResponse response, Rest wanted) throws StoreException {
        Optional<String> header = HttpFailures.header(response, HttpHeaders.CONTENT_RANGE);
        Matcher range = CONTENT_RANGE.matcher(header.orElse("").strip());
        if (!range.matches()) {
            throw new StoreException(new Failure.BadAnswer("a part of a file that does not say which"));
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        long total = Long.parseLong(range.group(3));
        Described described = DavClient.described(response, total, first);
        boolean sameVersion =
                described.state().etag().map(wanted.version()::equals).orElse(true);
        if (first != wanted.offset() || last != total - 1 || !sameVersion) {
            throw new StoreException(new Failure.BadAnswer("another part of the file than was asked for"));
        }
        return described;
    }
}
