// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.engine.dav.HostileServer.SELF;
import static org.navette.engine.dav.HostileServer.file;
import static org.navette.engine.dav.HostileServer.response;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Listing;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** Listings of a server that wants to do harm, or just does not know better. */
@Tag("thorough")
class HostileListingTest {
    @TempDir
    Path folder;

    private HostileServer hostile;

    @BeforeEach
    void start() throws IOException {
        hostile = new HostileServer();
    }

    @AfterEach
    void stop() {
        hostile.close();
    }

    @Test
    void namesAreReadWhateverTheEscapes() throws StoreException {
        String port = ":" + hostile.server.getAddress().getPort();
        hostile.answerWith(SELF
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
                hostile.list().children().keySet());
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
        hostile.answerWith(SELF + file(href) + file("/dav/good"));
        Listing listing = hostile.list();
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
        hostile.answerWith(SELF + file("/dav/good") + file(href));
        assertInstanceOf(Failure.BadAnswer.class, hostile.refused());
    }

    @Test
    void aListingOfAnotherFolderIsNoEmptyFolder() {
        hostile.answerWith("");
        assertInstanceOf(Failure.BadAnswer.class, hostile.refused());
        hostile.answerWith(file("/dav/only-a-child"));
        assertInstanceOf(Failure.BadAnswer.class, hostile.refused());
    }

    @Test
    void externalEntitiesAreNotRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "top secret");
        hostile.raw("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri()
                + "\">]><D:multistatus xmlns:D=\"DAV:\">" + SELF + file("/dav/&e;") + "</D:multistatus>");
        Failure failure = hostile.refused();
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
        hostile.raw("<?xml version=\"1.0\"?><!DOCTYPE x [" + entities + "]><D:multistatus xmlns:D=\"DAV:\">" + SELF
                + file("/dav/&l11;") + "</D:multistatus>");
        assertInstanceOf(Failure.BadAnswer.class, hostile.refused());
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
        hostile.raw(body);
        assertInstanceOf(Failure.BadAnswer.class, hostile.refused());
    }

    @Test
    void aListingWithoutEndEnds() {
        hostile.raw("<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">" + SELF);
        hostile.endless = true;
        assertInstanceOf(Failure.BadAnswer.class, hostile.refused());
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
        hostile.answerWith(SELF + file("/dav/a"));
        hostile.listing = packed(new ByteArrayInputStream(hostile.listing));
        hostile.encoding = "gzip";
        assertEquals(Set.of("a"), hostile.list().children().keySet());
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
        hostile.listing = packed(new SequenceInputStream(new ByteArrayInputStream(start), blanks));
        hostile.encoding = "gzip";
        assertInstanceOf(Failure.BadAnswer.class, hostile.refused());
    }

    /** Four megabytes of one name took sixty-four of memory. */
    @Test
    void anEntryLongerThanAnyNameIsNotReadToItsEnd() {
        hostile.answerWith(SELF + file("/dav/" + "x".repeat(300_000)));
        assertEquals(new Failure.BadAnswer("a listing without end"), hostile.refused());
    }

    /** Each entry is short enough, and so is the whole, but nobody has to say so little in so many words. */
    @Test
    void aListingOfManyEntriesIsRefusedByHowItIsPacked() throws IOException {
        hostile.answerWith(SELF
                + file("/dav/a")
                        .replace("</D:prop>", "<D:displayname>" + " ".repeat(100_000) + "</D:displayname></D:prop>")
                        .repeat(200));
        assertEquals(Set.of("a"), hostile.list().children().keySet(), "unpacked, it is one");
        hostile.listing = packed(new ByteArrayInputStream(hostile.listing));
        hostile.encoding = "gzip";
        assertTrue(hostile.listing.length < 200_000);
        assertInstanceOf(Failure.BadAnswer.class, hostile.refused());
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
        hostile.answerWith(many.toString());
        hostile.listing = packed(new ByteArrayInputStream(hostile.listing));
        hostile.encoding = "gzip";
        assertEquals(60_000, hostile.list().children().size());
    }

    /** Five packed megabytes were more than all memory. */
    @Test
    void aListingThatWouldTakeTooMuchMemoryIsUnknown() {
        ListingReader reader = new ListingReader(hostile.account().address(), RelativePath.ROOT, false, 100_000);
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

    @Test
    void anEntryThatIsNamedButNotDescribedIsUnknownNotAbsent() throws StoreException {
        hostile.answerWith(SELF
                + "<D:response><D:href>/dav/refused</D:href><D:status>HTTP/1.1 403 Forbidden</D:status></D:response>");
        Listing listing = hostile.list();
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
        hostile.answerWith(
                SELF + file("/dav/known") + "<D:response><D:href>/dav/folder</D:href>" + described + "</D:response>");
        Listing listing = hostile.list();
        assertEquals(Set.of("known"), listing.children().keySet());
        assertEquals("folder", listing.problems().getFirst().where());
        assertFalse(listing.problems().getFirst().failure().isWhole());
    }

    @Test
    void anEntryThatIsDescribedInTwoWaysIsUnknown() throws StoreException {
        String folder = response("/dav/twice/", "<D:resourcetype><D:collection/></D:resourcetype>");
        hostile.answerWith(SELF + file("/dav/same") + file("/dav/twice") + folder + file("/dav/same"));
        Listing listing = hostile.list();
        assertEquals(Set.of("same"), listing.children().keySet());
        assertEquals("twice", listing.problems().getFirst().where());
        hostile.answerWith(SELF + folder
                + "<D:response><D:href>/dav/twice/</D:href><D:status>HTTP/1.1 403 no</D:status></D:response>");
        assertEquals(Set.of(), hostile.list().children().keySet());
    }

    @Test
    void aFolderThatDoesNotTellItsOwnTypeIsNotListed() {
        hostile.answerWith(response("/dav/", "<D:getetag>\"1\"</D:getetag>") + file("/dav/a"));
        assertInstanceOf(Failure.BadAnswer.class, hostile.refused());
    }

    @Test
    void whatIsToldInSeveralPartsIsTakenTogether() throws StoreException {
        hostile.answerWith(SELF
                + "<D:response><D:href>/dav/a</D:href>"
                + "<D:propstat><D:prop><D:getcontentlength>3</D:getcontentlength></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
                + "<D:propstat><D:prop><D:resourcetype/></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
                + "</D:response>");
        assertEquals(
                List.of(3L),
                hostile.list().children().values().stream()
                        .map(RemoteState::size)
                        .toList());
    }
}
