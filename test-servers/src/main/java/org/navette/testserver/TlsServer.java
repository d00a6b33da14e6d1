// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** A web server with a certificate nobody vouches for, and nothing on it. */
public final class TlsServer implements AutoCloseable {
    private final HttpsServer server;
    private final TestCertificate certificate;

    private TlsServer(HttpsServer server, TestCertificate certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    public static TlsServer start(Path work) throws IOException, InterruptedException {
        TestCertificate certificate = TestCertificate.make(work, "share.example");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context(null)));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return new TlsServer(server, certificate);
    }

    public String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    public String fingerprint() {
        return certificate.fingerprint();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
