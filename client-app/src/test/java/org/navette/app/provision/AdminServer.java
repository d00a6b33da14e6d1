// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.provision;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.navette.testserver.TestCertificate;

/** Where an administrator hands small files out, over https, with a certificate of their own. */
public final class AdminServer implements AutoCloseable {
    private static final int ENDLESS = 300_000_000;

    private final HttpsServer server;
    private final TestCertificate certificate;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();

    public AdminServer(Path place) throws Exception {
        certificate = TestCertificate.make(place, "admin.example");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(certificate)));
        server.createContext("/", this::answer);
        server.start();
    }

    public String url(String path) {
        return "https://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The certificate, for those who are to trust it. */
    public Path authority() throws IOException {
        return certificate.pem();
    }

    public void put(String path, String text) {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public void put(String path, byte[] content) {
        files.put(path, content);
    }

    /** What was asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** All that the requests said beside that. */
    public List<String> headers() {
        return List.copyOf(headers);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        exchange.getRequestHeaders().forEach((name, values) -> headers.add(name + ": " + values));
        try (exchange) {
            byte[] content = files.get(path);
            if (path.equals("/moved")) {
                exchange.getResponseHeaders().add("Location", "/policy.toml");
                exchange.sendResponseHeaders(302, -1);
            } else if (path.equals("/endless")) {
                exchange.sendResponseHeaders(200, 0);
                endless(exchange);
            } else if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(content);
            }
        }
    }

    /** So much that whoever reads it all would not be done in time. */
    private static void endless(HttpExchange exchange) throws IOException {
        byte[] block = new byte[10_000];
        try (OutputStream body = exchange.getResponseBody()) {
            for (int sent = 0; sent < ENDLESS; sent += block.length) {
                body.write(block);
            }
        }
    }

    private static SSLContext context(TestCertificate certificate) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificate.file())) {
            keys.load(in, TestCertificate.SECRET.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, TestCertificate.SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
