// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.navette.engine.port.RemoteStore.Body;

/** A body that is written while it is sent. */
final class BodyEntity extends AbstractHttpEntity {
    private final Body body;
    private final Throttle throttle;

    BodyEntity(Body body, Throttle throttle, ContentType type) {
        super(type, null);
        this.body = body;
        this.throttle = throttle;
    }

    @Override
    public long getContentLength() {
        return body.size();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(throttle.sending(out));
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("this body is written, not read");
    }

    @Override
    public boolean isRepeatable() {
        // As far as HttpClient is concerned; who repeats a request makes a new entity.
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public void close() {
        // Whoever made the body closes what it reads from.
    }
}
