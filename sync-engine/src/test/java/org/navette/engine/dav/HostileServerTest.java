// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** A server that does not answer as it should, or sends elsewhere: nothing leaks there, and nothing waits for ever. */
@Tag("thorough")
class HostileServerTest {
    private HostileServer hostile;

    @BeforeEach
    void start() throws IOException {
        hostile = new HostileServer();
    }

    @AfterEach
    void stop() {
        hostile.close();
    }

    /** A byte now and then, for ever: first in the headers, then in the body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 207 Multi-Status\r\nX: ",
                "HTTP/1.1 207 Multi-Status\r\nContent-Type: text/xml\r\n\r\n<"
            })
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void aServerThatHardlyAnswersIsGivenUp(String start) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(socket, start));
            URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/dav/");
            Account slow = new Account(new ShareAddress(url), Optional.empty(), ConnectionSettings.USUAL);
            ResponseDeadline little = new ResponseDeadline(Duration.ofMillis(300), Duration.ofMillis(300), 1_000);
            try (DavHttpClient line = new DavHttpClient(slow, little)) {
                StoreException e = assertThrows(
                        StoreException.class,
                        () -> line.ask(
                                () -> new HttpUriRequestBase("PROPFIND", url),
                                response -> response.getEntity().getContent().readAllBytes()));
                Failure.Unreachable failure = assertInstanceOf(Failure.Unreachable.class, e.failure());
                assertEquals(Failure.Unreachable.Cause.TIMED_OUT, failure.cause());
            }
        }
    }

    private static void drip(ServerSocket socket, String start) {
        try (Socket accepted = socket.accept()) {
            OutputStream out = accepted.getOutputStream();
            out.write(start.getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(' ');
                out.flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } catch (IOException givenUp) {
            // That is what is to happen.
            Thread.currentThread().interrupt();
        }
    }

    /** Headers without end. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void headersWithoutEndEnd() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (Socket accepted = socket.accept()) {
                        OutputStream out = accepted.getOutputStream();
                        out.write("HTTP/1.1 207 Multi-Status\r\n".getBytes(StandardCharsets.UTF_8));
                        while (true) {
                            out.write("X-More: and more\r\n".getBytes(StandardCharsets.UTF_8));
                        }
                    } catch (IOException givenUp) {
                        hostile.seen.add("given up");
                    }
                }
            });
            URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/dav/");
            Account account = new Account(new ShareAddress(url), Optional.empty(), ConnectionSettings.USUAL);
            try (DavHttpClient line = new DavHttpClient(account)) {
                assertThrows(
                        StoreException.class,
                        () -> line.ask(() -> new HttpUriRequestBase("PROPFIND", url), response -> response.getCode()));
            }
        }
    }

    @Test
    void credentialsAreNotSentToAnotherServer() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> caught = new CopyOnWriteArrayList<>();
        other.createContext("/", exchange -> {
            caught.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(404, -1);
        });
        other.start();
        try {
            hostile.status = 302;
            for (String target : List.of(
                    "http://localhost:" + other.getAddress().getPort() + "/dav/",
                    "http://127.0.0.1:" + other.getAddress().getPort() + "/dav/",
                    "//localhost:" + other.getAddress().getPort() + "/dav/")) {
                hostile.location = target;
                Failure failure = assertThrows(StoreException.class, () -> DavClient.open(hostile.account()))
                        .failure();
                assertEquals(new Failure.RedirectedElsewhere(target), failure);
                assertInstanceOf(Failure.RedirectedElsewhere.class, hostile.refused());
            }
            assertEquals(List.of(), caught);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void redirectsInCirclesEnd() {
        hostile.status = 302;
        hostile.location = "/dav/";
        Failure failure = assertThrows(StoreException.class, () -> DavClient.open(hostile.account()))
                .failure();
        assertInstanceOf(Failure.RedirectedElsewhere.class, failure);
        assertTrue(hostile.seen.size() < 20);
    }
}
