// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** A server gets the login in the way it asks for, and in no other. */
class LoginSchemeTest {
    private static final String DIGEST = "Digest realm=\"share\", nonce=\"abc\", qop=\"auth\", algorithm=MD5";
    private static final String BASIC = "Basic realm=\"share\"";
    private static final String RIGHT = "Basic bWFyaWU6c2VjcmV0";

    /** What a server answers to a request with this login: null if it lets it in, else its challenge. */
    private interface Door {
        Optional<String> challenge(String method, String given);
    }

    private final List<String> given = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Door door = (method, login) -> Optional.empty();

    LoginSchemeTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String login = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        given.add(login);
        Optional<String> challenge = door.challenge(exchange.getRequestMethod(), login);
        if (challenge.isPresent()) {
            exchange.getResponseHeaders().set("WWW-Authenticate", challenge.get());
            exchange.sendResponseHeaders(401, -1);
        } else if (exchange.getRequestMethod().equals("MKCOL")) {
            exchange.sendResponseHeaders(201, -1);
        } else {
            byte[] body = """
                    <d:multistatus xmlns:d="DAV:"><d:response><d:href>/</d:href><d:propstat><d:prop>
                    <d:resourcetype><d:collection/></d:resourcetype></d:prop>
                    <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(207, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private Account account() {
        return new Account(
                new ShareAddress(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")),
                Optional.of(new Account.Login("marie", "secret")),
                ConnectionSettings.USUAL);
    }

    private void requireNoPassword() {
        assertTrue(given.stream().noneMatch(RIGHT::equals), given.toString());
    }

    @Test
    void aServerThatTakesDigestOnlyNeverGetsBasic() throws StoreException {
        door = (method, login) -> login.startsWith("Digest ") ? Optional.empty() : Optional.of(DIGEST);
        Account account = account();
        for (int i = 0; i < 2; i++) {
            try (DavClient client = DavClient.open(account)) {
                client.list(RelativePath.ROOT);
            }
        }
        requireNoPassword();
        assertTrue(given.getLast().startsWith("Digest "), given.toString());
    }

    @Test
    void aServerThatTakesDigestOnlyAndLetsEverybodyReadNeverGetsBasic() throws StoreException {
        door = (method, login) ->
                method.equals("PROPFIND") || login.startsWith("Digest ") ? Optional.empty() : Optional.of(DIGEST);
        try (DavClient client = DavClient.open(account())) {
            client.list(RelativePath.ROOT);
            client.makeCollection(RelativePath.of("d"));
            client.list(RelativePath.ROOT);
        }
        requireNoPassword();
        assertTrue(given.getLast().startsWith("Digest "), "once the way is known, everything is signed: " + given);
    }

    @Test
    void whereEverybodyMayReadTheListingIsThatOfThePersonAllTheSame() throws StoreException {
        door = (method, login) -> login.isEmpty() || login.equals(RIGHT) ? Optional.empty() : Optional.of(BASIC);
        try (DavClient client = DavClient.open(account())) {
            client.list(RelativePath.ROOT);
        }
        assertEquals(RIGHT, given.getLast());
    }

    @Test
    void whatAServerAskedForIsRememberedAsLongAsTheLogin() throws StoreException {
        door = (method, login) -> login.equals(RIGHT) ? Optional.empty() : Optional.of(BASIC);
        Account account = account();
        DavClient.open(account).close();
        given.clear();
        DavClient.open(account).close();
        assertTrue(given.stream().allMatch(RIGHT::equals), given.toString());
    }

    @Test
    void aLoginThatWasRefusedIsNotSentAgain() throws StoreException {
        door = (method, login) -> Optional.of(BASIC);
        try (DavHttpClient line = new DavHttpClient(account())) {
            for (int i = 0; i < 3; i++) {
                StoreException refused = assertThrows(
                        StoreException.class,
                        () -> line.ask(
                                () -> new HttpGet("/"),
                                response -> line.failures().requireSuccess(response, 200)));
                assertEquals(new Failure.CredentialsRefused(true), refused.failure());
            }
        }
        assertEquals(1, given.stream().filter(RIGHT::equals).count(), given.toString());
    }
}
