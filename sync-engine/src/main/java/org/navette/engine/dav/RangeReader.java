// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** Reads a few bytes out of the middle of a file (RFC 9110 §14), where the server gives them alone. */
final class RangeReader {
    private static final Failure NO_PART = new Failure.BadAnswer("no part of a file where one was asked for");

    private final DavHttpClient line;
    private final HttpFailures failures;

    RangeReader(DavHttpClient line, HttpFailures failures) {
        this.line = line;
        this.failures = failures;
    }

    /**
     * @param get what asks for the whole file
     * @return absent if the server does not give a part, or gives another one
     */
    Optional<byte[]> read(Supplier<HttpUriRequestBase> get, long offset, int length) throws StoreException {
        Supplier<HttpUriRequestBase> part = () -> {
            HttpUriRequestBase request = get.get();
            request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            request.setHeader(HttpHeaders.RANGE, "bytes=" + offset + "-" + (offset + length - 1));
            return request;
        };
        try {
            return Optional.of(line.ask(part, response -> bytes(response, offset, length)));
        } catch (StoreException e) {
            if (e.failure().equals(NO_PART)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private byte[] bytes(ClassicHttpResponse response, long offset, int length) throws IOException {
        if (response.getCode() != 206) {
            failures.requireSuccess(response, 200);
            // Thrown, so that all of the file, which may be about to come, is not read to its end.
            throw new StoreException(NO_PART);
        }
        boolean isThisPart = HttpFailures.header(response, HttpHeaders.CONTENT_RANGE)
                .filter(range -> range.strip().startsWith("bytes " + offset + "-"))
                .isPresent();
        if (!isThisPart || response.getEntity() == null) {
            throw new StoreException(NO_PART);
        }
        byte[] bytes = response.getEntity().getContent().readNBytes(length);
        if (bytes.length < length) {
            throw new StoreException(NO_PART);
        }
        return bytes;
    }
}
