// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.Entries;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore.Listing;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;

class DiskStoreTest {
    @TempDir
    Path root;

    private DiskStore store;

    @BeforeEach
    void open() {
        store = new DiskStore(root, Optional.empty(), Clock.systemUTC());
    }

    private static RelativePath path(String value) {
        return RelativePath.of(value);
    }

    private Staged stage(String content) throws IOException {
        return store.stage(out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    private LocalState write(String name, String content) throws IOException {
        Files.writeString(root.resolve(name), content);
        return store.look(path(name)).orElseThrow();
    }

    private void assertChanged(Executable attempt) {
        Failure failure = assertThrows(StoreException.class, attempt).failure();
        assertInstanceOf(Failure.ChangedMeanwhile.class, failure);
    }

    private List<String> versions() throws IOException {
        Path folder = root.resolve(".navette/versions");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replaceAll("@.*", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void listsFilesAndFoldersButNeitherLinksNorItsOwnCorner() throws IOException {
        write("é à.txt", "12345");
        Files.createDirectory(root.resolve("folder"));
        Files.createSymbolicLink(root.resolve("link"), root.resolve("folder"));
        stage("something");
        Listing listing = store.list(RelativePath.ROOT);
        assertEquals(Set.of("é à.txt", "folder"), listing.children().keySet());
        assertEquals(5, store.look(path("é à.txt")).orElseThrow().stamp().size());
        assertEquals("link", listing.problems().getFirst().where());
    }

    @Test
    void aListingAndALookSayTheSame() throws IOException {
        write("é à.txt", "12345");
        Files.setLastModifiedTime(
                root.resolve("é à.txt"), FileTime.from(Instant.parse("1960-01-02T03:04:05.678901234Z")));
        write("late", "x");
        Files.setLastModifiedTime(root.resolve("late"), FileTime.from(Instant.parse("2400-01-02T03:04:05Z")));
        Files.createDirectory(root.resolve("folder"));
        for (var child : store.list(RelativePath.ROOT).children().entrySet()) {
            assertEquals(Optional.of(child.getValue()), store.look(path(child.getKey())), child.getKey());
        }
    }

    @Test
    void whatIsPlacedIsWholeAndDurableAndTheOldContentIsKept() throws IOException {
        LocalState old = write("f.txt", "old");
        Staged staged = stage("new content");
        assertEquals(Entries.hash("new content"), staged.content());
        assertEquals("old", Files.readString(root.resolve("f.txt")), "nothing is to be seen of it before");
        Instant then = Instant.parse("2020-01-02T03:04:05Z");
        LocalState placed = store.place(staged, path("f.txt"), Optional.of(old), Optional.of(then));
        assertEquals("new content", Files.readString(root.resolve("f.txt")));
        assertEquals(FileTime.from(then), Files.getLastModifiedTime(root.resolve("f.txt")));
        assertEquals(Optional.of(placed), store.look(path("f.txt")));
        assertEquals(List.of("f.txt"), versions());
    }

    @Test
    void anEditThatSlippedInIsNotReplaced() throws IOException {
        LocalState seen = write("f.txt", "seen");
        write("f.txt", "edited since");
        Staged staged = stage("from the server");
        assertChanged(() -> store.place(staged, path("f.txt"), Optional.of(seen), Optional.empty()));
        assertEquals("edited since", Files.readString(root.resolve("f.txt")));
        store.discard(staged);
    }

    @Test
    void aFileThatAppearedIsNotReplaced() throws IOException {
        Staged staged = stage("from the server");
        write("f.txt", "just created");
        assertChanged(() -> store.place(staged, path("f.txt"), Optional.empty(), Optional.empty()));
        assertEquals("just created", Files.readString(root.resolve("f.txt")));
    }

    @Test
    void aMoveNeverGoesOverAnything() throws IOException {
        write("a", "a");
        write("b", "b");
        assertChanged(() -> store.move(path("a"), path("b")));
        assertEquals("b", Files.readString(root.resolve("b")));
    }

    @Test
    void whatIsTrashedIsKeptAndOnlyIfItIsWhatWasSeen() throws IOException {
        LocalState seen = write("f.txt", "seen");
        store.trash(path("f.txt"), seen);
        assertFalse(Files.exists(root.resolve("f.txt")));
        assertEquals(List.of("f.txt"), versions());

        write("f.txt", "other");
        assertChanged(() -> store.trash(path("f.txt"), seen));
        assertEquals("other", Files.readString(root.resolve("f.txt")));
    }

    private static boolean isJunk(RelativePath file, LocalState state) {
        return IgnoreRules.JUNK_ONLY.isJunk(file, state.stamp().size());
    }

    @Test
    void whatIsNoJunkKeepsTheFolderWithItsJunkToo() throws IOException {
        Files.createDirectories(root.resolve("d/Thumbs.db"));
        write("d/.DS_Store", "junk");
        write("d/Thumbs.db/letter", "mine");
        assertChanged(() -> store.removeFolder(path("d"), (file, state) -> true));
        assertEquals("mine", Files.readString(root.resolve("d/Thumbs.db/letter")));
        assertEquals("junk", Files.readString(root.resolve("d/.DS_Store")));
        assertEquals(List.of(), versions());
    }

    @Test
    void aFolderGoesWithItsJunkButNotWithAnythingElse() throws IOException {
        Files.createDirectory(root.resolve("d"));
        write("d/.DS_Store", "junk");
        write("d/mine.txt", "mine");
        assertChanged(() -> store.removeFolder(path("d"), DiskStoreTest::isJunk));
        assertEquals("mine", Files.readString(root.resolve("d/mine.txt")));
        Files.delete(root.resolve("d/mine.txt"));
        store.removeFolder(path("d"), DiskStoreTest::isJunk);
        assertFalse(Files.exists(root.resolve("d")));
        assertEquals(List.of("d/.DS_Store"), versions());
    }

    @Test
    void aStreamThatBreaksLeavesNothing() throws IOException {
        assertThrows(
                IOException.class,
                () -> store.stage(out -> {
                    out.write(1);
                    throw new IOException("the line broke");
                }));
        try (var left = Files.list(root.resolve(".navette/tmp"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aFolderThatCannotBeReadIsUnknownNotEmpty() throws IOException {
        write("f.txt", "a file");
        assertThrows(StoreException.class, () -> store.list(path("f.txt")));
        assertThrows(StoreException.class, () -> store.list(path("nowhere")));
    }

    @Test
    void onlyAnOldStampIsRelied() throws IOException {
        LocalState young = write("young", "x");
        assertTrue(young.racy());
        assertTrue(store.hash(path("young")).racy());
        assertTrue(store.list(RelativePath.ROOT).children().values().stream().allMatch(LocalState::racy));
        long written = young.stamp().modifiedNanos();
        DiskStore later = new DiskStore(root, () -> written + TimeUnit.SECONDS.toNanos(10));
        assertFalse(later.look(path("young")).orElseThrow().racy());
        assertFalse(later.hash(path("young")).racy());
        assertTrue(later.list(RelativePath.ROOT).children().values().stream().noneMatch(LocalState::racy));
    }

    /** However long a transfer takes: the stamp that comes with a hash says how young it was before the file was read. */
    @Test
    void theYouthOfAStampIsThatOfTheMomentBeforeItsFileWasRead() throws IOException {
        LocalState young = write("young", "x");
        AtomicLong disk = new AtomicLong(young.stamp().modifiedNanos() + TimeUnit.SECONDS.toNanos(1));
        DiskStore slow = new DiskStore(root, () -> disk.getAndAdd(TimeUnit.SECONDS.toNanos(20)));
        LocalState hashed = slow.hash(path("young"));
        assertTrue(hashed.racy(), "an edit right after the reading may leave the same stamp");
        assertFalse(slow.hash(path("young")).racy());
    }

    @Test
    void theTimeOfADiskIsItsOwnWhateverThisComputersClockSays() throws IOException {
        Files.createDirectory(root.resolve(".navette"));
        for (Instant wrong : List.of(Instant.parse("1999-01-01T00:00:00Z"), Instant.parse("2077-01-01T00:00:00Z"))) {
            DiskStore skewed = new DiskStore(root, Optional.empty(), () -> wrong);
            assertTrue(write("young", "written at " + wrong).racy());
            assertTrue(skewed.look(path("young")).orElseThrow().racy());
        }
        AtomicLong ticks = new AtomicLong();
        DiskClock clock = new DiskClock.Asking(root.resolve(".navette"), () -> Instant.EPOCH, ticks::get);
        long first = clock.nanos();
        ticks.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertEquals(first + TimeUnit.SECONDS.toNanos(5), clock.nanos(), "not asked again so soon");
        try (var left = Files.list(root.resolve(".navette"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void anEditThatRestoresTheTimeShowsInTheStamp() throws IOException {
        LocalState before = write("vault", "secret 1");
        FileTime time = Files.getLastModifiedTime(root.resolve("vault"));
        for (int i = 0; i < 100 && store.look(path("vault")).orElseThrow().equals(before); i++) {
            Files.writeString(root.resolve("vault"), "secret 2");
            Files.setLastModifiedTime(root.resolve("vault"), time);
        }
        LocalState after = store.look(path("vault")).orElseThrow();
        assertEquals(before.stamp().modifiedNanos(), after.stamp().modifiedNanos());
        assertFalse(before.stamp().equals(after.stamp()), "its change time betrays it");
    }

    @Test
    void aDiskThatIsPulledOutIsNotAnEmptiedFolder() throws IOException {
        String marker = FolderMarker.readOrMake(root);
        DiskStore marked = new DiskStore(root, Optional.of(marker), Clock.systemUTC());
        marked.requireRoot();
        Path pulledOut = root.resolveSibling(root.getFileName() + "-pulled-out");
        Files.move(root, pulledOut);
        Files.createDirectory(root);
        try {
            Failure failure =
                    assertThrows(StoreException.class, marked::requireRoot).failure();
            assertInstanceOf(Failure.LocalRootReplaced.class, failure);
        } finally {
            Files.delete(root);
            Files.move(pulledOut, root);
        }
        marked.requireRoot();
    }
}
