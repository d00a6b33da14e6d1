// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;

/** Deletions that come a little at a time, on a real Apache: they are counted together, and asked about before it is too late. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DeletionsEndToEndTest {
    @RegisterExtension
    static final ApacheExtension apache = new ApacheExtension();

    private static final int FILES = 300;
    private static final int LOT = 45;
    /** A fifth: so many may go without a question. */
    private static final int UNASKED = FILES / 5;

    private Path share;
    private Client one;

    @BeforeEach
    void aClientOfANewShare() throws IOException {
        share = apache.share();
        one = new Client(apache.place(), apache.test() + "-one", apache.url().toString());
    }

    private void threeHundredFiles() throws Exception {
        for (int i = 0; i < FILES; i++) {
            one.write("f" + i, "number " + i);
        }
        one.syncInStep("--quiet");
    }

    /** By their names alone: they may go at any moment. */
    private static int files(Path root) throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            return (int) all.filter(file -> file.getFileName().toString().matches("f\\d+"))
                    .count();
        }
    }

    @Test
    void lotsOfDeletionsHereAddUpOverSeveralRuns() throws Exception {
        threeHundredFiles();
        for (int i = 0; i < LOT; i++) {
            Files.delete(one.file("f" + i));
        }
        one.syncInStep();
        for (int i = LOT; i < 2 * LOT; i++) {
            Files.delete(one.file("f" + i));
        }
        Client.Run held = one.sync();
        assertEquals(3, held.exit(), held.err());
        assertTrue(held.err().contains("45 deletions look"), held.err());
        assertTrue(held.err().contains("45 files were already deleted recently"), held.err());
        for (int i = 2 * LOT; i < 3 * LOT; i++) {
            Files.delete(one.file("f" + i));
        }
        assertEquals(3, one.sync().exit());
        assertTrue(files(share) >= FILES - UNASKED, files(share) + " files are left on the server");

        one.syncInStep("--accept-deletions");
        assertEquals(FILES - 3 * LOT, files(share));
        for (int i = 3 * LOT; i < 4 * LOT - 10; i++) {
            Files.delete(one.file("f" + i));
        }
        one.syncInStep();
        assertEquals(FILES - 4 * LOT + 10, files(share), "whoever was asked is not asked about the same again");
    }

    @Test
    void lotsOfDeletionsOnTheServerAddUpOverSeveralRuns() throws Exception {
        threeHundredFiles();
        for (int lot = 0; lot < 3; lot++) {
            for (int i = lot * LOT; i < (lot + 1) * LOT; i++) {
                Files.delete(share.resolve("f" + i));
            }
            assertEquals(lot == 0 ? 0 : 3, one.sync().exit());
        }
        assertEquals(FILES - LOT, files(one.folder()));
        one.syncInStep("--undo-deletions");
        assertTrue(files(share) >= FILES - LOT, files(share) + " files are on the server");
    }

    @Test
    void whatMovesOrComesBackIsNoDeletion() throws Exception {
        threeHundredFiles();
        Files.createDirectories(one.file("moved"));
        for (int lot = 0; lot < 2; lot++) {
            for (int i = lot * LOT; i < (lot + 1) * LOT; i++) {
                Files.move(one.file("f" + i), one.file("moved/f" + i));
            }
            one.syncInStep();
        }
        for (int i = 0; i < LOT; i++) {
            Files.delete(one.file("moved/f" + i));
        }
        one.syncInStep();
        for (int i = 0; i < LOT; i++) {
            one.write("moved/f" + i, "number " + i);
        }
        one.syncInStep();
        for (int i = 0; i < LOT; i++) {
            Files.delete(one.file("moved/f" + i));
        }
        one.syncInStep();
        assertEquals(one.tree(), Client.tree(share));
    }

    /** In a collection with the name of junk, in one that is too large for junk, and in one that is named like ours. */
    @Test
    void aFolderWithSomebodysFilesThatAreNotSyncedStaysAndIsSaidInOnePass() throws Exception {
        one.write("a.txt", "a");
        for (String folder : List.of("junk", "large", "ours", "gone")) {
            one.write(folder + "/b.txt", "b");
        }
        one.syncInStep("--quiet");
        Files.createDirectories(share.resolve("junk/Thumbs.db"));
        Files.writeString(share.resolve("junk/Thumbs.db/letter.txt"), "a letter");
        try (RandomAccessFile large =
                new RandomAccessFile(share.resolve("large/Thumbs.db").toFile(), "rw")) {
            large.setLength(2L << 30);
        }
        Files.createDirectories(share.resolve("ours/~navette-them"));
        Files.writeString(share.resolve("ours/~navette-them/letter.txt"), "a letter");
        Files.writeString(share.resolve("gone/.DS_Store"), "of a program");
        for (String folder : List.of("junk", "large", "ours", "gone")) {
            Files.delete(one.file(folder + "/b.txt"));
            Files.delete(one.file(folder));
        }
        for (int pass = 0; pass < 2; pass++) {
            Client.Run run = one.syncInStep();
            assertEquals(3, run.err().lines().count(), run.err());
            assertTrue(run.err().contains("junk: this folder was deleted here, and stays on the server"), run.err());
            assertTrue(run.err().contains("“~navette-them”"), run.err());
        }
        assertEquals("a letter", Files.readString(share.resolve("junk/Thumbs.db/letter.txt")));
        assertEquals("a letter", Files.readString(share.resolve("ours/~navette-them/letter.txt")));
        assertEquals(2L << 30, Files.size(share.resolve("large/Thumbs.db")));
        assertFalse(Files.exists(share.resolve("junk/b.txt")));
        assertFalse(Files.exists(share.resolve("gone")));
        assertFalse(Files.exists(one.file("junk")));
    }

    @Test
    void aWatchedFolderThatIsBeingEmptiedIsAskedAboutBeforeAnythingGoes() throws Exception {
        int files = 1500;
        for (int i = 0; i < files; i++) {
            one.write("d" + i % 5 + "/f" + i, "number " + i);
        }
        one.syncInStep("--quiet");
        RunningClient running = new RunningClient(one);
        try {
            running.start();
            running.add();
            running.untilState("idle");
            // As an rm -rf on a busy machine: folder by folder, and a look of Navette's in between.
            for (int folder = 0; folder < 5; folder++) {
                for (int i = folder; i < files; i += 5) {
                    Files.delete(one.file("d" + folder + "/f" + i));
                }
                Files.delete(one.file("d" + folder));
                one.write("other.txt", "after " + folder);
                RunningClient.untilThere(share.resolve("other.txt"), "after " + folder);
                assertEquals(files, filesBelow(), "nothing goes while more is being deleted");
            }
            running.untilState("needs-decision");
            assertEquals(files + 5, running.status().getAsJsonArray("held").size());
            assertEquals(files, filesBelow());
            assertTrue(running.status().get("sentence").getAsString().contains("1,505"), running.status() + "");
        } finally {
            running.stop();
        }
    }

    private int filesBelow() throws IOException {
        return (int) Client.tree(share).keySet().stream()
                .filter(path -> path.contains("/f"))
                .count();
    }

    @Test
    void anAnswerIsAboutWhatWasShownAndNotAboutWhatWentSince() throws Exception {
        threeHundredFiles();
        RunningClient running = new RunningClient(one);
        try {
            running.start();
            running.add();
            running.untilState("idle");
            for (int i = 0; i < 70; i++) {
                Files.delete(one.file("f" + i));
            }
            running.untilState("needs-decision");
            running.command("pause", "Asso");
            running.untilState("paused");
            for (int i = 70; i < 100; i++) {
                Files.delete(one.file("f" + i));
            }
            running.command("sync-now", "Asso", "--accept-deletions");
            Waiting.until("what was shown is gone", () -> files(share) == FILES - 70);
            running.command("resume", "Asso");
            running.untilState("needs-decision");
            assertEquals(30, running.status().getAsJsonArray("held").size());
            assertEquals(FILES - 70, files(share));
            running.command("sync-now", "Asso", "--undo-deletions");
            running.untilState("idle");
            assertEquals(FILES - 70, files(one.folder()));
        } finally {
            running.stop();
        }
    }
}
