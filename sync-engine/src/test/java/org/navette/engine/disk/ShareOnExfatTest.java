// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.navette.engine.disk.RealDisk.Kind;
import org.navette.engine.port.Failure;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.DavServer;
import org.navette.testserver.NeedsServer;

/** A real Apache that serves a real exFAT, which sees no difference in capitals, and two computers that do. */
@Tag("thorough")
@NeedsDisk(Kind.EXFAT)
@NeedsServer(ApacheServer.PROGRAM)
class ShareOnExfatTest {
    @SuppressWarnings("NullAway") // made before each test
    private Path place;

    @SuppressWarnings("NullAway") // mounted before each test
    private RealDisk disk;

    @SuppressWarnings("NullAway") // started before each test
    private ApacheServer server;

    @SuppressWarnings("NullAway") // opened before each test
    private SyncedDisk one;

    @SuppressWarnings("NullAway") // opened before each test
    private SyncedDisk two;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        place = Files.createTempDirectory("navette-share-");
        DavServer.openDirectory(place);
        disk = RealDisk.mount(Kind.EXFAT, Files.createDirectory(place.resolve("mount")), 64);
        Path serving = place.resolve("serving");
        DavServer.openDirectory(place.resolve("mount"));
        DavServer.openDirectory(serving);
        Files.createSymbolicLink(serving.resolve("share"), disk.root());
        server = ApacheServer.start(serving);
        URI url = server.url();
        one = new SyncedDisk(place.resolve("home-1"), Files.createDirectory(place.resolve("one")), url);
        two = new SyncedDisk(place.resolve("home-2"), Files.createDirectory(place.resolve("two")), url);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        disk.close();
        MoreFiles.deleteRecursively(place, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (var all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                if (!name.startsWith(".")) {
                    tree.put(name, Files.readString(file));
                }
            }
        }
        return tree;
    }

    private Map<String, String> here(SyncedDisk computer) throws IOException {
        return tree(computer.file(""));
    }

    private void inStep() throws IOException, InterruptedException {
        one.inStep();
        two.inStep();
        one.inStep();
    }

    @Test
    void editsRenamesAndDeletionsGoUnderWhateverCapitals() throws IOException, InterruptedException {
        Files.createDirectories(one.file("Plans"));
        one.save("report.txt", "first");
        one.save("Plans/a.txt", "a plan");
        inStep();
        assertEquals(Map.of("report.txt", "first", "Plans/a.txt", "a plan"), here(two));

        // Somebody at the server saves it under other capitals.
        Files.delete(disk.root().resolve("report.txt"));
        Files.writeString(disk.root().resolve("Report.txt"), "edited there");
        inStep();
        assertEquals(Set.of("Report.txt", "Plans/a.txt"), here(one).keySet());
        assertEquals("edited there", here(one).get("Report.txt"));

        // A rename of capitals here, of a file and of a folder.
        Files.move(two.file("Report.txt"), two.file("REPORT.TXT"));
        Files.move(two.file("Plans"), two.file("plans"));
        two.inStep();
        inStep();
        assertEquals(Map.of("REPORT.TXT", "edited there", "plans/a.txt", "a plan"), here(one));
        assertEquals(here(one), tree(disk.root()));

        one.save("REPORT.TXT", "edited here");
        Files.delete(one.file("plans/a.txt"));
        Files.delete(one.file("plans"));
        inStep();
        assertEquals(Map.of("REPORT.TXT", "edited here"), here(two));
        assertEquals(here(two), tree(disk.root()));
    }

    @Test
    void ofTwoFilesThatAreOneThereNeitherReplacesTheOther() throws IOException, InterruptedException {
        one.save("report.txt", "the first");
        one.save("Report.txt", "the second");
        for (int i = 0; i < 3; i++) {
            Map<String, Failure> problems = one.problems();
            assertEquals(1, problems.size(), problems::toString);
            Failure failure = List.copyOf(problems.values()).getFirst();
            assertInstanceOf(Failure.NameProblem.class, failure);
            assertEquals(Map.of("report.txt", "the first", "Report.txt", "the second"), here(one));
            assertEquals(1, tree(disk.root()).size());
        }
        Files.move(one.file("report.txt"), one.file("report (2).txt"));
        inStep();
        assertEquals(Map.of("report (2).txt", "the first", "Report.txt", "the second"), here(two));
        assertTrue(here(two).equals(tree(disk.root())), tree(disk.root())::toString);
    }
}
