// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;
import org.navette.testserver.OtherClient;

/** Two clients and a real Apache: what people do, and what is there afterwards. */
@Tag("integration")
@NeedsServer(ApacheServer.PROGRAM)
class ApacheEndToEndTest {
    @RegisterExtension
    static final ApacheExtension apache = new ApacheExtension();

    private ApacheServer server;
    private Path share;
    private Client one;
    private Client two;

    @BeforeEach
    void twoClientsOfANewShare() throws IOException {
        server = apache.server();
        share = apache.share();
        one = new Client(apache.place(), apache.test() + "-one", apache.url().toString());
        two = new Client(apache.place(), apache.test() + "-two", apache.url().toString());
    }

    @Test
    void aTreeOfAThousandFilesGoesUpAndComesDownOnce() throws Exception {
        fillWithAThousand();
        one.syncInStep("--quiet");
        assertEquals(one.tree(), Client.tree(share));

        two.syncInStep("--quiet");
        assertEquals(one.tree(), two.tree());

        int before = server.requestsSoFar();
        one.syncInStep();
        two.syncInStep();
        assertEquals(List.of(), server.requests(before, ApacheEndToEndTest::isWrite), "a second pass writes nothing");
        assertEquals(List.of(), server.requests(before, line -> line.startsWith("GET ")), "nor reads any content");
    }

    private void fillWithAThousand() throws IOException {
        List<String> odd = List.of(
                "été à Noël.txt",
                "a b  c.txt",
                "100%.txt",
                "no#1.txt",
                "a+b.txt",
                "R&D.txt",
                "it's.txt",
                "\"quoted\".txt",
                "🎉 fête.txt",
                "%41.txt",
                "semi;colon.txt",
                "a=b,c.txt",
                "[x].txt",
                "tilde~.txt",
                "q?.txt",
                ".hidden",
                "日本語.txt",
                "back\\slash.txt",
                "trailing.",
                "<angle>.txt",
                "colon:.txt",
                "pipe|star*.txt");
        for (String name : odd) {
            one.write("noms/" + name, "content of " + name);
        }
        one.write("vide/empty.txt", "");
        one.write("à plat/dossier #2/50%/deep + deeper/file.txt", "deep");
        Files.createDirectories(one.file("empty folder/é"));
        int files = odd.size() + 2;
        for (int i = 0; files < 1000; i++, files++) {
            one.write("many/" + i % 20 + "/file " + i + ".txt", "number " + i);
        }
    }

    @Test
    void anotherProgramSeesOverwritesMovesAndDeletesWhatNavetteSent() throws Exception {
        List<String> odd = List.of("été à Noël", "100%", "no#1", "a+b", "R&D", "q?", "日本語", "🎉", "semi;colon", "[x]");
        for (String name : odd) {
            one.write("noms/" + name + ".txt", "content of " + name);
        }
        one.write("dossier #2/old.ods", "by Navette");
        one.write("dossier #2/gone.ods", "gone");
        Files.createDirectories(one.file("empty folder/é"));
        one.syncInStep();
        try (OtherClient other = new OtherClient(apache.url())) {
            assertEquals(one.tree(), other.tree());

            other.write("noms/R&D.txt", "by another program");
            other.move("dossier #2/old.ods", "dossier #2/new.ods");
            other.moveFolder("empty folder", "été");
            other.delete("dossier #2/gone.ods");
            other.makeFolder("made there");
            other.write("made there/50%.txt", "new");
            SortedMap<String, String> there = other.tree();
            one.syncInStep();
            assertEquals(there, one.tree());
            assertEquals(there, other.tree(), "and nothing went back");
        }
        assertEquals("by another program", Files.readString(one.file("noms/R&D.txt")));
        assertEquals("by Navette", Files.readString(one.file("dossier #2/new.ods")));
    }

    @Test
    void editsDeletionsAndRenamesTravelBothWays() throws Exception {
        for (String name :
                List.of("edited here.txt", "edited there.txt", "gone here.txt", "gone there.txt", "old name.txt")) {
            one.write(name, "first");
        }
        one.write("stays.txt", "stays");
        one.syncInStep();
        two.syncInStep();

        one.write("edited here.txt", "second, longer");
        Files.delete(one.file("gone here.txt"));
        Files.move(one.file("old name.txt"), one.file("new name.txt"));
        two.write("edited there.txt", "other");
        Files.delete(two.file("gone there.txt"));
        int before = server.requestsSoFar();
        one.syncInStep();
        assertEquals(
                1, server.requests(before, line -> line.startsWith("MOVE ")).size());
        two.syncInStep();
        one.syncInStep();

        SortedMap<String, String> expected = new TreeMap<>(Map.of(
                "edited here.txt",
                "second, longer",
                "edited there.txt",
                "other",
                "new name.txt",
                "first",
                "stays.txt",
                "stays"));
        assertEquals(expected, one.tree());
        assertEquals(expected, two.tree());
        assertEquals(expected, Client.tree(share));
    }

    @Test
    void aRenamedFolderIsOneMove() throws Exception {
        for (int i = 0; i < 200; i++) {
            one.write("before/sub " + i % 7 + "/file " + i + ".txt", "number " + i);
        }
        one.syncInStep("--quiet");
        two.syncInStep("--quiet");

        Files.move(one.file("before"), one.file("after"));
        int before = server.requestsSoFar();
        one.syncInStep();
        List<String> writes = server.requests(before, ApacheEndToEndTest::isWrite);
        assertEquals(1, writes.size(), writes.toString());
        assertTrue(writes.getFirst().startsWith("MOVE "), writes.toString());
        assertEquals(one.tree(), Client.tree(share));

        two.syncInStep("--accept-deletions");
        assertEquals(one.tree(), two.tree());
    }

    @Test
    void whatAProgramSavesIntoAFileThatWasReplacedOrRemovedMeanwhileGetsAName() throws Exception {
        one.write("replaced.txt", "first");
        one.write("removed/inner.txt", "first");
        one.write("other.txt", "other");
        one.syncInStep();
        two.syncInStep();
        try (FileChannel replaced = FileChannel.open(one.file("replaced.txt"), StandardOpenOption.WRITE);
                FileChannel removed = FileChannel.open(one.file("removed/inner.txt"), StandardOpenOption.WRITE)) {
            two.write("replaced.txt", "from two, longer");
            Files.delete(two.file("removed/inner.txt"));
            Files.delete(two.file("removed"));
            two.syncInStep();
            one.syncInStep();
            assertEquals("from two, longer", Files.readString(one.file("replaced.txt")));
            assertFalse(Files.exists(one.file("removed")));
            replaced.write(ByteBuffer.wrap("saved into the replaced one".getBytes(StandardCharsets.UTF_8)), 0);
            removed.write(ByteBuffer.wrap("saved into the removed one".getBytes(StandardCharsets.UTF_8)), 0);
        }
        one.syncInStep();
        two.syncInStep();
        assertEquals("saved into the removed one", Files.readString(two.file("removed/inner.txt")));
        assertEquals("from two, longer", Files.readString(two.file("replaced.txt")));
        List<String> copies = two.tree().keySet().stream()
                .filter(name -> name.contains("replaced (conflict"))
                .toList();
        assertEquals(1, copies.size(), two.tree().toString());
        assertEquals("saved into the replaced one", Files.readString(two.file(copies.getFirst())));
        assertEquals(one.tree(), two.tree());
    }

    @Test
    void twoEditsAreBothKept() throws Exception {
        one.write("Budget.ods", "base");
        one.write("other.txt", "other");
        one.syncInStep();
        two.syncInStep();

        one.write("Budget.ods", "from one");
        two.write("Budget.ods", "from two, longer");
        one.syncInStep();
        two.syncInStep();
        one.syncInStep();

        assertEquals("from one", Files.readString(two.file("Budget.ods")));
        List<String> copies = two.tree().keySet().stream()
                .filter(name -> name.contains("conflict"))
                .toList();
        assertEquals(1, copies.size(), two.tree().toString());
        assertTrue(
                copies.getFirst().matches("Budget \\(conflict .+ \\d{4}-\\d\\d-\\d\\d \\d\\dh\\d\\d\\)\\.ods"),
                copies.toString());
        assertEquals("from two, longer", Files.readString(two.file(copies.getFirst())));
        assertEquals(two.tree(), one.tree());
        assertEquals(two.tree(), Client.tree(share));
    }

    @Test
    void anEditIsStrongerThanADeletionBothWays() throws Exception {
        one.write("edited by one.txt", "base");
        one.write("edited by two.txt", "base");
        one.write("other.txt", "other");
        one.syncInStep();
        two.syncInStep();

        one.write("edited by one.txt", "edited");
        Files.delete(two.file("edited by one.txt"));
        two.write("edited by two.txt", "edited");
        Files.delete(one.file("edited by two.txt"));
        one.syncInStep();
        two.syncInStep();
        one.syncInStep();

        Map<String, String> expected =
                Map.of("edited by one.txt", "edited", "edited by two.txt", "edited", "other.txt", "other");
        assertEquals(expected, one.tree());
        assertEquals(expected, two.tree());
        assertEquals(expected, Client.tree(share));
    }

    @Test
    void aDeletedFolderComesBackWithWhatWasAddedToIt() throws Exception {
        one.write("folder/old 1.txt", "old");
        one.write("folder/old 2.txt", "old");
        one.write("other.txt", "other");
        one.syncInStep();
        two.syncInStep();

        MoreFiles.deleteRecursively(one.file("folder"), RecursiveDeleteOption.ALLOW_INSECURE);
        two.write("folder/new.txt", "new");
        two.syncInStep();
        one.syncInStep();
        two.syncInStep();

        Map<String, String> expected = Map.of("folder/", "", "folder/new.txt", "new", "other.txt", "other");
        assertEquals(expected, one.tree());
        assertEquals(expected, two.tree());
        assertEquals(expected, Client.tree(share));
        assertTrue(Client.tree(two.file(".navette/versions")).keySet().stream()
                .anyMatch(name -> name.startsWith("folder/old 1.txt@")));
    }

    @Test
    void twoEqualTreesAreAdoptedWithoutAnyUpload() throws Exception {
        for (int i = 0; i < 50; i++) {
            one.write("d" + i % 5 + "/f" + i, "number " + i);
            Client.write(share, "d" + i % 5 + "/f" + i, "number " + i);
        }
        one.write("different.txt", "here");
        Client.write(share, "different.txt", "there, on the server");
        int before = server.requestsSoFar();

        one.syncInStep();

        List<String> uploads =
                server.requests(before, line -> line.startsWith("PUT ") && !line.contains("navette-probe"));
        assertEquals(1, uploads.size(), "only the conflict copy: " + uploads);
        assertEquals(one.tree(), Client.tree(share));
        assertEquals("there, on the server", Files.readString(one.file("different.txt")));
    }

    @Test
    void theProbeLeavesNothingBehind() throws Exception {
        one.write("a.txt", "a");
        one.syncInStep();
        assertEquals(Map.of("a.txt", "a"), Client.tree(share));
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        one.write("mine.txt", "mine");
        Client.write(share, "theirs.txt", "theirs");
        int before = server.requestsSoFar();
        Client.Run run = one.sync("--dry-run");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("would send             mine.txt"), run.out());
        assertTrue(run.out().contains("would receive          theirs.txt"), run.out());
        assertEquals(List.of(), server.requests(before, ApacheEndToEndTest::isWrite));
        assertEquals(Map.of("mine.txt", "mine"), one.tree());
    }

    @Test
    void jsonIsOneEventALine() throws Exception {
        one.write("é.txt", "12345");
        Client.Run run = one.syncInStep("--json");
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.contains("{\"event\":\"uploaded\",\"path\":\"é.txt\",\"bytes\":5}"), run.out());
        assertEquals("{\"event\":\"finished\",\"exit\":0}", lines.getLast());
    }

    @Test
    void watchBringsEditsBothWaysAndEndsCleanly() throws Exception {
        one.write("a.txt", "a");
        Process watch = one.start(
                Client.login(),
                List.of("watch", one.folder().toString(), apache.url().toString()));
        try {
            Waiting.until("the first pass", () -> Files.exists(share.resolve("a.txt")));
            one.write("b.txt", "b");
            Waiting.until("a new file", () -> Files.exists(share.resolve("b.txt")));
            try (OtherClient other = new OtherClient(apache.url())) {
                other.write("c.txt", "c");
            }
            Waiting.until("a file from the server", () -> Files.exists(one.file("c.txt")));
        } finally {
            watch.destroy();
        }
        assertEquals(0, Client.finish(watch).exit());
        one.syncInStep();
    }

    @Test
    void beingStoppedAtAnyMomentLeavesBothSidesSound() throws Exception {
        for (int i = 0; i < 400; i++) {
            one.write("f" + i % 20 + "/n" + i, "number " + i + " ".repeat(i * 10));
        }
        SortedMap<String, String> mine = one.tree();
        for (int stop = 0; stop < 6; stop++) {
            int before = server.requestsSoFar();
            int some = stop * 15 + 1;
            Process process = one.start(
                    Client.login(),
                    List.of("sync", one.folder().toString(), apache.url().toString(), "--quiet"));
            Waiting.until("some uploads", () -> !process.isAlive() || uploads(before) > some);
            process.destroy();
            Client.finish(process);
            Client.tree(share).forEach((name, content) -> {
                if (!name.endsWith("/") && !name.contains("~navette-")) {
                    assertEquals(mine.get(name), content, name);
                }
            });
        }
        one.syncInStep("--quiet");
        assertEquals(mine, one.tree());
        SortedMap<String, String> there = Client.tree(share);
        // A probe that was stopped while it held a lock can only be cleared away once the lock has run out.
        there.keySet().removeIf(name -> name.startsWith("~navette-probe-"));
        assertEquals(mine, there);
    }

    private int uploads(int from) throws IOException {
        return server.requests(from, line -> line.startsWith("PUT ")).size();
    }

    private static boolean isWrite(String line) {
        return line.matches("(PUT|MKCOL|MOVE|COPY|DELETE|LOCK|UNLOCK|PROPPATCH|POST|PATCH) .*");
    }
}
