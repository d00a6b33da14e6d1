// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;

/** What must not be lost or touched, on a real Apache: guards, previous versions, what is left out, odd names, what waits. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
class ProtectionEndToEndTest {
    @RegisterExtension
    static final ApacheExtension apache = new ApacheExtension();

    private Path share;
    private Client one;
    private Client two;

    @BeforeEach
    void twoClientsOfANewShare() throws IOException {
        share = apache.share();
        one = new Client(apache.place(), apache.test() + "-one", apache.url().toString());
        two = new Client(apache.place(), apache.test() + "-two", apache.url().toString());
    }

    @Test
    void manyDeletionsAreHeldUntilSomebodyAgrees() throws Exception {
        for (int i = 0; i < 60; i++) {
            one.write("f" + i, "number " + i);
        }
        one.syncInStep("--quiet");
        two.syncInStep("--quiet");
        for (int i = 0; i < 55; i++) {
            Files.delete(one.file("f" + i));
        }
        one.write("new.txt", "goes on");

        Client.Run held = one.sync();
        assertEquals(3, held.exit(), held.err());
        assertTrue(held.err().contains("55 deletions look"), held.err());
        assertTrue(Files.exists(share.resolve("f0")));
        assertTrue(Files.exists(share.resolve("new.txt")), "what is not in doubt goes on");

        one.syncInStep("--accept-deletions");
        assertFalse(Files.exists(share.resolve("f0")));
        assertEquals(3, two.sync().exit());
        two.syncInStep("--accept-deletions");
        assertEquals(one.tree(), two.tree());
    }

    @Test
    void aShareThatWasEmptiedIsAskedAboutAndComesBack() throws Exception {
        one.write("docs/a.txt", "a");
        one.write("b.txt", "b");
        one.syncInStep();
        SortedMap<String, String> before = one.tree();
        MoreFiles.deleteDirectoryContents(share, RecursiveDeleteOption.ALLOW_INSECURE);

        Client.Run held = one.sync("--json");
        assertEquals(3, held.exit(), held.err());
        assertTrue(held.out().contains("\"why\":\"share-emptied\""), held.out());
        assertEquals(before, one.tree(), "nothing is deleted here");
        held = one.sync();
        assertTrue(held.err().contains("nothing that was synced is left on the server (3 items)"), held.err());
        assertTrue(held.err().contains("--undo-deletions"), held.err());

        one.syncInStep("--undo-deletions");
        assertEquals(before, Client.tree(share));
        assertEquals(2, one.sync("--undo-deletions", "--accept-deletions").exit());
    }

    @Test
    void whatAChangeOnTheServerTookAwayIsListedAndRestored() throws Exception {
        one.write("budget.ods", "first");
        one.write("photos/a.jpg", "a");
        one.write("photos/deep/b.jpg", "b");
        one.write("stays.txt", "stays");
        one.syncInStep();
        Client.write(share, "budget.ods", "second, by somebody else");
        MoreFiles.deleteRecursively(share.resolve("photos"), RecursiveDeleteOption.ALLOW_INSECURE);
        one.syncInStep("--accept-deletions");
        assertFalse(Files.exists(one.file("photos")));

        Client.Run listed = one.run(Map.of(), "versions", one.folder().toString(), "--json");
        assertEquals(0, listed.exit(), listed.err());
        assertEquals(3, listed.out().lines().count(), listed.out());
        assertTrue(listed.out().contains("\"path\":\"photos/deep/b.jpg\""), listed.out());

        Client.Run restored = one.run(Map.of(), "restore", one.folder().toString(), "photos");
        assertEquals(0, restored.exit(), restored.err());
        assertTrue(restored.out().contains("2 files were restored"), restored.out());
        assertEquals(
                0,
                one.run(Map.of(), "restore", one.folder().toString(), "budget.ods")
                        .exit());
        one.syncInStep();
        assertEquals(
                Map.of(
                        "budget.ods",
                        "first",
                        "photos/",
                        "",
                        "photos/a.jpg",
                        "a",
                        "photos/deep/",
                        "",
                        "photos/deep/b.jpg",
                        "b",
                        "stays.txt",
                        "stays"),
                Client.tree(share));
        assertTrue(
                one.run(Map.of(), "versions", one.folder().toString(), "budget.ods")
                        .out()
                        .contains("24 bytes"),
                "what had its place is a version now");

        assertEquals(
                2,
                one.run(Map.of(), "restore", one.folder().toString(), "no such file")
                        .exit());
        assertEquals(
                2,
                one.run(Map.of(), "restore", one.folder().toString(), "../elsewhere")
                        .exit());
        assertEquals(2, one.run(Map.of(), "versions", apache.place().toString()).exit());
    }

    @Test
    void theIgnoreFileOfTheFolderIsObeyedAndSynced() throws Exception {
        one.write(".navetteignore", "*.iso\n/private/\n");
        one.write("disk.iso", "too large");
        one.write("private/diary.txt", "mine");
        one.write("a.txt", "a");
        one.syncInStep();
        assertEquals(Set.of(".navetteignore", "a.txt"), Client.tree(share).keySet());

        one.write(".navetteignore", "/private/\n");
        one.syncInStep();
        assertTrue(Files.exists(share.resolve("disk.iso")), "taken in");
        one.write(".navetteignore", "*.iso\n/private/\n");
        one.syncInStep();
        Files.delete(one.file("disk.iso"));
        one.syncInStep();
        assertTrue(Files.exists(share.resolve("disk.iso")), "left out again, it is never deleted there");
    }

    /** Somebody syncs all they have, and what Navette remembers is in there. */
    @Test
    void whatNavetteRemembersIsNeverSynced() throws Exception {
        Path real = Files.createDirectories(one.file("docs/.data/navette"));
        Path home = Files.createSymbolicLink(apache.place().resolve("link to a home"), real);
        one.write("docs/.data/navette/passwords/secret", "secret");
        one.write("docs/a.txt", "a");
        Client.write(share, "docs/.data/navette/records.db", "another computer's");
        Map<String, String> environment = new HashMap<>(Client.login());
        environment.put("NAVETTE_HOME", home.toString());
        for (int pass = 0; pass < 3; pass++) {
            Client.Run run = one.run(
                    environment, "sync", one.folder().toString(), apache.url().toString());
            assertEquals(0, run.exit(), run.err());
            assertTrue(run.err().contains("docs/.data/navette: Navette keeps its journals"), run.err());
        }
        assertEquals("a", Client.tree(share).get("docs/a.txt"));
        assertEquals("another computer's", Client.tree(share).get("docs/.data/navette/records.db"));
        assertEquals(1, Client.tree(share.resolve("docs/.data/navette")).size());
        assertEquals("secret", Files.readString(one.file("docs/.data/navette/passwords/secret")));

        environment.put("NAVETTE_HOME", one.folder().toString());
        assertEquals(
                2,
                one.run(
                                environment,
                                "sync",
                                one.folder().toString(),
                                apache.url().toString())
                        .exit());
    }

    @Test
    void aFileWithThePasswordIsNeverSent() throws Exception {
        one.write("docs/[my] password.txt", ApacheServer.PASSWORD + "\n");
        Path secret = one.file("docs/[my] password.txt");
        Path link = Files.createSymbolicLink(apache.place().resolve("link to a password"), secret);
        one.write("docs/a.txt", "a");
        for (Path given : List.of(secret, link)) {
            Client.Run run = one.run(
                    Map.of(),
                    "sync",
                    one.folder().toString(),
                    apache.url().toString(),
                    "--user",
                    ApacheServer.USER,
                    "--password-file",
                    given.toString());
            assertEquals(0, run.exit(), run.err());
            assertEquals("a", Client.tree(share).get("docs/a.txt"));
            assertFalse(Files.exists(share.resolve("docs/[my] password.txt")), "the password was sent");
        }
    }

    @Test
    void anIgnoreFileFromTheShareStopsNobody() throws Exception {
        Client.write(share, ".navetteignore", "*.iso\n[draft\n" + "*a".repeat(60) + "b\n");
        one.write("disk.iso", "mine");
        one.write("a".repeat(200), "a");
        Client.Run run = one.sync();
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains(".navetteignore: Line 2 is not a valid ignore rule"), run.err());
        assertTrue(Files.exists(share.resolve("a".repeat(200))));
        assertFalse(Files.exists(share.resolve("disk.iso")));

        Client.write(share, ".navetteignore", "*.iso\n");
        one.syncInStep();
        assertEquals("", one.sync().err());

        // In its place a link, which is not followed.
        Files.delete(one.file(".navetteignore"));
        Files.createSymbolicLink(one.file(".navetteignore"), one.file("disk.iso"));
        one.write("new.txt", "new");
        run = one.sync();
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.err().contains(".navetteignore: It is not a file. Everything it ignored"), run.err());
        assertFalse(Files.exists(share.resolve("disk.iso")));
        assertFalse(Files.exists(share.resolve("new.txt")));
        Files.delete(one.file(".navetteignore"));
        one.write(".navetteignore", "*.iso\n");
        one.syncInStep();
        assertTrue(Files.exists(share.resolve("new.txt")));
        assertFalse(Files.exists(share.resolve("disk.iso")));

        assertEquals(2, one.sync("--exclude", "[draft").exit());
    }

    @Test
    void aNameInTwoSpellingsIsOneFileAndKeepsTheServersSpelling() throws Exception {
        one.write("e\u0301te\u0301/no\u0308el.txt", "the same");
        Client.write(share, "\u00e9t\u00e9/n\u00f6el.txt", "the same");
        one.syncInStep();
        assertEquals(Map.of("\u00e9t\u00e9/", "", "\u00e9t\u00e9/n\u00f6el.txt", "the same"), one.tree());
        assertEquals(one.tree(), Client.tree(share));

        one.write("e\u0301te\u0301.txt", "mine");
        one.write("\u00e9t\u00e9.txt", "other");
        Client.Run run = one.sync();
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("looks the same") && run.err().contains("(2).txt"), run.err());
    }

    @Test
    void whereNothingMayBeWrittenEntriesWaitWithASentenceAndTheRestGoesOn() throws Exception {
        Client.write(share, "read-only/a.txt", "theirs");
        Client.write(share, "read-only/b.txt", "to be moved out");
        one.syncInStep();
        one.write("read-only/a.txt", "mine");
        one.write("read-only/new.txt", "new");
        one.write("c.txt", "c");
        Files.move(one.file("read-only/b.txt"), one.file("b.txt"));

        Client.Run run = one.sync();
        assertEquals(1, run.exit(), run.err());
        for (String name : List.of("a.txt", "b.txt", "new.txt")) {
            assertTrue(run.err().contains("read-only/" + name + ": the server does not allow it"), run.err());
        }
        assertEquals(
                Map.of(
                        "read-only/",
                        "",
                        "read-only/a.txt",
                        "theirs",
                        "read-only/b.txt",
                        "to be moved out",
                        "b.txt",
                        "to be moved out",
                        "c.txt",
                        "c"),
                Client.tree(share));
        assertEquals("mine", Files.readString(one.file("read-only/a.txt")), "it waits here");
    }

    @Test
    void aFileThatSomebodyHasLockedWaitsAndTheRestGoesOn() throws Exception {
        one.write("a.txt", "first");
        one.syncInStep();
        String token = lock("a.txt");
        one.write("a.txt", "second");
        one.write("b.txt", "b");

        Client.Run run = one.sync();
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.err().contains("a.txt: somebody has locked it"), run.err());
        assertEquals(Map.of("a.txt", "first", "b.txt", "b"), Client.tree(share));

        send(request("a.txt").method("UNLOCK", BodyPublishers.noBody()).header("Lock-Token", token));
        one.syncInStep();
        assertEquals(Map.of("a.txt", "second", "b.txt", "b"), Client.tree(share));
    }

    private static String lock(String file) throws Exception {
        String body = "<D:lockinfo xmlns:D='DAV:'><D:lockscope><D:exclusive/></D:lockscope>"
                + "<D:locktype><D:write/></D:locktype></D:lockinfo>";
        return send(request(file).method("LOCK", BodyPublishers.ofString(body)).header("Content-Type", "text/xml"))
                .headers()
                .firstValue("Lock-Token")
                .orElseThrow();
    }

    private static HttpRequest.Builder request(String file) {
        String login = ApacheServer.USER + ":" + ApacheServer.PASSWORD;
        return HttpRequest.newBuilder(apache.url().resolve(file))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
    }

    /** As another WebDAV client. */
    private static HttpResponse<Void> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Void> response = client.send(request.build(), BodyHandlers.discarding());
            assertTrue(response.statusCode() < 300, response.toString());
            return response;
        }
    }

    @Test
    void whatIsLeftOutStaysWhereItIs() throws Exception {
        one.write("a.txt", "a");
        one.write("build/out.bin", "left out");
        Client.write(share, "notes.bak", "left out there");
        one.syncInStep("--exclude", "build/", "--exclude", "*.bak");
        assertEquals(Map.of("a.txt", "a", "notes.bak", "left out there"), Client.tree(share));
        assertFalse(Files.exists(one.file("notes.bak")));
        assertTrue(Files.exists(one.file("build/out.bin")));
    }
}
