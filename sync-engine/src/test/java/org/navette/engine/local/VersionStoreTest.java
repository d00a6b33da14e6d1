// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.local.VersionStore.Version;
import org.navette.engine.tree.RelativePath;

@Tag("integration")
class VersionStoreTest {
    private static final Retention MONTH = new Retention(Duration.ofDays(30), 1000);

    @TempDir
    Path root;

    private Instant now = Instant.parse("2026-11-24T10:15:03.123Z");
    private VersionStore versions;

    @BeforeEach
    void open() {
        versions = new VersionStore(root, () -> now);
    }

    private void keep(String path, String content) throws IOException {
        Path file = root.resolve("was");
        Files.writeString(file, content);
        versions.take(file, RelativePath.of(path), new FileMover());
    }

    private List<String> kept() throws IOException {
        return versions.list(RelativePath.ROOT).stream()
                .map(version -> version.path().value())
                .toList();
    }

    @Test
    void listsNewestFirstWithPlaceTimeAndSize() throws IOException {
        keep("docs/été@home.txt", "12345");
        Instant first = now;
        now = now.plusSeconds(60);
        keep("docs/été@home.txt", "123");
        keep("other.txt", "1");

        List<Version> found = versions.list(RelativePath.of("docs"));
        assertEquals(List.of(3L, 5L), found.stream().map(Version::size).toList());
        assertEquals(RelativePath.of("docs/été@home.txt"), found.getLast().path());
        assertEquals(first, found.getLast().until());
        assertEquals("12345", Files.readString(found.getLast().file()));
        assertEquals(1, versions.list(RelativePath.of("other.txt")).size());
    }

    @Test
    void severalInOneTickAreAllKept() throws IOException {
        keep("a", "1");
        keep("a", "2");
        keep("a", "3");
        assertEquals(3, kept().size());
    }

    /** Prunes once a day, as a Navette that is always on does at least. */
    private void daysGoBy(int days) throws IOException {
        for (int day = 0; day < days; day++) {
            versions.prune(MONTH, content -> false);
            now = now.plus(Duration.ofDays(1));
        }
        versions.prune(MONTH, content -> false);
    }

    @Test
    void whatIsOlderThanAMonthGoesButTheNewestOfAFileStays() throws IOException {
        keep("deep/er/report.txt", "first");
        daysGoBy(20);
        keep("deep/er/report.txt", "second");
        daysGoBy(11);
        assertEquals(1, versions.list(RelativePath.of("deep/er/report.txt")).size());
        assertEquals(
                "second",
                Files.readString(versions.list(RelativePath.ROOT).getFirst().file()));
        daysGoBy(400);
        assertEquals(List.of("deep/er/report.txt"), kept());
    }

    @Test
    void theNewestOfAFileGoesOnlyWhenItIsOldAndInTheWay() throws IOException {
        keep("deep/er/old.bin", "x".repeat(600));
        daysGoBy(31);
        assertEquals(List.of("deep/er/old.bin"), kept());
        keep("new.bin", "x".repeat(600));
        versions.prune(MONTH, content -> false);
        assertEquals(List.of("new.bin"), kept());
        assertFalse(Files.exists(root.resolve(".navette/versions/deep")));
    }

    @Test
    void theOldestGoWhenTheyAreTooManyBytes() throws IOException {
        for (int i = 0; i < 6; i++) {
            keep("v", (char) ('0' + i) + "x".repeat(299));
            now = now.plusSeconds(1);
        }
        versions.prune(MONTH, content -> false);
        List<String> left = new ArrayList<>();
        for (Version version : versions.list(RelativePath.ROOT)) {
            left.add(Files.readString(version.file()).substring(0, 1));
        }
        assertEquals(List.of("5", "4", "3", "2"), left, "the newest, and three others");
    }

    @Test
    void aVersionLargerThanAllThatIsKeptTakesNoneWithIt() throws IOException {
        keep("small.txt", "older");
        now = now.plusSeconds(1);
        keep("small.txt", "newer");
        now = now.plusSeconds(1);
        keep("disk.img", "x".repeat(1100));
        versions.prune(MONTH, content -> false);
        assertEquals(List.of("disk.img", "small.txt", "small.txt"), kept());
    }

    @Test
    void aClockThatWasBehindMakesNoVersionOld() throws IOException {
        Instant right = now;
        now = right.minus(Duration.ofDays(60));
        keep("a.txt", "1");
        keep("a.txt", "2");
        versions.prune(MONTH, content -> false);
        now = right;
        versions.prune(MONTH, content -> false);
        now = now.plus(Duration.ofHours(1));
        versions.prune(MONTH, content -> false);
        assertEquals(2, kept().size());
    }

    @Test
    void aClockThatJumpsAheadAndBackMakesNoVersionOld() throws IOException {
        keep("a.txt", "1");
        keep("a.txt", "2");
        Instant right = now;
        for (int jump = 0; jump < 100; jump++) {
            versions.prune(MONTH, content -> false);
            now = jump % 2 == 0 ? right.plus(Duration.ofDays(60)) : right.plus(Duration.ofHours(jump));
        }
        assertEquals(2, kept().size());
    }

    @Test
    void afterAClockThatWasAheadForOnceTimeCountsAgain() throws IOException {
        keep("a.txt", "1");
        keep("a.txt", "2");
        Instant right = now;
        now = right.plus(Duration.ofDays(36_500));
        versions.prune(MONTH, content -> false);
        now = right;
        daysGoBy(36);
        assertEquals(2, kept().size());
        daysGoBy(5);
        assertEquals(1, kept().size());
    }

    @Test
    void agesThatCannotBeReadMakeEverythingNew() throws IOException {
        keep("a.txt", "1");
        keep("a.txt", "2");
        daysGoBy(20);
        Files.writeString(root.resolve(".navette/version-ages"), "nonsense");
        daysGoBy(20);
        assertEquals(2, kept().size());
        daysGoBy(11);
        assertEquals(1, kept().size());
    }

    @Test
    void aNameThatIsTooLongWithItsTimeIsKeptAndListedUnderItsOwn() throws IOException {
        for (String name : List.of("n".repeat(240), "é".repeat(127) + "x", "n".repeat(251) + ".txt")) {
            RelativePath path = RelativePath.of("deep/" + name);
            keep(path.value(), "first");
            now = now.plusSeconds(60);
            keep(path.value(), "second");
            List<Version> found = versions.list(path);
            assertEquals(2, found.size());
            assertEquals(path, found.getFirst().path());
            assertEquals(now, found.getFirst().until());
            assertEquals("second", Files.readString(found.getFirst().file()));
        }
        daysGoBy(31);
        assertEquals(3, kept().size(), "the newest of each");
    }

    @Test
    void aPathThatIsTooLongBelowTheStoreIsKeptUnderItsHash() throws IOException {
        // Longer than the system takes once the store's own folders stand before it.
        String folder = String.join("/", Collections.nCopies(20, "f".repeat(200)));
        RelativePath path = RelativePath.of(folder + "/" + "n".repeat(60));
        keep(path.value(), "deep down");
        assertEquals(path, versions.list(path).getFirst().path());
        assertEquals(
                "deep down", Files.readString(versions.list(path).getFirst().file()));
    }

    @Test
    void theNoteOfALongNameGoesWithItsLastVersion() throws IOException {
        keep("n".repeat(250), "x".repeat(600));
        daysGoBy(31);
        keep("m", "x".repeat(600));
        versions.prune(MONTH, content -> false);
        assertEquals(List.of("m"), kept());
        assertFalse(Files.exists(root.resolve(".navette/versions/.long-names")));
    }

    @Test
    void whatSomebodyElsePutThereIsLeftAlone() throws IOException {
        keep("a", "1");
        Path strange = root.resolve(".navette/versions/notes@yesterday");
        Files.writeString(strange, "mine");
        daysGoBy(40);
        assertEquals(List.of("a"), kept());
        assertTrue(Files.exists(strange));
    }
}
