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
    void theSameContentIsNotReceivedOnlyToBeCompared() throws Exception {
        one.write("a.txt", "the same");
        one.syncInStep();
        two.write("a.txt", "the same");
        int before = server.requests().size();
        two.syncInStep();
        assertEquals(0, requests(before, "GET .*/a.txt .*"), server.requests().toString());
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
}
