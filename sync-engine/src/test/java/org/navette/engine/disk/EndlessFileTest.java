// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.port.Failure;

/** A share with one file that is listed with three bytes and comes without end. */
@Tag("integration")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EndlessFileTest {
    /** What lies on the way between two programs before one of them notices that the other has gone. */
    private static final long ON_THE_WAY = 32L << 20;

    private static final String FOLDER = """
            <D:response><D:href>/dav/</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop>
            <D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>
            """;
    private static final String FILE = """
            <D:response><D:href>/dav/file.txt</D:href><D:propstat><D:prop><D:resourcetype/>
            <D:getcontentlength>3</D:getcontentlength><D:getetag>"1"</D:getetag></D:prop>
            <D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>
            """;

    @TempDir
    private Path place;

    private final AtomicLong sent = new AtomicLong();
    private HttpServer server;
    private SyncedDisk one;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        one = new SyncedDisk(
                place.resolve("home"),
                Files.createDirectory(place.resolve("one")),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/dav/"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean file = exchange.getRequestURI().getPath().equals("/dav/file.txt");
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"share\"");
            exchange.sendResponseHeaders(401, -1);
        } else if (exchange.getRequestMethod().equals("PROPFIND")) {
            boolean deep = !"0".equals(exchange.getRequestHeaders().getFirst("Depth"));
            String entries = file ? FILE : deep ? FOLDER + FILE : FOLDER;
            String xml = "<D:multistatus xmlns:D=\"DAV:\">" + entries + "</D:multistatus>";
            byte[] body = xml.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(207, body.length);
            exchange.getResponseBody().write(body);
        } else if (exchange.getRequestMethod().equals("GET") && file) {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.sendResponseHeaders(200, 0);
            endless(exchange.getResponseBody());
        } else {
            exchange.sendResponseHeaders(403, -1);
        }
        exchange.close();
    }

    private void endless(OutputStream out) {
        byte[] block = "abc ".repeat(16_384).getBytes(StandardCharsets.UTF_8);
        try {
            while (true) {
                out.write(block);
                sent.addAndGet(block.length);
            }
        } catch (IOException broken) {
            // That is what is to happen.
            return;
        }
    }

    /** Where there is a file of that name here, it is compared first. */
    @ParameterizedTest
    @ValueSource(strings = {"", "abd", "another one"})
    void aFileWithoutEndIsLeftWhereItShouldHaveEnded(String here) throws IOException, InterruptedException {
        if (!here.isEmpty()) {
            one.save("file.txt", here);
        }
        for (int pass = 0; pass < 2; pass++) {
            Map<String, Failure> problems = one.problems();
            assertInstanceOf(Failure.class, problems.get("file.txt"), problems::toString);
            assertTrue(sent.get() < ON_THE_WAY, sent + " bytes were taken");
        }
        if (here.isEmpty()) {
            assertFalse(Files.exists(one.file("file.txt")));
        } else {
            assertEquals(here, one.read("file.txt"));
        }
        Path temporary = one.file(".navette/tmp");
        try (var left = Files.list(temporary)) {
            assertEquals(0, left.count());
        }
    }
}
