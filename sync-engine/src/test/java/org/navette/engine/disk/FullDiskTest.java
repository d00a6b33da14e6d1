// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.disk.RealDisk.Kind;
import org.navette.engine.pass.FolderPair;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Reserve;
import org.navette.testserver.FakeDav;

/** A disk of 30 MB that really is full, or about to be. */
@Tag("thorough")
@NeedsDisk(Kind.TMPFS)
class FullDiskTest {
    private static final long MB = 1_000_000;

    @TempDir
    Path place;

    @SuppressWarnings("NullAway") // mounted before each test
    private RealDisk disk;

    @SuppressWarnings("NullAway") // started before each test
    private FakeDav server;

    @SuppressWarnings("NullAway") // opened before each test
    private SyncedDisk folder;

    @BeforeEach
    void open() throws IOException {
        disk = RealDisk.mount(Kind.TMPFS, Files.createDirectory(place.resolve("mount")), 30);
        server = FakeDav.start(Set.of());
        folder = new SyncedDisk(place.resolve("home"), disk.root(), server);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        disk.close();
    }

    private long free() throws IOException {
        return Files.getFileStore(disk.root()).getUsableSpace();
    }

    private static String large(long bytes) {
        return "x".repeat((int) bytes);
    }

    /** Fills the disk to its last byte, and says how much went into it. */
    private Path fill() throws IOException {
        Path filler =
                Files.createDirectories(disk.root().resolve(".navette/filler")).resolve("f");
        try (OutputStream out = Files.newOutputStream(filler)) {
            assertThrows(IOException.class, () -> {
                byte[] zeros = new byte[4096];
                while (true) {
                    out.write(zeros);
                }
            });
        }
        return filler;
    }

    @Test
    void whatDoesNotFitIsNeverAskedForAndTheRestComes() throws IOException, InterruptedException {
        server.put("/film.mkv", large(60 * MB));
        server.put("/letter.txt", "a letter");
        Map<String, Failure> problems = folder.problems();
        assertEquals(Set.of("film.mkv"), problems.keySet());
        assertInstanceOf(Failure.NoRoom.class, problems.get("film.mkv"));
        assertEquals("a letter", folder.read("letter.txt"));
        assertEquals(0, folder.gets("film.mkv"));
        assertTrue(free() > 29 * MB, "nothing of it is here");
    }

    @Test
    void severalThatFitOneByOneButNotTogetherLeaveTheReserveFree() throws IOException, InterruptedException {
        for (int n = 0; n < 8; n++) {
            server.put("/part" + n, large(5 * MB));
        }
        Map<String, Failure> problems = folder.problems();
        assertEquals(3, problems.size(), problems::toString);
        problems.values().forEach(failure -> assertInstanceOf(Failure.NoRoom.class, failure));
        assertTrue(free() >= 3 * MB, "a tenth of this disk stays free");
        folder.save("own.txt", large(2 * MB));
    }

    @Test
    void howMuchStaysFreeCanBeChosen() throws IOException, InterruptedException {
        folder = new SyncedDisk(place.resolve("home"), disk.root(), server, Reserve.of(20 * MB));
        server.put("/twelve", large(12 * MB));
        server.put("/ten", large(10 * MB));
        assertEquals(Set.of("twelve"), folder.problems().keySet());
        assertTrue(free() >= 20 * MB);
    }

    @Test
    void partsOfDownloadsGiveWay() throws IOException, InterruptedException {
        Path parts = Files.createDirectories(disk.root().resolve(".navette/partial"));
        Files.write(parts.resolve("0123456789abcdef0123456789abcdef.part"), new byte[(int) (20 * MB)]);
        server.put("/needed", large(15 * MB));
        folder.inStep();
        assertEquals(15 * MB, Files.size(folder.file("needed")));
    }

    @Test
    void partsOfDownloadsGiveWayAlsoWhereNothingIsFetched() throws IOException, InterruptedException {
        Path parts = Files.createDirectories(disk.root().resolve(".navette/partial"));
        Files.write(parts.resolve("0123456789abcdef0123456789abcdef.part"), new byte[(int) (29 * MB)]);
        folder.inStep();
        assertTrue(free() > 28 * MB);
    }

    @Test
    void whatNavetteKnowsOfAFolderIsNeverLeftEmptyByAFullDisk() throws IOException, InterruptedException {
        Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
        folder = new SyncedDisk(disk.root().resolve("home"), elsewhere, server);
        folder.inStep();
        Path filler = fill();
        assertThrows(IOException.class, folder::pass, "the journal cannot be opened");
        Files.delete(filler);
        try (var pairs = Files.list(disk.root().resolve("home/pairs"))) {
            Path known = pairs.findFirst().orElseThrow().resolve("local-folder");
            assertEquals(elsewhere.toRealPath().toString(), Files.readString(known));
        }
        folder.inStep();
    }

    @Test
    void anEmptyFileOnAFullDiskIsNotSentUntilItIsSavedAgain() throws IOException, InterruptedException {
        folder.save("thesis.odt", large(200_000));
        folder.save("other.txt", "first");
        folder.inStep();
        Path filler = fill();
        // What a program leaves that writes over a file when nothing fits any more.
        Files.write(folder.file("thesis.odt"), new byte[0]);
        Files.write(filler, new byte[200_000], java.nio.file.StandardOpenOption.APPEND);

        Map<String, Failure> problems = folder.problems();
        assertEquals(Map.of("thesis.odt", new Failure.SavedOnFullDisk()), problems);
        assertEquals(200_000, server.content("/thesis.odt").orElseThrow().length());

        Files.delete(filler);
        folder.save("other.txt", "second");
        assertEquals(Map.of("thesis.odt", new Failure.SavedOnFullDisk()), folder.problems());
        assertEquals(Optional.of("second"), server.content("/other.txt"));
        assertEquals(200_000, server.content("/thesis.odt").orElseThrow().length());

        folder.save("thesis.odt", "saved anew");
        folder.inStep();
        assertEquals(Optional.of("saved anew"), server.content("/thesis.odt"));
    }

    @Test
    void aFileCutOffOnAFullDiskIsNotSent() throws IOException, InterruptedException {
        folder.save("thesis.odt", large(200_000));
        folder.inStep();
        Path filler = fill();
        Files.write(folder.file("thesis.odt"), new byte[8192]);
        Files.write(filler, new byte[180_000], java.nio.file.StandardOpenOption.APPEND);
        assertTrue(free() < 20_000, "the rest had no room: " + free());
        assertEquals(Map.of("thesis.odt", new Failure.SavedOnFullDisk()), folder.problems());
        assertEquals(200_000, server.content("/thesis.odt").orElseThrow().length());
    }

    @Test
    void aFileThatIsEmptiedWhereThereIsRoomIsSent() throws IOException, InterruptedException {
        folder.save("log.txt", "lines");
        folder.inStep();
        folder.save("log.txt", "");
        folder.inStep();
        assertEquals(Optional.of(""), server.content("/log.txt"));
        Files.setLastModifiedTime(folder.file("log.txt"), FileTime.from(Instant.EPOCH));
        folder.inStep();
    }

    @Test
    void aJournalOnAFullDiskClaimsNothingAndGoesOnLater() throws IOException, InterruptedException {
        Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
        folder = new SyncedDisk(disk.root().resolve("home"), elsewhere, server);
        folder.save("first.txt", "first");
        try (FolderPair pair = folder.open()) {
            assertTrue(pair.pass(PassOptions.USUAL).isInStep());
            Path filler = fill();
            for (int n = 0; n < 400; n++) {
                folder.save("file " + n, "content " + n);
            }
            server.put("/from there.txt", "theirs");
            assertEquals(
                    Optional.of(new Failure.JournalDiskFull()),
                    pair.pass(PassOptions.USUAL).halted());
            assertEquals(Optional.empty(), server.content("/file 1"), "nothing is sent that cannot be noted");

            Files.delete(filler);
            assertTrue(pair.pass(PassOptions.USUAL).isInStep());
        }
        assertEquals(Optional.of("content 399"), server.content("/file 399"));
        assertEquals("theirs", folder.read("from there.txt"));
        try (var all = Files.list(elsewhere)) {
            assertEquals(403, all.count(), "no conflict copies");
        }
    }
}
