// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What {@link FakeDav} answers to a request. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FakeAnswer(int status, Map<String, String> headers, byte[] body) {
    static FakeAnswer of(int status) {
        return new FakeAnswer(status, Map.of(), new byte[0]);
    }

    static FakeAnswer of(int status, Map<String, String> headers) {
        return new FakeAnswer(status, headers, new byte[0]);
    }

    static FakeAnswer of(int status, String type, String body) {
        return new FakeAnswer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }
}
