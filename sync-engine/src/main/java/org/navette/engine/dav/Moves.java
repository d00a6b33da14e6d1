// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;

/** MOVE, with the name of its destination in the words that this server understands (RFC 4918 §9.9). */
final class Moves {
    private static final int BAD_REQUEST = 400;
    private static final int BAD_GATEWAY = 502;

    private final ShareAddress address;
    private final DavHttpClient line;
    private final HttpFailures failures;
    private volatile DestinationForm destinations = DestinationForm.ADDRESS;

    Moves(ShareAddress address, DavHttpClient line) {
        this.address = address;
        this.line = line;
        this.failures = line.failures();
    }

    /**
     * Moves a file, or a collection with what is in it.
     *
     * @param overwrite whether what has the other name goes
     */
    void move(RelativePath from, RelativePath to, Kind kind, boolean overwrite, Condition condition)
            throws StoreException {
        try {
            move(from, to, kind, overwrite, condition, destinations);
        } catch (StoreException e) {
            if (!e.failure().equals(new Failure.Refused(BAD_GATEWAY)) || destinations != DestinationForm.ADDRESS) {
                throw e;
            }
            moveInOtherWords(from, to, kind, overwrite, condition, e);
        }
    }

    private void moveInOtherWords(
            RelativePath from,
            RelativePath to,
            Kind kind,
            boolean overwrite,
            Condition condition,
            StoreException refusal)
            throws StoreException {
        for (DestinationForm form : List.of(DestinationForm.PATH, DestinationForm.WITHOUT_TLS)) {
            try {
                move(from, to, kind, overwrite, condition, form);
                destinations = form;
                return;
            } catch (StoreException e) {
                boolean misunderstood = e.failure().equals(new Failure.Refused(BAD_GATEWAY))
                        || e.failure().equals(new Failure.Refused(BAD_REQUEST));
                if (!misunderstood) {
                    throw e;
                }
                refusal.addSuppressed(e);
            }
        }
        throw refusal;
    }

    private void move(
            RelativePath from, RelativePath to, Kind kind, boolean overwrite, Condition condition, DestinationForm form)
            throws StoreException {
        line.execute(
                () -> {
                    HttpUriRequestBase request = new HttpUriRequestBase("MOVE", address.url(from, kind));
                    String given = form.of(address.url(to, kind));
                    request.setHeader("Destination", given);
                    request.setHeader("Overwrite", overwrite ? "T" : "F");
                    Conditions.apply(condition, request, "<" + given + "> ");
                    return request;
                },
                response -> failures.requireSuccess(response, 200, 201, 204));
    }
}
