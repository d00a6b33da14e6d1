// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Listing;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** A server whose answers a test makes up, and a client that has been there once, when it was harmless. */
final class HostileServer implements AutoCloseable {
    static final String SELF = response("/dav/", "<D:resourcetype><D:collection/></D:resourcetype>");

    final HttpServer server;
    final DavClient client;
    final List<String> seen = new CopyOnWriteArrayList<>();
    volatile byte[] listing = new byte[0];
    volatile boolean endless;
    volatile int status = 207;
    volatile String location = "";
    volatile String encoding = "";

    HostileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        answerWith(SELF);
        client = DavClient.open(account());
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }

    Account account() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/dav/");
        return new Account(
                new ShareAddress(url), Optional.of(new Account.Login("marie", "secret")), ConnectionSettings.USUAL);
    }

    private void answer(HttpExchange exchange) throws IOException {
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        if (!location.isEmpty()) {
            exchange.getResponseHeaders().set("Location", location);
        }
        if (!encoding.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(listing);
            for (int i = 0; endless; i++) {
                out.write(file("/dav/endless-" + i).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException broken) {
            seen.add("broken off");
        }
    }

    static String response(String href, String props) {
        return "<D:response><D:href>" + href + "</D:href><D:propstat><D:prop>" + props
                + "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>";
    }

    static String file(String href) {
        return response(href, "<D:resourcetype/><D:getcontentlength>3</D:getcontentlength>");
    }

    void answerWith(String responses) {
        raw("<?xml version=\"1.0\" encoding=\"utf-8\"?><D:multistatus xmlns:D=\"DAV:\">" + responses
                + "</D:multistatus>");
    }

    void raw(String xml) {
        listing = xml.getBytes(StandardCharsets.UTF_8);
    }

    Listing list() throws StoreException {
        return client.list(RelativePath.ROOT);
    }

    Failure refused() {
        return assertThrows(StoreException.class, this::list).failure();
    }
}
