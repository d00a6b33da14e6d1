// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.Entries;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore.Listing;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;

/** A folder is swapped for a symbolic link to somewhere else, again and again: nothing is read or written there. */
class SwappedFolderTest {
    private static final int TRIES = 400;
    private static final RelativePath FOLDER = RelativePath.of("d");

    @TempDir
    Path temp;

    private Path root;
    private Path outside;
    private DiskStore store;

    @BeforeEach
    void makeBoth() throws IOException {
        assumeTrue(LinuxFolders.areHere(), "folders are held open on Linux");
        root = Files.createDirectory(temp.resolve("root"));
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        Files.writeString(outside.resolve("both.txt"), "secret");
        Files.createDirectory(root.resolve("d"));
        Files.createSymbolicLink(temp.resolve("link"), outside);
        store = new DiskStore(root, Optional.empty(), Clock.systemUTC());
    }

    @FunctionalInterface
    private interface Operation {
        void run(int attempt) throws IOException;
    }

    /** Until it has happened both ways, as chance has it, in so many tries at least. */
    private void whileSwapping(Operation operation) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Thread swapper = Thread.ofPlatform().start(() -> {
            while (!enough.get()) {
                try {
                    RenameCalls.ofThisSystem().exchange(root.resolve("d"), temp.resolve("link"));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        try {
            int done = 0;
            int refused = 0;
            for (int i = 0; i < TRIES || done == 0 || refused == 0; i++) {
                try {
                    operation.run(i);
                    done++;
                } catch (StoreException e) {
                    assertTrue(
                            e.failure() instanceof Failure.ChangedMeanwhile || e.failure() instanceof Failure.Missing,
                            e.failure().toString());
                    refused++;
                }
            }
        } finally {
            enough.set(true);
            swapper.join();
        }
        try (var left = Files.list(outside)) {
            assertEquals(
                    Set.of("secret.txt", "both.txt"),
                    Set.copyOf(left.map(file -> file.getFileName().toString()).toList()));
        }
        assertEquals("secret", Files.readString(outside.resolve("both.txt")));
    }

    private Staged stage(String content) throws IOException {
        return store.stage(out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void nothingIsPlacedThroughIt() throws Exception {
        whileSwapping(i -> {
            Staged staged = stage("from the server");
            try {
                store.place(staged, FOLDER.child("new" + i), Optional.empty(), Optional.empty());
            } finally {
                store.discard(staged);
            }
        });
    }

    @Test
    void nothingIsReplacedOrTrashedThroughIt() throws Exception {
        Files.writeString(root.resolve("d/both.txt"), "ours");
        whileSwapping(i -> {
            LocalState seen = store.hash(FOLDER.child("both.txt"));
            assertNotEquals(Optional.of(Entries.hash("secret")), seen.content());
            Staged staged = stage("from the server");
            try {
                store.place(staged, FOLDER.child("both.txt"), Optional.of(seen), Optional.empty());
            } finally {
                store.discard(staged);
            }
        });
    }

    @Test
    void noFolderIsMadeOrRemovedThroughIt() throws Exception {
        whileSwapping(i -> {
            store.makeFolder(FOLDER.child("f" + i));
            store.removeFolder(FOLDER.child("f" + i), (path, state) -> false);
        });
    }

    @Test
    void nothingIsMovedThroughIt() throws Exception {
        whileSwapping(i -> {
            RelativePath file = RelativePath.of("m" + i);
            Files.writeString(root.resolve(file.value()), "ours");
            store.move(file, FOLDER.child("m" + i));
        });
    }

    @Test
    void nothingIsReadOrListedThroughIt() throws Exception {
        Files.writeString(root.resolve("d/both.txt"), "ours");
        whileSwapping(i -> {
            Listing listing = store.list(FOLDER);
            assertEquals(Set.of("both.txt"), listing.children().keySet());
            try (var in = store.open(FOLDER.child("both.txt"))) {
                assertEquals("ours", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            assertEquals(
                    Optional.of(Entries.hash("ours")),
                    store.hash(FOLDER.child("both.txt")).content());
        });
    }

    @Test
    void aLinkAnywhereOnTheWayIsRefusedPartByPartToo() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.createSymbolicLink(root.resolve("a/link"), outside);
        Path real = root.toRealPath();
        LinuxFolders.openPartByPart(real, RelativePath.of("a/b")).close();
        LinuxFolders.openPartByPart(real, RelativePath.ROOT).close();
        for (String way : List.of("a/link", "a/link/deeper")) {
            assertThrows(NotDirectoryException.class, () -> LinuxFolders.openPartByPart(real, RelativePath.of(way)));
            assertThrows(NotDirectoryException.class, () -> LinuxFolders.open(real, RelativePath.of(way)));
        }
    }

    @Test
    void aRootThatMovedAndLeftALinkIsFollowed() throws IOException {
        store.list(RelativePath.ROOT);
        Path moved = Files.move(root, temp.resolve("moved"));
        Files.createSymbolicLink(root, moved);
        assertEquals(Set.of("d"), store.list(RelativePath.ROOT).children().keySet());
        assertInstanceOf(LocalState.class, store.look(FOLDER).orElseThrow());
    }
}
