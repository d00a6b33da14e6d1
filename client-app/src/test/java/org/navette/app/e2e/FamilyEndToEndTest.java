// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFamily;
import org.navette.testserver.FakeFeature;

/** What Nextcloud and its relatives add, against a fake that conforms to their documents and is none of them. */
@Tag("thorough")
class FamilyEndToEndTest {
    private Path place = Path.of("");
    private FakeDav server;
    private Client one;
    private Client two;

    @BeforeEach
    void makePlace() throws IOException {
        place = Files.createTempDirectory("navette-family-");
        start(FakeFamily.NEXTCLOUD);
    }

    private void start(FakeFamily family) throws IOException {
        server = family.start();
        one = new Client(place, "one", server.url().toString());
        two = new Client(place, "two", server.url().toString());
    }

    @AfterEach
    void end() throws IOException {
        server.close();
        MoreFiles.deleteRecursively(place, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    private long requests(int from, String pattern) {
        return server.requests().stream()
                .skip(from)
                .filter(line -> line.matches(pattern))
                .count();
    }

    @ParameterizedTest
    @EnumSource(FakeFamily.class)
    void twoClientsHaveTheSame(FakeFamily family) throws Exception {
        server.close();
        start(family);
        one.write("sub/a é.txt", "a");
        two.write("b.txt", "b");
        one.syncInStep();
        two.syncInStep();
        two.write("sub/a é.txt", "edited");
        Files.delete(two.file("b.txt"));
        two.syncInStep("--accept-deletions");
        one.syncInStep("--accept-deletions");
        assertEquals(Map.of("sub/", "", "sub/a é.txt", "edited"), one.tree());
        assertEquals(one.tree(), two.tree());
        assertEquals("edited", server.content("/sub/a é.txt").orElseThrow());
    }

    @Test
    void theDoctorSeesWhatItAdds() throws Exception {
        Client.Run run = one.run(Client.login(), "doctor", server.installation().toString(), "--json");
        assertEquals(0, run.exit(), run.err());
        for (String trait : List.of(
                "propagating-etag",
                "chunked-upload",
                "settable-time",
                "checksums",
                "file-ids",
                "permissions",
                "quota",
                "resumable-get")) {
            assertTrue(run.out().contains("\"" + trait + "\":true"), trait + "\n" + run.out());
        }
        assertTrue(run.out().contains("\"address\":\"" + server.url() + "\""), run.out());
        assertTrue(run.out().contains("\"spaceLeft\":5000000000"), run.out());
    }

    @Test
    void signingInHappensInTheBrowser() throws Exception {
        Process login = one.start(
                Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"),
                List.of("login", server.installation().toString()));
        Waiting.until("the first question", () -> requests(0, "POST /index.php/login/v2/poll 404") > 0);
        server.signIn();
        Client.Run run = Client.finish(login);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("/index.php/login/v2/flow/abc"), run.out());
        assertTrue(run.out().contains("Signed in as marie. The share is at " + server.url()), run.out());
        assertFalse((run.out() + run.err()).contains(FakeDav.APP_PASSWORD));

        one.write("a.txt", "a");
        Client.Run sync = one.run(
                Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"),
                "sync",
                one.folder().toString(),
                one.url(),
                "--user",
                "marie");
        assertEquals(0, sync.exit(), sync.err());
        assertEquals("a", server.content("/a.txt").orElseThrow());
    }

    @Test
    void whereNothingChangedNothingIsListed() throws Exception {
        for (int i = 0; i < 30; i++) {
            one.write("d" + i % 10 + "/e" + i % 3 + "/f" + i, "number " + i);
        }
        one.syncInStep();
        // Once to learn the identities of what was sent, once to see that everything is in step.
        one.syncInStep();
        one.syncInStep();
        int before = server.requests().size();
        one.syncInStep();
        assertEquals(3, requests(before, "PROPFIND .*"), "how to sign in, the root, and what is in it");

        server.put("/d3/e0/f3", "edited there");
        before = server.requests().size();
        one.syncInStep();
        assertEquals("edited there", Files.readString(one.file("d3/e0/f3")));
        assertTrue(requests(before, "PROPFIND .*") <= 8, server.requests().toString());
    }

    @Test
    void whatIsRenamedThereIsRenamedHere() throws Exception {
        one.write("before/a.txt", "a");
        one.write("stays.txt", "stays");
        one.syncInStep();
        one.syncInStep();
        server.move("/before", "/after");
        int before = server.requests().size();
        Client.Run run = one.syncInStep("--json");
        assertTrue(run.out().contains("\"event\":\"moved-local\",\"path\":\"before\",\"to\":\"after\""), run.out());
        assertEquals(0, requests(before, "GET .*"));
        assertEquals(Map.of("after/", "", "after/a.txt", "a", "stays.txt", "stays"), one.tree());
    }

    @Test
    void theTimeOfTheEditTravels() throws Exception {
        one.write("old.txt", "old");
        Instant then = Instant.parse("2019-05-06T07:08:09Z");
        Files.setLastModifiedTime(one.file("old.txt"), FileTime.from(then));
        one.syncInStep();
        two.syncInStep();
        assertEquals(then.getEpochSecond(), server.modified("/old.txt"));
        assertEquals(then, Files.getLastModifiedTime(two.file("old.txt")).toInstant());
    }

    @Test
    void theSameContentOnBothSidesIsComparedAndNotSent() throws Exception {
        one.write("a.txt", "the same");
        one.syncInStep();
        two.write("a.txt", "the same");
        int before = server.requests().size();
        two.syncInStep();
        assertEquals(1, requests(before, "GET .*/a.txt .*"), "a checksum alone may be that of an earlier version");
        assertEquals(0, requests(before, "PUT .*/a.txt .*"));
        assertEquals(Map.of("a.txt", "the same"), two.tree());
    }

    @Test
    void whatMayNotBeChangedIsNotTried() throws Exception {
        one.write("shared/minutes.txt", "theirs");
        one.syncInStep();
        server.makeReadOnly("/shared");
        one.syncInStep();
        one.write("shared/minutes.txt", "mine");
        int before = server.requests().size();
        Client.Run run = one.sync();
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.err().contains("shared/minutes.txt: the server does not allow it"), run.err());
        assertEquals(0, requests(before, "PUT .*"));
        assertEquals("mine", Files.readString(one.file("shared/minutes.txt")), "and nothing is lost");
    }

    @Test
    void aServerIsTriedOnceAndAgainWhenItIsAnother() throws Exception {
        String probe = "MKCOL .*/files/marie/~navette-probe-[^/]*/ 201";
        one.write("a.txt", "a");
        one.syncInStep();
        one.write("b.txt", "b");
        one.syncInStep();
        assertEquals(1, requests(0, probe));
        server.callItself("fake/2");
        one.write("c.txt", "c");
        one.syncInStep();
        assertEquals(2, requests(0, probe));
        server.callItself("fake/1");
        one.write("d.txt", "d");
        one.syncInStep();
        assertEquals(2, requests(0, probe), "one behind a balancer with two faces is not tried for ever");
        assertEquals(Map.of("a.txt", "a", "b.txt", "b", "c.txt", "c", "d.txt", "d"), one.tree());
    }

    @Test
    void aLargeFileGoesInPieces() throws Exception {
        byte[] large = new byte[25_000_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) ('a' + i % 26);
        }
        Files.write(one.file("film.mkv"), large);
        one.syncInStep();
        assertEquals(3, requests(0, "PUT /remote.php/dav/uploads/marie/~navette-[^p].*/0000[123] 201"));
        assertEquals(
                new String(large, StandardCharsets.UTF_8),
                server.content("/film.mkv").orElseThrow());
        two.syncInStep();
        assertEquals(Set.of("film.mkv"), two.tree().keySet());
    }

    @Test
    void orIsPatchedInPieces() throws Exception {
        server.close();
        start(FakeFamily.SABRE);
        Files.write(one.file("film.mkv"), new byte[25_000_000]);
        one.syncInStep();
        assertEquals(2, requests(0, "PATCH .*~navette-[^p].*\\.tmp 204"));
        assertEquals(25_000_000, server.content("/film.mkv").orElseThrow().length());
    }

    /** As where the disk behind a share is written to: its old checksum is told on, and says nothing about what is there now. */
    @Test
    void aVersionThatIsToldWithAnOldChecksumArrivesAndIsNeverOverwritten() throws Exception {
        one.write("budget.txt", "budget 1");
        one.syncInStep();
        two.syncInStep();
        server.changeBehindItsBack("/budget.txt", "budget 2");
        one.syncInStep();
        assertEquals("budget 2", Files.readString(one.file("budget.txt")));
        two.write("budget.txt", "budget 3");
        two.syncInStep();
        assertEquals("budget 2", server.content("/budget.txt").orElseThrow());
        assertTrue(two.tree().containsValue("budget 3"), two.tree().toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeFeature.class,
            names = {"COMPOSED_NAMES", "DECOMPOSED_NAMES", "CASE_BLIND_NAMES"})
    void anEditGoesToAServerThatSpellsNamesInItsOwnWay(FakeFeature names) throws Exception {
        server.close();
        server = FakeDav.start(Set.of(names));
        one = new Client(place, "spelling-one", server.url().toString());
        two = new Client(place, "spelling-two", server.url().toString());
        String decomposed = "Cafe\u0301.txt";
        String composed = "D\u00e9j\u00e0/\u00e9t\u00e9.txt";
        one.write(decomposed, "first");
        one.write(composed, "first");
        one.syncInStep();
        two.syncInStep();
        one.write(decomposed, "edited");
        one.write(composed, "edited");
        one.syncInStep();
        two.syncInStep();
        assertEquals(Map.of(decomposed, "edited", "D\u00e9j\u00e0/", "", composed, "edited"), one.tree());
        assertEquals(3, server.paths().size(), server.paths().toString());
        assertEquals(3, two.tree().size(), two.tree().toString());
        assertEquals(2, two.tree().values().stream().filter("edited"::equals).count());

        one.write("CAF\u00c9.txt", "another file, or the same");
        boolean same = names == FakeFeature.CASE_BLIND_NAMES;
        one.write("Cafe\u0301.TXT", "only capitals");
        Client.Run run = one.sync();
        assertEquals(same ? 1 : 0, run.exit(), run.out() + run.err());
        assertEquals("edited", server.content("/" + decomposed).orElseThrow(), "replaced by no other");
        assertEquals("edited", Files.readString(one.file(decomposed)));
    }
}
