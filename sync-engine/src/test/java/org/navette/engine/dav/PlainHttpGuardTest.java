// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** No password goes over a line that others can read, whoever asks. */
class PlainHttpGuardTest {
    /** An address that is nobody's (RFC 5737). */
    private static final String AWAY = "192.0.2.1";

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway") // started before each test
    private HttpServer here;

    @BeforeEach
    void start() throws IOException {
        here = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        here.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        here.start();
    }

    @AfterEach
    void stop() {
        here.stop(0);
    }

    private static Account account(String host, Optional<ConnectionSettings.Proxy> proxy) {
        return new Account(
                new ShareAddress(URI.create("http://" + host + "/remote.php/dav/files/marie/")),
                Optional.of(new Account.Login("marie", "secret")),
                new ConnectionSettings(ConnectionSettings.Trust.SYSTEM, proxy, ConnectionSettings.Limits.NONE, false));
    }

    private String hereName() {
        return "127.0.0.1:" + here.getAddress().getPort();
    }

    private Optional<ConnectionSettings.Proxy> proxyHere() {
        return Optional.of(
                new ConnectionSettings.Proxy("127.0.0.1", here.getAddress().getPort(), Optional.empty()));
    }

    private static void assertRefused(Executable request) {
        Failure failure = assertThrows(StoreException.class, request).failure();
        assertEquals(Failure.PlainHttp.class, failure.getClass(), failure.toString());
    }

    private void assertEverybodyIsRefused(Account account) {
        URI base = URI.create("http://" + account.address().base().getAuthority() + "/");
        assertRefused(() -> DavClient.open(account));
        assertRefused(() -> new DavClient(account).list(RelativePath.ROOT));
        assertRefused(() -> LoginFlow.begin(account, base));
        assertRefused(() -> PublicLinks.make(account, RelativePath.of("a.txt")));
        assertRefused(() -> ServerPush.listen(account, new ServerPush.Ear() {
            @Override
            public void changed() {}

            @Override
            public void ended() {}
        }));
        Failure found = new AddressFinder(account)
                .find(List.of(account.address().base()))
                .failure();
        assertEquals(Failure.PlainHttp.class, found.getClass());
    }

    @Test
    void anotherMachineGetsNoPasswordFromAnybody() {
        assertEverybodyIsRefused(account(AWAY, Optional.empty()));
    }

    @Test
    void aProxyHereGetsNoPasswordForAnotherMachine() {
        assertEverybodyIsRefused(account(AWAY, proxyHere()));
        assertEverybodyIsRefused(account("a-name-that-only-the-proxy-knows.invalid", proxyHere()));
        assertEquals(List.of(), seen);
    }

    @Test
    void aProxyElsewhereGetsNoPasswordForThisMachine() {
        assertEverybodyIsRefused(
                account(hereName(), Optional.of(new ConnectionSettings.Proxy(AWAY, 3128, Optional.empty()))));
        assertEquals(List.of(), seen);
    }

    @Test
    void thisMachineIsAsked() {
        assertThrows(StoreException.class, () -> DavClient.open(account(hereName(), Optional.empty())));
        assertEquals(Set.of("PROPFIND /remote.php/dav/files/marie/"), Set.copyOf(seen));
    }

    private static DnsResolver leadingTo(String... addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                InetAddress[] all = new InetAddress[addresses.length];
                for (int i = 0; i < addresses.length; i++) {
                    all[i] = InetAddress.getByName(addresses[i]);
                }
                return all;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    @Test
    void aNameOfThisMachineThatLeadsElsewhereIsElsewhere() throws IOException {
        Account account = account("localhost", Optional.empty());
        PlainHttpGuard away = PlainHttpGuard.of(account, leadingTo(AWAY)).orElseThrow();
        assertRefused(away::requireSafe);
        assertThrows(UnknownHostException.class, () -> away.resolve("localhost"));
        PlainHttpGuard both =
                PlainHttpGuard.of(account, leadingTo("127.0.0.1", AWAY)).orElseThrow();
        assertRefused(both::requireSafe);
        PlainHttpGuard own =
                PlainHttpGuard.of(account, leadingTo("127.0.0.1", "::1")).orElseThrow();
        own.requireSafe();
        assertEquals(2, own.resolve("localhost").length);
    }

    @Test
    void whereItIsAllowedOrEncryptedNothingIsKeptBack() {
        Account plain = account(AWAY, Optional.empty());
        ConnectionSettings allowed = new ConnectionSettings(
                ConnectionSettings.Trust.SYSTEM, Optional.empty(), ConnectionSettings.Limits.NONE, true);
        assertTrue(PlainHttpGuard.of(new Account(plain.address(), plain.login(), allowed))
                .isEmpty());
        ShareAddress encrypted = new ShareAddress(URI.create("https://" + AWAY + "/"));
        assertTrue(PlainHttpGuard.of(plain.at(encrypted)).isEmpty());
    }
}
