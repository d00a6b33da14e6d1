// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Body;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.DavServer;
import org.navette.testserver.NeedsServer;
import org.navette.testserver.TestCertificate;
import org.navette.testserver.TlsFront;

/** Ways to a real server: whom to believe, what to show, what to go through, how fast. */
@Tag("integration")
@NeedsServer(ApacheServer.PROGRAM)
class ConnectionSettingsTest {
    private static final Account.Login LOGIN = new Account.Login(DavServer.USER, DavServer.PASSWORD);
    private static final RelativePath FILE = RelativePath.of("file");

    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    private static URI tls() {
        return apache.server().tlsUrl().resolve(apache.test() + "/");
    }

    private static void open(URI url, ConnectionSettings line) throws StoreException {
        DavClient.open(new Account(new ShareAddress(url), Optional.of(LOGIN), line))
                .close();
    }

    private static Failure refused(URI url, ConnectionSettings line) {
        return assertThrows(StoreException.class, () -> open(url, line)).failure();
    }

    private static ConnectionSettings trusting(ConnectionSettings.Trust trust) {
        return new ConnectionSettings(trust, Optional.empty(), ConnectionSettings.Limits.NONE, false);
    }

    @Test
    void anUnknownCertificateIsShownAndNotTrusted() {
        Failure failure = refused(tls(), ConnectionSettings.USUAL);
        var shown = assertInstanceOf(Failure.CertificateNotTrusted.class, failure);
        assertEquals(apache.server().certificate().fingerprint(), shown.sha256());
        assertEquals("CN=share.example", shown.subject());
        assertTrue(!shown.changed());
    }

    @Test
    void anotherThanTheTrustedOneIsSaidToHaveChanged() throws StoreException {
        open(
                tls(),
                trusting(ConnectionSettings.Trust.SYSTEM.pinning(
                        apache.server().certificate().fingerprint())));
        Failure failure = refused(tls(), trusting(ConnectionSettings.Trust.SYSTEM.pinning("0".repeat(64))));
        assertTrue(
                assertInstanceOf(Failure.CertificateNotTrusted.class, failure).changed());
    }

    @Test
    void anAuthorityOfOursMayVouch() throws IOException {
        Path pem = apache.server().certificate().pem();
        open(tls(), trusting(new ConnectionSettings.Trust(Optional.empty(), Optional.of(pem), Optional.empty())));
    }

    @Test
    void aFileWithoutCertificatesIsSaidToBeNone() throws IOException {
        Path file = Files.writeString(apache.place().resolve("no.pem"), "no certificate");
        for (Path wrong : new Path[] {file, file.resolveSibling("missing.pem")}) {
            ConnectionSettings line =
                    trusting(new ConnectionSettings.Trust(Optional.empty(), Optional.of(wrong), Optional.empty()));
            assertInstanceOf(Failure.LocalTrouble.class, refused(tls(), line));
            ConnectionSettings client = trusting(new ConnectionSettings.Trust(
                    Optional.empty(), Optional.empty(), Optional.of(new ConnectionSettings.Client(wrong, "secret"))));
            assertInstanceOf(Failure.LocalTrouble.class, refused(tls(), client));
        }
    }

    @Test
    void aServerThatAsksForACertificateGetsOurs() throws Exception {
        TestCertificate ours = TestCertificate.make(apache.place(), "client-" + apache.test());
        TestCertificate theirs = apache.server().certificate();
        try (TlsFront front = TlsFront.before(apache.url(), theirs, ours)) {
            URI url = front.url(apache.url());
            ConnectionSettings.Trust pinned = ConnectionSettings.Trust.SYSTEM.pinning(theirs.fingerprint());
            assertInstanceOf(Failure.Unreachable.class, refused(url, trusting(pinned)));
            ConnectionSettings.Client client = new ConnectionSettings.Client(ours.file(), TestCertificate.SECRET);
            open(
                    url,
                    trusting(
                            new ConnectionSettings.Trust(pinned.certificate(), Optional.empty(), Optional.of(client))));
            assertEquals(ours.file().toString(), client.toString(), "never its password");
        }
    }

    @Test
    void aProxyIsGoneThroughWithItsOwnLogin() throws StoreException {
        ConnectionSettings.Trust trust = ConnectionSettings.Trust.SYSTEM.pinning(
                apache.server().certificate().fingerprint());
        for (URI url : new URI[] {apache.url(), tls()}) {
            open(url, new ConnectionSettings(trust, proxy(Optional.of(LOGIN)), ConnectionSettings.Limits.NONE, false));
            ConnectionSettings wrong = new ConnectionSettings(
                    trust, proxy(Optional.of(new Account.Login("x", "y"))), ConnectionSettings.Limits.NONE, false);
            assertInstanceOf(Failure.ProxyRefused.class, refused(url, wrong));
            ConnectionSettings none =
                    new ConnectionSettings(trust, proxy(Optional.empty()), ConnectionSettings.Limits.NONE, false);
            assertInstanceOf(Failure.ProxyRefused.class, refused(url, none));
        }
    }

    private static Optional<ConnectionSettings.Proxy> proxy(Optional<Account.Login> login) {
        return Optional.of(
                new ConnectionSettings.Proxy("127.0.0.1", apache.server().proxyPort(), login));
    }

    @Test
    void aLargeBodyIsNotSentInVain() throws IOException {
        try (DavClient client = DavClient.open(
                new Account(new ShareAddress(apache.url()), Optional.of(LOGIN), ConnectionSettings.USUAL))) {
            client.put(FILE, new Zeros(10), new Condition.None());
            AtomicLong sent = new AtomicLong();
            Body large = new Body() {
                @Override
                public long size() {
                    return 50_000_000;
                }

                @Override
                public void writeTo(OutputStream out) throws IOException {
                    for (int i = 0; i < 50; i++) {
                        out.write(new byte[1_000_000]);
                        sent.addAndGet(1_000_000);
                    }
                }
            };
            Failure failure = assertThrows(StoreException.class, () -> client.put(FILE, large, new Condition.Free()))
                    .failure();
            assertInstanceOf(Failure.ChangedMeanwhile.class, failure);
            assertEquals(0, sent.get(), "the server was asked first, and refused");
        }
    }

    /** A ratio within one run: a tenth of the rate takes more than five times as long. */
    @Test
    void aLimitHoldsBothWays() throws IOException {
        long fast = send(new ConnectionSettings.Limits(4_000_000, 4_000_000));
        long slow = send(new ConnectionSettings.Limits(400_000, 400_000));
        assertTrue(slow > 5 * fast, slow + " ms, " + fast + " ms");
    }

    private static long send(ConnectionSettings.Limits limits) throws IOException {
        ConnectionSettings line =
                new ConnectionSettings(ConnectionSettings.Trust.SYSTEM, Optional.empty(), limits, false);
        try (DavClient client = DavClient.open(new Account(new ShareAddress(apache.url()), Optional.of(LOGIN), line))) {
            // What the limiter has saved up while nothing was sent.
            client.put(FILE, new Zeros(100_000), new Condition.None());
            Stopwatch watch = Stopwatch.createStarted();
            client.put(FILE, new Zeros(600_000), new Condition.None());
            client.get(FILE, (described, body) -> assertEquals(600_000, body.readAllBytes().length));
            return watch.elapsed(TimeUnit.MILLISECONDS);
        }
    }

    private record Zeros(long size) implements Body {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(new byte[(int) size]);
        }
    }
}
