// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Failure;
import org.navette.engine.tree.RelativePath;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.DavServer;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;
import org.navette.testserver.NeedsServer;
import org.navette.testserver.RewritingProxy;
import org.navette.testserver.RewritingProxy.Message;
import org.navette.testserver.TcpRelay;

/** What a watched folder asks the server, pass after pass, and what makes it begin anew. */
@Tag("integration")
@NeedsServer(ApacheServer.PROGRAM)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SessionTest {
    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    @TempDir
    private Path place;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private ConnectionSettings line =
            ConnectionSettings.USUAL.counted((server, method, sent, received) -> asked.add(method));

    private FolderPair open(String name, URI url) throws Exception {
        Path root = Files.createDirectories(place.resolve(name));
        Clock clock = Clock.systemUTC();
        return FolderPair.open(
                new PairSettings(
                        place.resolve("home"),
                        root.toRealPath(),
                        new Account(
                                new ShareAddress(url),
                                Optional.of(new Account.Login(DavServer.USER, DavServer.PASSWORD)),
                                line),
                        List.of(),
                        new ConflictNames("conflict", "here", clock),
                        clock),
                event -> {});
    }

    private void write(String path, String content) throws Exception {
        Files.writeString(place.resolve(path), content);
    }

    /** Makes a pass, and tells what it asked. */
    private List<String> askedBy(FolderPair pair) throws InterruptedException {
        asked.clear();
        PassResult result = pair.pass(PassOptions.USUAL);
        assertTrue(result.isInStep(), result.toString());
        return List.copyOf(asked);
    }

    @Test
    void aQuietPassIsOneListingOfEachFolder() throws Exception {
        Files.createDirectories(apache.share().resolve("folder"));
        try (FolderPair pair = open("root", apache.url())) {
            write("root/file", "content");
            pair.pass(PassOptions.USUAL);
            assertEquals(List.of("PROPFIND", "PROPFIND"), askedBy(pair));
            assertEquals(List.of("PROPFIND", "PROPFIND"), askedBy(pair));
        }
    }

    @Test
    void renewingALockIsOneRequest() throws Exception {
        try (FolderPair pair = open("root", apache.url())) {
            write("root/letter.odt", "content");
            pair.pass(PassOptions.USUAL);
            DocumentLocks locks = pair.documentLocks();
            RelativePath letter = RelativePath.of("letter.odt");
            assertInstanceOf(DocumentLocks.Claim.Ours.class, locks.claim(letter));
            asked.clear();
            assertInstanceOf(DocumentLocks.Claim.Ours.class, locks.claim(letter));
            assertEquals(List.of("LOCK"), asked);
            locks.release(letter);
            assertEquals(List.of("LOCK", "UNLOCK"), asked);
        }
    }

    @Test
    void theFoldersOfAnAccountShareConnectionsAndTheWayToSign() throws Exception {
        Files.createDirectories(apache.share().resolve("one"));
        Files.createDirectories(apache.share().resolve("two"));
        try (TcpRelay relay = TcpRelay.before(apache.url());
                FolderPair one = open("one", relay.url(apache.url()).resolve("one/"));
                FolderPair two = open("two", relay.url(apache.url()).resolve("two/"))) {
            assertEquals(List.of("PROPFIND", "PROPFIND", "PROPFIND"), askedBy(one), "unsigned, opened, listed");
            int before = relay.connections();
            assertEquals(List.of("PROPFIND", "PROPFIND"), askedBy(two), "opened, listed");
            assertEquals(List.of("PROPFIND"), askedBy(one));
            assertEquals(List.of("PROPFIND"), askedBy(two));
            assertEquals(before, relay.connections());
        }
    }

    @Test
    void afterTheNetworkHasChangedNothingGoesOverOldConnections() throws Exception {
        try (TcpRelay relay = TcpRelay.before(apache.url());
                FolderPair pair = open("root", relay.url(apache.url()))) {
            pair.pass(PassOptions.USUAL);
            relay.killSilently();
            pair.networkChanged();
            write("root/file", "content");
            assertTrue(askedBy(pair).contains("PUT"));
            assertEquals("content", Files.readString(apache.share().resolve("file")));
        }
    }

    @Test
    void aShareThatIsGoneIsSaidToBeGoneAndTakesNothingWithIt() throws Exception {
        try (FolderPair pair = open("root", apache.url())) {
            write("root/file", "content");
            pair.pass(PassOptions.USUAL);
            Path aside = apache.share().resolveSibling(apache.test() + "-aside");
            Files.move(apache.share(), aside);
            assertInstanceOf(
                    Failure.ShareNotFound.class,
                    pair.pass(PassOptions.USUAL).halted().orElseThrow());
            Files.move(aside, apache.share());
            assertEquals(List.of("PROPFIND", "PROPFIND"), askedBy(pair), "opened anew");
            assertEquals("content", Files.readString(place.resolve("root/file")));
        }
    }

    @Test
    void aPasswordThatIsRefusedIsSentOnceAPass() throws Exception {
        try (RewritingProxy proxy = RewritingProxy.before(apache.url());
                FolderPair pair = open("root", proxy.url(apache.url()))) {
            pair.pass(PassOptions.USUAL);
            List<String> signed = new CopyOnWriteArrayList<>();
            proxy.rule((request, server) -> {
                if (request.head().contains("Authorization: ")) {
                    signed.add(request.start());
                }
                return Message.answer("401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"", "text/plain", "no");
            });
            assertEquals(
                    Optional.of(new Failure.CredentialsRefused(true)),
                    pair.pass(PassOptions.USUAL).halted());
            assertEquals(1, signed.size(), signed.toString());
        }
    }

    @Test
    void anotherServerBehindTheAddressIsTriedOutBeforeItIsWrittenTo() throws Exception {
        try (FakeDav server = FakeDav.start(Set.of(FakeFeature.OWNCLOUD_PROPERTIES));
                FolderPair pair = open("root", server.url())) {
            write("root/a", "a");
            pair.pass(PassOptions.USUAL);
            write("root/b", "b");
            assertTrue(!askedBy(pair).contains("MKCOL"), "known");
            server.callItself("fake/2");
            write("root/c", "c");
            List<String> fresh = askedBy(pair);
            assertTrue(fresh.contains("MKCOL"), "tried out in a collection: " + fresh);
            assertEquals(Optional.of("c"), server.content("/c"));
        }
    }

    @Test
    void aShareThatTellsItsIdentityAllAtOnceIsAnotherOne() throws Exception {
        try (FakeDav server = FakeDav.start(Set.of(FakeFeature.OWNCLOUD_PROPERTIES));
                RewritingProxy proxy = RewritingProxy.before(server.url());
                FolderPair pair = open("root", proxy.url(server.url()))) {
            proxy.rule((request, real) -> withoutIdentity(real.ask(request)));
            write("root/a", "a");
            pair.pass(PassOptions.USUAL);
            proxy.rule((request, real) -> {
                Message answer = real.ask(request);
                return request.text().contains("http://owncloud.org/ns") ? answer : withoutIdentity(answer);
            });
            write("root/b", "b");
            List<String> fresh = askedBy(pair);
            assertTrue(fresh.contains("MKCOL"), "tried out in a collection: " + fresh);
        }
    }

    private static Message withoutIdentity(Message answer) {
        return answer.with(answer.text().replaceAll("<oc:id>[^<]*</oc:id>", ""));
    }

    @Test
    void filesOfAuthoritiesAreReadAgainWhenTheyChange() throws Exception {
        Path pem = Files.copy(apache.server().certificate().pem(), place.resolve("authorities.pem"));
        line = new ConnectionSettings(
                new ConnectionSettings.Trust(Optional.empty(), Optional.of(pem), Optional.empty()),
                Optional.empty(),
                ConnectionSettings.Limits.NONE,
                false);
        URI url = apache.server().tlsUrl().resolve(apache.test() + "/");
        try (FolderPair pair = open("root", url)) {
            assertTrue(pair.pass(PassOptions.USUAL).isInStep());
            Files.writeString(pem, "not any more");
            assertInstanceOf(
                    Failure.LocalTrouble.class,
                    pair.pass(PassOptions.USUAL).halted().orElseThrow());
        }
    }

    @Test
    void aPassThatIsBrokenOffLeavesTheOtherFoldersAlone() throws Exception {
        try (FolderPair two = open("two", apache.url())) {
            try (FolderPair one = open("one", apache.url())) {
                one.pass(PassOptions.USUAL);
                two.pass(PassOptions.USUAL);
                one.breakOff();
            }
            assertEquals(List.of("PROPFIND"), askedBy(two));
        }
    }
}
