// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.IOException;
import java.net.ConnectException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/**
 * Tells answers of a proxy from those of the server behind it. HttpClient hands on what a proxy says to {@code CONNECT}
 * (RFC 9110 §9.3.6) as if the server had answered: a proxy could list a share as empty, or take an upload, over what should be
 * an encrypted line. And it takes a 407 from within the tunnel for the proxy's.
 */
final class ProxyRefusals implements ExecChainHandler {
    /** In the context of a request: whether it was led to the server. */
    private static final String LED_ON = "navette.led-on";

    private ProxyRefusals() {}

    /** Has the refusals of a proxy end as failures, whatever they pretend to be. */
    static void tell(HttpClientBuilder builder) {
        builder.addExecInterceptorBefore(ChainElement.CONNECT.name(), "proxy-refusals", new ProxyRefusals());
        builder.addExecInterceptorAfter(ChainElement.CONNECT.name(), "led-on", (request, scope, chain) -> {
            scope.clientContext.setAttribute(LED_ON, true);
            return chain.proceed(request, scope);
        });
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.removeAttribute(LED_ON);
        ClassicHttpResponse response = chain.proceed(request, scope);
        if (!scope.route.isTunnelled()) {
            return response;
        }
        boolean ledOn = scope.clientContext.getAttribute(LED_ON) != null;
        int status = response.getCode();
        if (ledOn && status != 407) {
            return response;
        }
        response.close();
        if (ledOn) {
            throw new StoreException(new Failure.Refused(status));
        }
        if (status == 407) {
            throw new StoreException(new Failure.ProxyRefused());
        }
        throw new ConnectException("the proxy answers " + status);
    }
}
