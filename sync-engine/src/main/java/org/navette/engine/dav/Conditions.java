// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import org.apache.hc.core5.http.HttpRequest;
import org.navette.engine.port.RemoteStore.Condition;

/** Preconditions as headers. */
final class Conditions {
    private Conditions() {}

    /**
     * @param tag the resource an If header speaks of ({@code <URL> }), where it is not the request's own (RFC 4918 §10.4.2)
     */
    static void apply(Condition condition, HttpRequest request, String tag) {
        switch (condition) {
            case Condition.None none -> {}
            case Condition.Free free -> request.setHeader("If-None-Match", "*");
            case Condition.Match match ->
                request.setHeader("If-Match", match.etag().strong());
            case Condition.DavIf match ->
                request.setHeader("If", tag + "([" + match.etag().asGiven() + "])");
            case Condition.Holding holding ->
                request.setHeader("If", tag + "(<" + holding.lock().token() + ">)");
        }
    }
}
