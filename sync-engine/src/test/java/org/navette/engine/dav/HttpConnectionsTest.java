// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;
import org.navette.testserver.TcpRelay;

/** Connections that several users share, and that may have died while nobody used them. */
@Tag("integration")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class HttpConnectionsTest {
    private static final ResponseDeadline LITTLE =
            new ResponseDeadline(Duration.ofMillis(500), Duration.ofMinutes(1), 1);
    private static final RelativePath FILE = RelativePath.of("file");

    private static Account account(TcpRelay relay, FakeDav server, String password) {
        return new Account(
                new ShareAddress(relay.url(server.url())),
                Optional.of(new Account.Login(FakeDav.USER, password)),
                ConnectionSettings.USUAL);
    }

    private static DavHttpClient line(Account account, HttpConnections connections) {
        return new DavHttpClient(
                account,
                connections,
                new Authorization(account.login(), account.address().base()),
                LITTLE);
    }

    private static int ask(DavHttpClient line, Account account) throws StoreException {
        return line.ask(
                () -> {
                    HttpUriRequestBase look =
                            new HttpUriRequestBase("PROPFIND", account.address().base());
                    look.setHeader("Depth", "0");
                    return look;
                },
                response -> response.getCode());
    }

    @Test
    void aLookOverAConnectionThatDiedIsMadeOverAnother() throws Exception {
        try (FakeDav server = FakeDav.start(Set.of());
                TcpRelay relay = TcpRelay.before(server.url())) {
            Account account = account(relay, server, FakeDav.PASSWORD);
            HttpConnections connections = HttpConnections.shared(account);
            try (DavHttpClient line = line(account, connections)) {
                assertEquals(207, ask(line, account));
                relay.killSilently();
                while (!connections.isRested()) {
                    Thread.onSpinWait();
                }
                assertEquals(207, ask(line, account));
            }
        }
    }

    @Test
    void noWriteGoesOverAConnectionThatNobodyUsedForAWhile() throws Exception {
        try (FakeDav server = FakeDav.start(Set.of());
                TcpRelay relay = TcpRelay.before(server.url())) {
            Account account = account(relay, server, FakeDav.PASSWORD);
            HttpConnections connections = HttpConnections.shared(account);
            try (DavClient client = new DavClient(account.address(), line(account, connections))) {
                client.makeCollection(RelativePath.of("at once"));
                int before = relay.connections();
                client.makeCollection(RelativePath.of("still at once"));
                assertEquals(before, relay.connections());
                relay.killSilently();
                while (!connections.isRested()) {
                    Thread.onSpinWait();
                }
                client.makeCollection(RelativePath.of("later"));
                assertEquals(before + 1, relay.connections());
                assertTrue(server.paths().contains("/later"), server.paths().toString());
            }
        }
    }

    @Test
    void theSameAccountHasTheSameConnectionsUntilTheLastUserIsDone() throws Exception {
        try (FakeDav server = FakeDav.start(Set.of());
                TcpRelay relay = TcpRelay.before(server.url())) {
            Account account = account(relay, server, FakeDav.PASSWORD);
            HttpConnections one = HttpConnections.shared(account);
            HttpConnections two = HttpConnections.shared(account(relay, server, FakeDav.PASSWORD));
            assertSame(one, two);
            HttpConnections other = HttpConnections.shared(account(relay, server, "another"));
            assertNotSame(one, other);
            other.release();
            one.release();
            assertTrue(two.acquire());
            two.release();
            two.release();
            assertFalse(two.acquire());
            HttpConnections fresh = HttpConnections.shared(account);
            assertNotSame(one, fresh);
            fresh.release();
        }
    }

    @Test
    void nothingIsDoneInAShareThatIsNotTheOneThatItWas() throws Exception {
        try (FakeDav server = FakeDav.start(Set.of(FakeFeature.OWNCLOUD_PROPERTIES));
                TcpRelay relay = TcpRelay.before(server.url());
                DavSession session = new DavSession(account(relay, server, FakeDav.PASSWORD))) {
            server.put("/file", "theirs");
            session.pass().close();
            try (SessionStore same = session.pass()) {
                assertEquals(
                        Set.of("file"), same.list(RelativePath.ROOT).children().keySet());
                assertFalse(same.isRefuted());
            }
            server.callItself("another/1");
            try (SessionStore another = session.pass()) {
                assertThrows(StoreException.class, () -> another.delete(FILE, Kind.FILE, new Condition.None()));
                assertThrows(StoreException.class, () -> another.delete(FILE, Kind.FILE, new Condition.None()));
                assertTrue(another.isRefuted());
            }
            assertEquals(Optional.of("theirs"), server.content("/file"));
            try (SessionStore anew = session.passAnew()) {
                anew.delete(FILE, Kind.FILE, new Condition.None());
            }
            assertEquals(Optional.empty(), server.content("/file"));
        }
    }
}
