// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.navette.engine.port.RemoteStore.Body;

/** Bytes to send. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TestBody(byte[] bytes) implements Body {
    TestBody(String text) {
        this(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
