// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Listing;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** A server that wants to do harm, or just does not know better. */
@Tag("thorough")
class HostileServerTest {
    private static final String SELF = response("/dav/", "<D:resourcetype><D:collection/></D:resourcetype>");

    @TempDir
    Path folder;

    private HttpServer server;
    private DavClient client;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile byte[] listing = new byte[0];
    private volatile boolean endless;
    private volatile int status = 207;
    private volatile String location = "";
    private volatile String encoding = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        answerWith(SELF);
        client = DavClient.open(account());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private Account account() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/dav/");
        return new Account(
                new ShareAddress(url), Optional.of(new Account.Login("marie", "secret")), ConnectionSettings.USUAL);
    }

    private void answer(HttpExchange exchange) throws IOException {
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        if (!location.isEmpty()) {
            exchange.getResponseHeaders().set("Location", location);
        }
        if (!encoding.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(listing);
            for (int i = 0; endless; i++) {
                out.write(file("/dav/endless-" + i).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException broken) {
            seen.add("broken off");
        }
    }

    private static String response(String href, String props) {
        return "<D:response><D:href>" + href + "</D:href><D:propstat><D:prop>" + props
                + "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>";
    }

    private static String file(String href) {
        return response(href, "<D:resourcetype/><D:getcontentlength>3</D:getcontentlength>");
    }

    private void answerWith(String responses) {
        raw("<?xml version=\"1.0\" encoding=\"utf-8\"?><D:multistatus xmlns:D=\"DAV:\">" + responses
                + "</D:multistatus>");
    }

    private void raw(String xml) {
        listing = xml.getBytes(StandardCharsets.UTF_8);
    }

    private Listing list() throws StoreException {
        return client.list(RelativePath.ROOT);
    }

    private Failure refused() {
        return assertThrows(StoreException.class, this::list).failure();
    }

    @Test
    void namesAreReadWhateverTheEscapes() throws StoreException {
        String port = ":" + server.getAddress().getPort();
        answerWith(SELF
                + file("/dav/a%20b")
                + file("/dav/%c3%a9")
                + file("/dav/%C3%A8")
                + file("/dav/a+b")
                + file("http://127.0.0.1" + port + "/dav/absolute")
                + file("/dav//twice")
                + file("relative")
                + file("/dav/%2541")
                + file("<![CDATA[/dav/cdata&]]>"));
        assertEquals(
                Set.of("a b", "é", "è", "a+b", "absolute", "twice", "relative", "%41", "cdata&"),
                list().children().keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dav/..",
                "/dav/%2e%2e",
                "/dav/.",
                "/dav/a%2Fb",
                "/dav/..%2f..%2fetc%2fpasswd",
                "/dav/%00",
                "/dav/a%00b"
            })
    void aNameThatIsNoneIsAProblemOfThatEntryAlone(String href) throws StoreException {
        answerWith(SELF + file(href) + file("/dav/good"));
        Listing listing = list();
        assertEquals(Set.of("good"), listing.children().keySet());
        assertEquals(1, listing.problems().size());
        assertInstanceOf(
                Failure.NameProblem.class, listing.problems().getFirst().failure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "/dav/../etc/passwd",
                "/",
                "/dav2/file",
                "http://other.example/dav/file",
                "//other.example/dav/file",
                "/dav/deep/er",
                "../x",
                "/dav/%ff",
                "/dav/%zz",
                "file:///etc/passwd",
                "http://127.0.0.1@other.example/dav/file"
            })
    void anHrefThatLeadsOutMakesTheListingWorthless(String href) {
        answerWith(SELF + file("/dav/good") + file(href));
        assertInstanceOf(Failure.BadAnswer.class, refused());
    }

    @Test
    void aListingOfAnotherFolderIsNoEmptyFolder() {
        answerWith("");
        assertInstanceOf(Failure.BadAnswer.class, refused());
        answerWith(file("/dav/only-a-child"));
        assertInstanceOf(Failure.BadAnswer.class, refused());
    }

    @Test
    void externalEntitiesAreNotRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "top secret");
        raw("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri()
                + "\">]><D:multistatus xmlns:D=\"DAV:\">" + SELF + file("/dav/&e;") + "</D:multistatus>");
        Failure failure = refused();
        assertInstanceOf(Failure.BadAnswer.class, failure);
        assertFalse(failure.toString().contains("top secret"));
    }

    @Test
    void aBillionLaughsAreNotLaughed() {
        StringBuilder entities = new StringBuilder("<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            entities.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        raw("<?xml version=\"1.0\"?><!DOCTYPE x [" + entities + "]><D:multistatus xmlns:D=\"DAV:\">" + SELF
                + file("/dav/&l11;") + "</D:multistatus>");
        assertInstanceOf(Failure.BadAnswer.class, refused());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/dav/</D:href>",
                "<D:multistatus xmlns:D=\"DAV:\">" + "<D:response><D:href>/dav/</D:href></D:response>",
                "<html><body>login</body></html>",
                "not xml",
                "",
                "<multistatus/>",
                "{\"json\": true}"
            })
    void aTruncatedOrForeignAnswerIsNoListing(String body) {
        raw(body);
        assertInstanceOf(Failure.BadAnswer.class, refused());
    }

    @Test
    void aListingWithoutEndEnds() {
        raw("<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">" + SELF);
        endless = true;
        assertInstanceOf(Failure.BadAnswer.class, refused());
    }

    private static byte[] packed(InputStream content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            content.transferTo(gzip);
        }
        return out.toByteArray();
    }

    @Test
    void aPackedListingIsUnpacked() throws IOException {
        answerWith(SELF + file("/dav/a"));
        listing = packed(new ByteArrayInputStream(listing));
        encoding = "gzip";
        assertEquals(Set.of("a"), list().children().keySet());
    }

    /** A few megabytes that would be gigabytes of blanks. */
    @Test
    void aListingPackedLikeABombIsNotUnpackedToItsEnd() throws IOException {
        byte[] start =
                ("<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">" + SELF).getBytes(StandardCharsets.UTF_8);
        InputStream blanks = new InputStream() {
            private long left = 3L << 30;

            @Override
            public int read() {
                return left-- > 0 ? ' ' : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int count = (int) Math.min(length, left);
                Arrays.fill(bytes, offset, offset + count, (byte) ' ');
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
        listing = packed(new SequenceInputStream(new ByteArrayInputStream(start), blanks));
        encoding = "gzip";
        assertInstanceOf(Failure.BadAnswer.class, refused());
    }

    /** Four megabytes of one name took sixty-four of memory. */
    @Test
    void anEntryLongerThanAnyNameIsNotReadToItsEnd() {
        answerWith(SELF + file("/dav/" + "x".repeat(300_000)));
        assertEquals(new Failure.BadAnswer("a listing without end"), refused());
    }

    /** Each entry is short enough, and so is the whole, but nobody has to say so little in so many words. */
    @Test
    void aListingOfManyEntriesIsRefusedByHowItIsPacked() throws IOException {
        answerWith(SELF
                + file("/dav/a")
                        .replace("</D:prop>", "<D:displayname>" + " ".repeat(100_000) + "</D:displayname></D:prop>")
                        .repeat(200));
        assertEquals(Set.of("a"), list().children().keySet(), "unpacked, it is one");
        listing = packed(new ByteArrayInputStream(listing));
        encoding = "gzip";
        assertTrue(listing.length < 200_000);
        assertInstanceOf(Failure.BadAnswer.class, refused());
    }

    /** As alike as entries of one folder get. */
    @Test
    void aLongListingOfAlikeNamesIsReadHoweverWellItPacks() throws IOException {
        StringBuilder many = new StringBuilder(SELF);
        for (int i = 0; i < 60_000; i++) {
            many.append(response(
                    "/dav/img_" + i,
                    "<D:resourcetype/><D:getcontentlength>3</D:getcontentlength>"
                            + "<D:getlastmodified>Fri, 27 Nov 2026 10:00:00 GMT</D:getlastmodified>"
                            + "<D:getetag>\"65f2d4a0b1c2d\"</D:getetag>"));
        }
        answerWith(many.toString());
        listing = packed(new ByteArrayInputStream(listing));
        encoding = "gzip";
        assertEquals(60_000, list().children().size());
    }

    /** Five packed megabytes were more than all memory. */
    @Test
    void aListingThatWouldTakeTooMuchMemoryIsUnknown() {
        ListingReader reader = new ListingReader(account().address(), RelativePath.ROOT, false, 100_000);
        StringBuilder many = new StringBuilder("<D:multistatus xmlns:D=\"DAV:\">" + SELF);
        for (int i = 0; i < 1_000; i++) {
            many.append(file("/dav/file-" + i));
        }
        InputStream xml = new ByteArrayInputStream(
                many.append("</D:multistatus>").toString().getBytes(StandardCharsets.UTF_8));
        Failure failure =
                assertThrows(StoreException.class, () -> reader.read(xml)).failure();
        assertInstanceOf(Failure.BadAnswer.class, failure);
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
                        seen.add("given up");
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
            status = 302;
            for (String target : List.of(
                    "http://localhost:" + other.getAddress().getPort() + "/dav/",
                    "http://127.0.0.1:" + other.getAddress().getPort() + "/dav/",
                    "//localhost:" + other.getAddress().getPort() + "/dav/")) {
                location = target;
                Failure failure = assertThrows(StoreException.class, () -> DavClient.open(account()))
                        .failure();
                assertEquals(new Failure.RedirectedElsewhere(target), failure);
                assertInstanceOf(Failure.RedirectedElsewhere.class, refused());
            }
            assertEquals(List.of(), caught);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void redirectsInCirclesEnd() {
        status = 302;
        location = "/dav/";
        Failure failure = assertThrows(StoreException.class, () -> DavClient.open(account()))
                .failure();
        assertInstanceOf(Failure.RedirectedElsewhere.class, failure);
        assertTrue(seen.size() < 20);
    }

    @Test
    void anEntryThatIsNamedButNotDescribedIsUnknownNotAbsent() throws StoreException {
        answerWith(SELF
                + "<D:response><D:href>/dav/refused</D:href><D:status>HTTP/1.1 403 Forbidden</D:status></D:response>");
        Listing listing = list();
        assertEquals(Set.of(), listing.children().keySet());
        assertEquals("refused", listing.problems().getFirst().where());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // No type at all; a type that is refused, missing or out of order; nothing found; no answer about it.
                "<D:propstat><D:prop><D:getcontentlength>3</D:getcontentlength></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>",
                "<D:propstat><D:prop><D:getetag>\"1\"</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat><D:propstat><D:prop><D:resourcetype/></D:prop><D:status>HTTP/1.1 403 Forbidden</D:status></D:propstat>",
                "<D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>",
                "<D:propstat><D:prop><D:resourcetype/></D:prop><D:status>HTTP/1.1 500 Internal Server Error</D:status></D:propstat>",
                "<D:status>HTTP/1.1 404 Not Found</D:status>",
                "<D:status>HTTP/1.1 507 Insufficient Storage</D:status>",
                "<D:status>HTTP/1.1 500 Oops</D:status><D:propstat><D:prop><D:resourcetype/></D:prop></D:propstat>",
                ""
            })
    void anEntryWhoseTypeIsNotToldIsUnknownNeitherFileNorAbsent(String described) throws StoreException {
        answerWith(
                SELF + file("/dav/known") + "<D:response><D:href>/dav/folder</D:href>" + described + "</D:response>");
        Listing listing = list();
        assertEquals(Set.of("known"), listing.children().keySet());
        assertEquals("folder", listing.problems().getFirst().where());
        assertFalse(listing.problems().getFirst().failure().isWhole());
    }

    @Test
    void anEntryThatIsDescribedInTwoWaysIsUnknown() throws StoreException {
        String folder = response("/dav/twice/", "<D:resourcetype><D:collection/></D:resourcetype>");
        answerWith(SELF + file("/dav/same") + file("/dav/twice") + folder + file("/dav/same"));
        Listing listing = list();
        assertEquals(Set.of("same"), listing.children().keySet());
        assertEquals("twice", listing.problems().getFirst().where());
        answerWith(SELF + folder
                + "<D:response><D:href>/dav/twice/</D:href><D:status>HTTP/1.1 403 no</D:status></D:response>");
        assertEquals(Set.of(), list().children().keySet());
    }

    @Test
    void aFolderThatDoesNotTellItsOwnTypeIsNotListed() {
        answerWith(response("/dav/", "<D:getetag>\"1\"</D:getetag>") + file("/dav/a"));
        assertInstanceOf(Failure.BadAnswer.class, refused());
    }

    @Test
    void whatIsToldInSeveralPartsIsTakenTogether() throws StoreException {
        answerWith(SELF
                + "<D:response><D:href>/dav/a</D:href>"
                + "<D:propstat><D:prop><D:getcontentlength>3</D:getcontentlength></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
                + "<D:propstat><D:prop><D:resourcetype/></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
                + "</D:response>");
        assertEquals(
                List.of(3L),
                list().children().values().stream().map(RemoteState::size).toList());
    }
}
