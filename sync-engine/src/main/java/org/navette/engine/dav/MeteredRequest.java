// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.navette.engine.port.Meter;

/** One request on its way, for the meter: what its body has, and what of the answer's was read. */
final class MeteredRequest {
    private final HttpUriRequestBase request;
    private final ResponseDeadline patience;
    private long received;
    private long waitedNanos;

    MeteredRequest(HttpUriRequestBase request, ResponseDeadline patience) {
        this.request = request;
        this.patience = patience;
    }

    /** From now on what is read of the answer counts. */
    void answered(ClassicHttpResponse response) {
        if (response.getEntity() != null) {
            response.setEntity(new Counted(response.getEntity()));
        }
    }

    void tell(Meter meter, String server) {
        HttpEntity body = request.getEntity();
        long sent = body == null ? 0 : Math.max(0, body.getContentLength());
        meter.count(server, request.getMethod(), sent, received);
    }

    private final class Counted extends HttpEntityWrapper {
        Counted(HttpEntity entity) {
            super(entity);
        }

        /** Each call gives another view of the same bytes. */
        @Override
        public InputStream getContent() throws IOException {
            return new Received(super.getContent());
        }
    }

    private final class Received extends FilterInputStream {
        Received(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long start = System.nanoTime();
            int count = super.read(bytes, offset, length);
            waitedNanos += System.nanoTime() - start;
            received += Math.max(0, count);
            if (count >= 0 && patience.isOver(waitedNanos, received)) {
                throw new SocketTimeoutException("an answer of a few bytes a minute");
            }
            return count;
        }
    }
}
