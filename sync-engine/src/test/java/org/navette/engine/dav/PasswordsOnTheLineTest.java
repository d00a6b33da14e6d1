// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.pass.Doctor;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Body;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Label;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;

/** A password goes to its server, over a line that nobody reads, and not again once it was refused. */
class PasswordsOnTheLineTest {
    private static final String RIGHT = "Basic bWFyaWU6c2VjcmV0";
    private static final String PROXY = "Basic cHJveHk6aGlkZGVu";
    private static final RelativePath FILE = RelativePath.of("a.txt");

    /** What a server answers to a request after the first ones, which it likes. */
    private interface Answer {
        int to(HttpExchange exchange) throws IOException;
    }

    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private final List<String> caught = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private HttpServer other;
    private volatile Answer answer = exchange -> 207;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            caught.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(401, -1);
        });
        other.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        other.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (given.equals(RIGHT)) {
            passwords.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        }
        int status = given.equals(RIGHT) ? answer.to(exchange) : 401;
        if (status == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"share\"");
        }
        byte[] body = status == 207 ? """
                <d:multistatus xmlns:d="DAV:"><d:response><d:href>/dav/</d:href><d:propstat><d:prop>
                <d:resourcetype><d:collection/></d:resourcetype></d:prop>
                <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>
                """.getBytes(StandardCharsets.UTF_8) : new byte[0];
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private Account account() {
        return account(at("/dav/"), Optional.empty());
    }

    private static Account account(URI url, Optional<ConnectionSettings.Proxy> proxy) {
        return new Account(
                new ShareAddress(url),
                Optional.of(new Account.Login("marie", "secret")),
                new ConnectionSettings(ConnectionSettings.Trust.SYSTEM, proxy, ConnectionSettings.Limits.NONE, false));
    }

    private record Letters() implements Body {
        @Override
        public long size() {
            return 3;
        }

        @Override
        public Label label() {
            return Label.NONE;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(new byte[] {'a', 'b', 'c'});
        }
    }

    static List<Executable> reads(DavClient client) {
        return List.of(
                () -> client.list(RelativePath.ROOT),
                () -> client.look(FILE),
                () -> client.get(FILE, (described, body) -> body.readAllBytes()),
                client::spaceLeft,
                () -> client.property(FILE));
    }

    static List<Executable> writes(DavClient client) {
        return List.of(
                () -> client.put(FILE, new Letters(), new Condition.None()),
                () -> client.move(FILE, RelativePath.of("b.txt"), Kind.FILE, false, new Condition.None()),
                () -> client.delete(FILE, Kind.FILE, new Condition.None()),
                () -> client.makeCollection(RelativePath.of("d")),
                () -> client.lock(FILE),
                () -> client.unlock(new Lock(FILE, "opaquelocktoken:1")),
                () -> client.setProperty(FILE, "x"));
    }

    private static Failure failure(Executable request) {
        return assertThrows(StoreException.class, request).failure();
    }

    @Test
    void aPasswordThatWasRefusedIsSentNoSecondTimeWhateverIsAsked() throws StoreException {
        answer = exchange -> 401;
        try (DavClient client = new DavClient(account())) {
            for (List<Executable> requests : List.of(writes(client), reads(client))) {
                for (Executable request : requests) {
                    assertEquals(new Failure.CredentialsRefused(true), failure(request));
                }
            }
        }
        assertEquals(1, passwords.size(), passwords.toString());
    }

    /** Changed on the server in the middle of a pass: one read, or a write and a look whether that is all. */
    @Test
    void aPasswordThatIsNotTakenAnyMoreIsSentNoFurtherTimeToRead() throws StoreException {
        try (DavClient client = DavClient.open(account())) {
            passwords.clear();
            answer = exchange -> 401;
            for (Executable request : reads(client)) {
                assertEquals(new Failure.CredentialsRefused(true), failure(request));
            }
            for (Executable request : writes(client)) {
                assertEquals(new Failure.CredentialsRefused(true), failure(request));
            }
        }
        assertEquals(1, passwords.size(), passwords.toString());
    }

    @Test
    void aPasswordThatIsNotTakenAnyMoreIsSentTwiceAtMostToWrite() throws StoreException {
        try (DavClient client = DavClient.open(account())) {
            passwords.clear();
            answer = exchange -> 401;
            List<Executable> writes = writes(client);
            assertEquals(new Failure.Forbidden(), failure(writes.getFirst()));
            for (Executable request : writes) {
                assertEquals(new Failure.CredentialsRefused(true), failure(request));
            }
        }
        assertEquals(2, passwords.size(), passwords.toString());
    }

    @Test
    void whoMayOnlyReadIsLetReadAfterEveryWrite() throws StoreException {
        try (DavClient client = DavClient.open(account())) {
            answer = exchange -> exchange.getRequestMethod().equals("PROPFIND") ? 207 : 401;
            for (Executable request : writes(client)) {
                assertEquals(new Failure.Forbidden(), failure(request));
                client.list(RelativePath.ROOT);
            }
        }
    }

    @Test
    void examiningSendsARefusedPasswordOnce() {
        answer = exchange -> 401;
        Failure failure = failure(() -> new Doctor("laptop").examine(account()));
        assertEquals(new Failure.CredentialsRefused(true), failure);
        assertEquals(1, passwords.size(), passwords.toString());
    }

    @Test
    void lookingForTheShareSendsARefusedPasswordOnce() {
        answer = exchange -> 401;
        var search = new AddressFinder(account()).find(List.of(at("/dav/"), at("/"), at("/remote.php/webdav/")));
        assertEquals(new Failure.CredentialsRefused(true), search.failure());
        assertEquals(1, passwords.size(), passwords.toString());
    }

    @Test
    void listeningForChangesAndLinksSendARefusedPasswordOnce() throws StoreException {
        answer = exchange -> 401;
        Account account = account(at("/remote.php/dav/files/marie/"), Optional.empty());
        assertEquals(new Failure.CredentialsRefused(true), failure(() -> PublicLinks.make(account, FILE)));
        assertEquals(1, passwords.size(), passwords.toString());
        passwords.clear();
        Optional<ServerPush> push = ServerPush.listen(account, new ServerPush.Ear() {
            @Override
            public void changed() {
                throw new AssertionError("nobody listens");
            }

            @Override
            public void ended() {
                throw new AssertionError("nobody listens");
            }
        });
        assertTrue(push.isEmpty());
        assertEquals(1, passwords.size(), passwords.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noRedirectInTheMiddleIsFollowed(int status) throws StoreException {
        String elsewhere = ":" + other.getAddress().getPort() + "/dav/";
        for (String location : List.of(
                "http://127.0.0.1" + elsewhere,
                "http://localhost" + elsewhere,
                "//127.0.0.1" + elsewhere,
                "http://marie:secret@127.0.0.1" + elsewhere,
                "http://127.0.0.1" + elsewhere + "%0d%0aAuthorization:%20x",
                "\u001b]0;x\u0007http://127.0.0.1" + elsewhere,
                "ftp://127.0.0.1" + elsewhere,
                "http://[",
                "")) {
            answer = exchange -> 207;
            try (DavClient client = DavClient.open(account())) {
                answer = exchange -> {
                    exchange.getResponseHeaders().set("Location", location);
                    return status;
                };
                for (List<Executable> requests : List.of(reads(client), writes(client))) {
                    for (Executable request : requests) {
                        passwords.clear();
                        assertInstanceOf(Failure.RedirectedElsewhere.class, failure(request), location);
                        // Once as a file, and once with a slash.
                        assertTrue(passwords.size() <= 2, passwords.toString());
                    }
                }
            }
            assertInstanceOf(Failure.RedirectedElsewhere.class, failure(() -> DavClient.open(account())), location);
        }
        assertEquals(List.of(), caught);
    }

    /** As a policy or an announcement is fetched. */
    @Test
    void aPublicFileIsAskedForWithoutAPasswordAndFollowsNoRedirect() {
        String target = "http://127.0.0.1:" + other.getAddress().getPort() + "/policy.toml";
        server.removeContext("/");
        server.createContext("/", exchange -> {
            passwords.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(302, -1);
        });
        assertEquals(
                new Failure.RedirectedElsewhere(target),
                failure(() -> PublicFile.read(at("/policy.toml"), ConnectionSettings.USUAL, 1000)));
        assertEquals(List.of(), passwords);
        assertEquals(List.of(), caught);
    }

    /** Refuses each request once, then lets nobody through. */
    private static void proxy(ServerSocket socket, List<String> heard) {
        while (!socket.isClosed()) {
            try (Socket accepted = socket.accept()) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(accepted.getInputStream(), StandardCharsets.ISO_8859_1));
                StringBuilder head = new StringBuilder();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    head.append(line).append('\n');
                }
                heard.add(head.toString());
                String answered = head.toString().contains("Proxy-Authorization")
                        ? "HTTP/1.1 502 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        : "HTTP/1.1 407 who\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                accepted.getOutputStream().write(answered.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException over) {
                heard.add("");
            }
        }
    }

    @Test
    void aProxyGetsItsOwnPasswordAndNeverTheServers() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> proxy(socket, heard));
            ConnectionSettings.Proxy proxy = new ConnectionSettings.Proxy(
                    "127.0.0.1", socket.getLocalPort(), Optional.of(new Account.Login("proxy", "hidden")));
            Account account = account(URI.create("https://cloud.example/dav/"), Optional.of(proxy));
            failure(() -> DavClient.open(account));
            assertTrue(heard.getFirst().startsWith("CONNECT cloud.example:443 "), heard.toString());
            assertTrue(
                    heard.stream().anyMatch(head -> head.contains("Proxy-Authorization: " + PROXY)), heard.toString());
            assertTrue(heard.stream().noneMatch(head -> head.contains(RIGHT)), heard.toString());
        }
    }

    @Test
    void noPasswordGoesInClearThroughAProxyToAServerElsewhere() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> proxy(socket, heard));
            ConnectionSettings.Proxy proxy = new ConnectionSettings.Proxy(
                    "127.0.0.1", socket.getLocalPort(), Optional.of(new Account.Login("proxy", "hidden")));
            Account account = account(URI.create("http://192.0.2.1/dav/"), Optional.of(proxy));
            assertInstanceOf(Failure.PlainHttp.class, failure(() -> DavClient.open(account)));
            assertEquals(List.of(), List.copyOf(heard));
        }
    }

    @Test
    void aServerThatPretendsToBeAProxyGetsNoPasswordOfOne() throws StoreException {
        server.removeContext("/");
        List<String> heard = new CopyOnWriteArrayList<>();
        server.createContext("/", exchange -> {
            heard.addAll(exchange.getRequestHeaders().getOrDefault("Proxy-Authorization", List.of()));
            exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"p\"");
            exchange.sendResponseHeaders(407, -1);
        });
        assertEquals(new Failure.ProxyRefused(), failure(() -> DavClient.open(account())));
        assertEquals(List.of(), heard);
        assertFalse(passwords.contains(RIGHT));
    }
}
