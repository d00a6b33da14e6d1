// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.net.URI;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Body;
import org.navette.engine.port.RemoteStore.Chunked;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;

/** Uploads in pieces, as Nextcloud documents them ("Chunked file upload", version 2). */
final class ChunkedUploads {
    private final ShareAddress address;
    private final DavHttpClient line;

    ChunkedUploads(ShareAddress address, DavHttpClient line) {
        this.address = address;
        this.line = line;
    }

    void begin(Chunked upload) throws StoreException {
        send(request("MKCOL", upload, ""), 201);
    }

    void put(Chunked upload, int number, Body body) throws StoreException {
        URI target = target(upload, "%05d".formatted(number));
        line.execute(
                () -> {
                    HttpUriRequestBase request = request("PUT", upload, target);
                    request.setEntity(new BodyEntity(body, line.throttle(), ContentType.APPLICATION_OCTET_STREAM));
                    return request;
                },
                response -> line.failures().requireSuccess(response, 201, 204));
    }

    Receipt join(Chunked upload, Body whole, Condition condition) throws StoreException {
        URI target = target(upload, ".file");
        String destination = destination(upload);
        return line.execute(
                () -> {
                    HttpUriRequestBase request = request("MOVE", upload, target);
                    boolean free = condition instanceof Condition.Free;
                    request.setHeader("Overwrite", free ? "F" : "T");
                    Labels.apply(whole.label(), request);
                    if (!free) {
                        Conditions.apply(condition, request, "<" + destination + "> ");
                    }
                    return request;
                },
                response -> {
                    line.failures().requireSuccess(response, 201, 204);
                    return DavClient.receipt(response);
                });
    }

    void drop(Chunked upload) throws StoreException {
        send(request("DELETE", upload, ""), 200, 204, 404, 410);
    }

    private void send(HttpUriRequestBase request, int... accepted) throws StoreException {
        line.execute(() -> request, response -> line.failures().requireSuccess(response, accepted));
    }

    private HttpUriRequestBase request(String method, Chunked upload, String piece) throws StoreException {
        return request(method, upload, target(upload, piece));
    }

    private HttpUriRequestBase request(String method, Chunked upload, URI target) {
        HttpUriRequestBase request = new HttpUriRequestBase(method, target);
        request.setHeader("Destination", destination(upload));
        request.setHeader("OC-Total-Length", String.valueOf(upload.total()));
        return request;
    }

    private String destination(Chunked upload) {
        return address.url(upload.file(), Kind.FILE).toString();
    }

    /** @throws StoreException {@link Failure.Refused} where the share's address has no place for uploads beside it */
    private URI target(Chunked upload, String piece) throws StoreException {
        Optional<String> uploads = WellKnown.uploadsBeside(address.base());
        return URI.create(
                uploads.orElseThrow(() -> new StoreException(new Failure.Refused(501))) + upload.name() + "/" + piece);
    }
}
