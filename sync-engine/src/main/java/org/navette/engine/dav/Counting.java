// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.google.common.io.CountingInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Meter;

/** One request on its way, for the meter: what its body has, and what of the answer's was read. */
final class Counting {
    private final HttpUriRequestBase request;
    private @Nullable CountingInputStream received;

    Counting(HttpUriRequestBase request) {
        this.request = request;
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
        meter.count(server, request.getMethod(), sent, received == null ? 0 : received.getCount());
    }

    private final class Counted extends HttpEntityWrapper {
        Counted(HttpEntity entity) {
            super(entity);
        }

        @Override
        public InputStream getContent() throws IOException {
            if (received == null) {
                received = new CountingInputStream(super.getContent());
            }
            return received;
        }
    }
}
