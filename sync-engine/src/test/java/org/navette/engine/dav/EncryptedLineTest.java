// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.ConnectProxy;
import org.navette.testserver.DavServer;
import org.navette.testserver.NeedsServer;
import org.navette.testserver.TestCertificate;
import org.navette.testserver.TlsFront;

/** What goes over an encrypted line goes over no other, and only who is at its end is believed. */
@Tag("integration")
@NeedsServer(ApacheServer.PROGRAM)
class EncryptedLineTest {
    private static final String RIGHT = "Basic bWFyaWU6c2VjcmV0";
    private static final String PROXY = "Proxy-Authorization: Basic cHJveHk6aGlkZGVu";
    private static final RelativePath FILE = RelativePath.of("a.txt");
    private static final String LISTING = """
            <d:multistatus xmlns:d="DAV:"><d:response><d:href>/remote.php/dav/files/marie/</d:href><d:propstat><d:prop>
            <d:resourcetype><d:collection/></d:resourcetype></d:prop>
            <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>
            """;

    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    /** What a server answers whom it knows. */
    private interface Answer {
        int to(HttpExchange exchange);
    }

    @TempDir
    private Path folder;

    private final List<String> caught = new CopyOnWriteArrayList<>();
    private final List<String> proxyLogins = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private HttpServer plain;
    private TestCertificate certificate;
    private TlsFront front;
    private ConnectProxy proxy;
    private volatile Answer answer = exchange -> 207;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plain.createContext("/", exchange -> {
            caught.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        plain.start();
        certificate = TestCertificate.make(folder, "share.example");
        front = TlsFront.before(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), certificate, null);
        proxy = ConnectProxy.start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        front.close();
        plain.stop(0);
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        proxyLogins.addAll(exchange.getRequestHeaders().getOrDefault("Proxy-Authorization", List.of()));
        boolean known = RIGHT.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || exchange.getRequestMethod().equals("POST");
        int status = known ? answer.to(exchange) : 401;
        if (status == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"share\"");
        }
        byte[] body = status == 207 ? LISTING.getBytes(StandardCharsets.UTF_8) : new byte[0];
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private URI share() {
        return front.url(URI.create("http://127.0.0.1/remote.php/dav/files/marie/"));
    }

    private Account account(Optional<ConnectionSettings.Proxy> through) {
        return new Account(
                new ShareAddress(share()),
                Optional.of(new Account.Login("marie", "secret")),
                new ConnectionSettings(
                        ConnectionSettings.Trust.SYSTEM.pinning(certificate.fingerprint()),
                        through,
                        ConnectionSettings.Limits.NONE,
                        false));
    }

    private Account direct() {
        return account(Optional.empty());
    }

    private Account throughProxy() {
        return account(Optional.of(new ConnectionSettings.Proxy(
                "127.0.0.1", proxy.port(), Optional.of(new Account.Login("proxy", "hidden")))));
    }

    private static Failure failure(Executable request) {
        return assertThrows(StoreException.class, request).failure();
    }

    private static final ServerPush.Ear NOBODY = new ServerPush.Ear() {
        @Override
        public void changed() {
            throw new AssertionError("nobody listens");
        }

        @Override
        public void ended() {
            throw new AssertionError("nobody listens");
        }
    };

    /** Everything that is done with an account, other than by an open client of it. */
    private static List<Executable> beginnings(Account account) {
        URI installation = account.address().base().resolve("/");
        return List.of(
                () -> DavClient.open(account),
                () -> LoginFlow.begin(account, installation),
                () -> PublicLinks.make(account, FILE),
                () -> {
                    throw new StoreException(new AddressFinder(account)
                            .find(List.of(account.address().base()))
                            .failure());
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noRedirectLeadsFromAnEncryptedLineToAnother(int status) throws StoreException {
        String target = "http://127.0.0.1:" + plain.getAddress().getPort();
        Answer redirect = exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", target + exchange.getRequestURI().getRawPath());
            return status;
        };
        try (DavClient client = DavClient.open(direct())) {
            answer = redirect;
            for (List<Executable> requests :
                    List.of(PasswordsOnTheLineTest.reads(client), PasswordsOnTheLineTest.writes(client))) {
                for (Executable request : requests) {
                    assertInstanceOf(Failure.RedirectedElsewhere.class, failure(request));
                }
            }
        }
        for (Executable beginning : beginnings(direct())) {
            assertInstanceOf(Failure.RedirectedElsewhere.class, failure(beginning));
        }
        assertTrue(ServerPush.listen(direct(), NOBODY).isEmpty());
        assertEquals(List.of(), caught);
    }

    /** The page to sign in on, and where the password comes from, in a well-meant answer. */
    @Test
    void aLoginThatContinuesUnencryptedIsNotBegun() {
        String elsewhere = "http://127.0.0.1:" + plain.getAddress().getPort() + "/";
        String same = front.url(URI.create("http://127.0.0.1/login")).toString();
        for (List<String> places : List.of(List.of(elsewhere, same), List.of(same, elsewhere))) {
            server.removeContext("/");
            server.createContext("/", exchange -> {
                byte[] body = "{\"poll\":{\"token\":\"t\",\"endpoint\":\"%s\"},\"login\":\"%s\"}"
                        .formatted(places.getFirst(), places.getLast())
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            Failure failure = failure(() -> LoginFlow.begin(direct(), share().resolve("/")));
            assertEquals(new Failure.RedirectedElsewhere(elsewhere), failure);
        }
        assertEquals(List.of(), caught);
    }

    @Test
    void apacheIsNotFollowedFromAnEncryptedLineToAnother() throws IOException {
        URI unencrypted = apache.server().tlsUrl().resolve("/unencrypted/" + apache.test() + "/");
        ConnectionSettings line = new ConnectionSettings(
                ConnectionSettings.Trust.SYSTEM.pinning(
                        apache.server().certificate().fingerprint()),
                Optional.empty(),
                ConnectionSettings.Limits.NONE,
                false);
        Account account = new Account(
                new ShareAddress(unencrypted),
                Optional.of(new Account.Login(DavServer.USER, DavServer.PASSWORD)),
                line);
        int before = apache.server().requestsSoFar();
        assertInstanceOf(Failure.RedirectedElsewhere.class, failure(() -> DavClient.open(account)));
        assertEquals(List.of(), apache.server().requests(before, request -> request.contains(" /dav/")));
        assertFalse(apache.server()
                .requests(before, request -> request.contains(" /unencrypted/"))
                .isEmpty());
    }

    @Test
    void aProxyThatAsksGetsItsOwnLoginAndNothingElse() throws StoreException {
        try (DavClient client = DavClient.open(throughProxy())) {
            client.list(RelativePath.ROOT);
        }
        String port = ":" + share().getPort();
        assertTrue(proxy.heads().stream().anyMatch(head -> head.contains(PROXY)));
        for (String head : proxy.heads()) {
            assertTrue(head.startsWith("CONNECT 127.0.0.1" + port + " "), head);
            assertFalse(head.contains("\r\nAuthorization"), head);
        }
        assertEquals(List.of(), proxyLogins);
    }

    /** From within the line only the server speaks, and it is no proxy. */
    @Test
    void aServerBehindAProxyThatPretendsToBeOneGetsNoLoginOfItAndIsNotBelieved() throws StoreException {
        try (DavClient client = DavClient.open(throughProxy())) {
            answer = exchange -> {
                exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
                return 407;
            };
            for (List<Executable> requests :
                    List.of(PasswordsOnTheLineTest.reads(client), PasswordsOnTheLineTest.writes(client))) {
                for (Executable request : requests) {
                    assertEquals(new Failure.Refused(407), failure(request));
                }
            }
        }
        assertEquals(List.of(), proxyLogins);
    }

    /** What it answers in place of the server could be a listing of its own, or say that something is gone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "404 Not Found",
                "410 Gone",
                "409 no",
                "201 Created",
                "204 No Content",
                "206 part",
                "207 listing",
                "302 there",
                "401 who",
                "403 no",
                "405 no",
                "412 other",
                "423 locked",
                "429 later",
                "500 oops",
                "502 none",
                "503 later",
                "507 full"
            })
    void whatAProxyAnswersInPlaceOfTheServerIsNeverTheServers(String status) throws StoreException {
        try (DavClient client = new DavClient(throughProxy())) {
            proxy.answers("HTTP/1.1 " + status + "\r\nContent-Type: text/xml\r\nLocation: http://127.0.0.1:"
                    + plain.getAddress().getPort() + "/\r\nWWW-Authenticate: Basic realm=\"share\"\r\n"
                    + "ETag: \"1\"\r\nConnection: close\r\nContent-Length: " + LISTING.length() + "\r\n\r\n" + LISTING);
            for (List<Executable> requests :
                    List.of(PasswordsOnTheLineTest.reads(client), PasswordsOnTheLineTest.writes(client))) {
                for (Executable request : requests) {
                    Failure.Unreachable said = assertInstanceOf(Failure.Unreachable.class, failure(request));
                    assertEquals(Failure.Unreachable.Cause.REFUSED, said.cause());
                }
            }
        }
        for (Executable beginning : beginnings(throughProxy())) {
            assertInstanceOf(Failure.Unreachable.class, failure(beginning));
        }
        assertEquals(List.of(), caught);
        assertTrue(proxy.heads().stream().noneMatch(head -> head.contains("\r\nAuthorization")));
    }
}
