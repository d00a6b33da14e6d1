// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;
import org.navette.testserver.TlsServer;

/** Bad input gets one clear sentence and its exit code, and nothing is lost. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
class BadInputTest {
    @RegisterExtension
    static final ApacheExtension apache = new ApacheExtension();

    private ApacheServer server;
    private Client client;
    private String url;
    private Path share;

    @BeforeEach
    void aClientWithAFile() throws IOException {
        server = apache.server();
        url = apache.url().toString();
        share = apache.share();
        client = new Client(apache.place(), apache.test(), url);
        client.write("mine.txt", "mine");
    }

    @Test
    void anInvitationThatIsNone() throws Exception {
        expect(2, "is not an invitation", client.run(Map.of(), "open", "navette://add?user=marie"));
        expect(2, "is not an invitation", client.run(Map.of(), "open", "/no/such/file.navette"));
        String link = "navette://add?server=https://cloud.example/";
        expect(2, "no display here", client.run(Map.of(), "open", link));
    }

    /** Whoever may write to the share decides what a terminal shows of it; it must not decide what the terminal does. */
    @Test
    void namesThatWouldCommandATerminal() throws Exception {
        String name = "a\u202Egpj\u009B2J\u200B.txt";
        Client.write(share, name, "theirs");
        Client.Run run = client.sync("--verbose");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("a\\u202Egpj\\u009B2J\\u200B.txt"), run.out());
        assertTrue((run.out() + run.err()).chars().noneMatch(c -> c == 0x202E || c == 0x9B || c == 0x1B), run.err());
        assertEquals("theirs", client.tree().get(name), "its name is as it was");

        client.write("b\u202E.txt", "mine");
        run = client.sync("--json");
        assertFalse(run.out().contains("\u202E"), run.out());
        boolean exact = run.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .anyMatch(event ->
                        event.has("path") && event.get("path").getAsString().equals("b\u202E.txt"));
        assertTrue(exact, run.out());

        // In an address, and as an argument that is a file's name elsewhere.
        run = runWith(Client.login(), "http://127.0.0.1:1/\u001B]0;x");
        assertTrue(run.exit() != 0 && run.err().chars().noneMatch(c -> c == 0x1B), run.err());
        Files.writeString(client.file("arguments"), "--help");
        assertEquals(
                2, client.run(Map.of(), "sync", "@" + client.file("arguments")).exit());
    }

    @Test
    void anUnknownHost() throws Exception {
        expect(4, "was not found", runWith(Map.of(), "http://no-such-host.invalid/dav/"));
    }

    @Test
    void aRefusedPort() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        expect(4, "refuses the connection", runWith(Map.of(), "http://127.0.0.1:" + closed + "/"));
    }

    @Test
    void aWrongPassword() throws Exception {
        expect(
                5,
                "refused the user name or the password",
                runWith(Map.of("NAVETTE_USER", "marie", "NAVETTE_PASSWORD", "wrong"), url));
        expect(5, "asks for a user name and a password", runWith(Map.of(), url));
        expect(2, "no password for marie", runWith(Map.of("NAVETTE_USER", "marie"), url));
    }

    @Test
    void aPasswordFromAFile() throws Exception {
        Path file = apache.place().resolve("password file");
        Files.writeString(file, ApacheServer.PASSWORD + "\n");
        Client.Run run = client.run(
                Map.of(),
                "sync",
                client.folder().toString(),
                url,
                "--user",
                ApacheServer.USER,
                "--password-file",
                file.toString());
        assertEquals(0, run.exit(), run.err());
    }

    @Test
    void aWrongPath() throws Exception {
        expect(
                4,
                "There is no share at",
                runWith(Client.login(), server.url("/dav/nothing/here/").toString()));
    }

    @Test
    void aPlainWebPage() throws Exception {
        expect(
                4,
                "is not a WebDAV share",
                runWith(Client.login(), server.url("/").toString()));
    }

    @Test
    void aShareThatForbidsListing() throws Exception {
        expect(
                4,
                "does not allow listing",
                runWith(Client.login(), server.url("/secret/").toString()));
    }

    @Test
    void aRedirectToAnotherHost() throws Exception {
        expect(
                4,
                "sends us elsewhere",
                runWith(Client.login(), server.url("/elsewhere/").toString()));
    }

    @Test
    void aPasswordOverAnUnencryptedLine() throws Exception {
        expect(2, "is not encrypted", runWith(Client.login(), "http://192.0.2.1/dav/"));
    }

    @Test
    void aSessionWithoutUtf8() throws Exception {
        expect(2, "cannot hold names with accents", runWith(Map.of("LC_ALL", "C"), url));
        expect(2, "cannot hold names with accents", client.run(Map.of("LC_ALL", "C"), "watch"));
    }

    @Test
    void noAddressAtAll() throws Exception {
        expect(2, "is not the address of a share", runWith(Map.of(), "ftp://example.org/"));
        expect(2, "is not the address of a share", runWith(Map.of(), "https:// /"));
        Client.Run missing = client.run(Map.of(), "sync", "only-one");
        assertEquals(2, missing.exit());
        assertEquals(
                2, client.run(Map.of(), "sync", "a", "b", "--no-such-option").exit());
    }

    @Test
    void anUnknownCertificateUntilItIsTrusted() throws Exception {
        try (TlsServer tls =
                TlsServer.start(Files.createDirectories(apache.place().resolve("tls")))) {
            Client.Run refused = expect(6, "is not trusted", runWith(Map.of(), tls.url()));
            assertTrue(refused.err().contains(tls.fingerprint()), refused.err());
            assertTrue(refused.err().contains("CN=share.example"), refused.err());
            Client.Run trusted = client.run(
                    Map.of(), "sync", client.folder().toString(), tls.url(), "--trust-cert", tls.fingerprint());
            expect(4, "is not a WebDAV share", trusted);
            String other = "0".repeat(64);
            expect(
                    6,
                    "is not the one you trusted",
                    client.run(Map.of(), "sync", client.folder().toString(), tls.url(), "--trust-cert", other));
        }
    }

    @Test
    void aLocalFolderThatIsNotThere() throws Exception {
        expect(
                2,
                "does not exist",
                client.run(
                        Client.login(),
                        "sync",
                        apache.place().resolve("nowhere").toString(),
                        url));
        expect(
                2,
                "does not exist or is not a folder",
                client.run(Client.login(), "sync", client.file("mine.txt").toString(), url));
    }

    @Test
    void aLocalFolderInsideASyncedOneOrAroundIt() throws Exception {
        client.write("inner/file.txt", "x");
        client.syncInStep();
        expect(
                2,
                "one lies in the other",
                client.run(Client.login(), "sync", client.file("inner").toString(), url));
        expect(
                2,
                "one lies in the other",
                client.run(Client.login(), "sync", apache.place().toString(), url));
    }

    @Test
    void aSecondProcessOnTheSameFolder() throws Exception {
        Process watch =
                client.start(Client.login(), List.of("watch", client.folder().toString(), url));
        try {
            Waiting.until("the first pass", () -> Files.exists(share.resolve("mine.txt")));
            expect(7, "being synced by another process", client.sync());
        } finally {
            watch.destroy();
            watch.waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aJournalThatIsDamaged() throws Exception {
        for (int i = 0; i < 300; i++) {
            client.write("f" + i, "number " + i);
        }
        client.syncInStep("--quiet");
        Path journal = journal();
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            for (long at = 8192; at < file.length(); at += 4096) {
                file.seek(at);
                file.write(new byte[512]);
            }
        }
        Map<String, String> before = client.tree();
        client.syncInStep("--quiet");
        assertEquals(before, client.tree());
        assertEquals(before, Client.tree(share));
        assertTrue(Files.exists(journal.resolveSibling("journal.db.damaged-1")));
    }

    @Test
    void aJournalFromANewerVersion() throws Exception {
        client.syncInStep();
        try (var file = new RandomAccessFile(journal().toFile(), "rw")) {
            // The user version of an SQLite file (its format document, section 1.3).
            file.seek(60);
            file.writeInt(99);
        }
        expect(1, "written by a newer Navette", client.sync());
    }

    @Test
    void aMarkerThatIsGone() throws Exception {
        client.syncInStep();
        Files.delete(client.file(".navette/folder-id"));
        Files.delete(client.file("mine.txt"));
        expect(3, "its marker is missing", client.sync());
        assertTrue(Files.exists(share.resolve("mine.txt")));
        client.syncInStep("--accept-deletions");
        assertTrue(Files.exists(client.file("mine.txt")), "starting over compares, and deletes nothing");
    }

    @Test
    void aLinkIsReportedAndLeftAlone() throws Exception {
        client.syncInStep();
        Files.createSymbolicLink(client.file("link"), client.file("mine.txt"));
        client.write("after.txt", "after");
        Client.Run run = client.sync();
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains("link: it is a link or a special file"), run.err());
        assertTrue(Files.exists(share.resolve("after.txt")), "the rest goes on");
        assertFalse(Files.exists(share.resolve("link")));
    }

    @Test
    void aFullDisk() throws Exception {
        Path small = Files.createDirectories(apache.place().resolve("small"));
        if (!run("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", small.toString())) {
            throw new AssertionError("this test needs to mount a small file system: run it as root");
        }
        try {
            Files.write(share.resolve("big.bin"), new byte[2_000_000]);
            Files.writeString(share.resolve("little.txt"), "little");
            Client full = new Client(small, "folder", url);
            Path home = apache.place().resolve("full-home");
            Client.Run run = full.run(
                    Map.of(
                            "NAVETTE_USER",
                            ApacheServer.USER,
                            "NAVETTE_PASSWORD",
                            ApacheServer.PASSWORD,
                            "NAVETTE_HOME",
                            home.toString()),
                    "sync",
                    full.folder().toString(),
                    url);
            expect(1, "there is no room for it on this disk", run);
            assertTrue(Files.exists(full.file("little.txt")), "what fits is there");
            assertFalse(Files.exists(full.file("big.bin")));
            assertEquals(Map.of(), Client.tree(full.file(".navette/tmp")), "and nothing half is left");
        } finally {
            run("umount", small.toString());
        }
    }

    @Test
    void thePasswordIsNowhereToBeFound() throws Exception {
        Client.Run run = client.sync("--verbose");
        assertEquals(0, run.exit(), run.err());
        String basic = Base64.getEncoder()
                .encodeToString((ApacheServer.USER + ":" + ApacheServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
        List<String> everything = new ArrayList<>(List.of(run.out(), run.err()));
        everything.addAll(Client.tree(client.home()).values());
        everything.addAll(Client.tree(client.file(".navette")).values());
        String password =
                new String(ApacheServer.PASSWORD.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        for (String text : everything) {
            assertFalse(text.contains(ApacheServer.PASSWORD) || text.contains(password) || text.contains(basic), text);
        }
    }

    private Client.Run runWith(Map<String, String> environment, String address) throws Exception {
        return client.run(environment, "sync", client.folder().toString(), address);
    }

    private Client.Run expect(int exit, String sentence, Client.Run run) throws IOException {
        assertEquals(exit, run.exit(), run.out() + run.err());
        assertTrue(run.err().contains(sentence), run.err());
        assertFalse(run.err().contains("Exception") || run.err().contains("\tat "), run.err());
        if (Files.exists(client.file("mine.txt"))) {
            assertEquals("mine", Files.readString(client.file("mine.txt")));
        }
        return run;
    }

    private Path journal() throws IOException {
        try (var all = Files.walk(client.home())) {
            return all.filter(path -> path.endsWith("journal.db")).findFirst().orElseThrow();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
