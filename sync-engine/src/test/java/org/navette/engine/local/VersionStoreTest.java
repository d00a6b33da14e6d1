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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.local.VersionStore.Retention;
import org.navette.engine.local.VersionStore.Version;
import org.navette.engine.tree.RelativePath;

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

    @Test
    void whatIsOlderThanAMonthGoesWithItsFolder() throws IOException {
        keep("deep/er/old.txt", "old");
        now = now.plus(Duration.ofDays(20));
        keep("deep/young.txt", "young");
        now = now.plus(Duration.ofDays(11));
        versions.prune(MONTH);
        assertEquals(List.of("deep/young.txt"), kept());
        assertFalse(Files.exists(root.resolve(".navette/versions/deep/er")));
    }

    @Test
    void theOldestGoWhenTheyAreTooManyBytes() throws IOException {
        for (int i = 0; i < 5; i++) {
            keep("v" + i, "x".repeat(300));
            now = now.plusSeconds(1);
        }
        versions.prune(MONTH);
        assertEquals(List.of("v4", "v3", "v2"), kept());
    }

    @Test
    void whatSomebodyElsePutThereIsLeftAlone() throws IOException {
        keep("a", "1");
        Path strange = root.resolve(".navette/versions/notes@yesterday");
        Files.writeString(strange, "mine");
        now = now.plus(Duration.ofDays(400));
        versions.prune(MONTH);
        assertEquals(List.of(), kept());
        assertTrue(Files.exists(strange));
    }
}
