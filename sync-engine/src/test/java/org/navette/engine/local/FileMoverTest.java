// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.engine.local.FileMover.Interference;
import org.navette.engine.local.FileMover.Moment;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;

/** Somebody saves between any two steps, on every kind of disk: what they saved keeps a name, or is in the version store. */
class FileMoverTest {
    /** What a disk can do, from the best to exFAT through FUSE. */
    enum Ability {
        ATOMIC,
        NO_EXCHANGE,
        LINKS_ONLY,
        NOTHING;

        FileMover mover(Interference others) {
            RenameCalls real = RenameCalls.ofThisSystem();
            RenameCalls calls = switch (this) {
                case ATOMIC -> real;
                case NO_EXCHANGE -> new WithoutExchange(real);
                case LINKS_ONLY, NOTHING -> RenameCalls.NONE;
            };
            return new FileMover(calls, this != NOTHING, others);
        }
    }

    private record WithoutExchange(RenameCalls real) implements RenameCalls {
        @Override
        public boolean renameToFree(Path from, Path to) throws IOException {
            return real.renameToFree(from, to);
        }

        @Override
        public boolean exchange(Path one, Path other) {
            return false;
        }

        @Override
        public void removeEmptyFolder(Path folder) throws IOException {
            real.removeEmptyFolder(folder);
        }
    }

    private static final RelativePath FILE = RelativePath.of("f.txt");

    @TempDir
    Path root;

    private DiskStore store(Ability ability, Interference others) {
        return new DiskStore(root, Optional.empty(), Clock.systemUTC(), ability.mover(others));
    }

    private DiskStore store(Ability ability, Map<Moment, Interference> deeds) {
        List<Moment> done = new ArrayList<>();
        return store(ability, moment -> {
            Interference operation = deeds.get(moment);
            if (operation != null && !done.contains(moment)) {
                done.add(moment);
                operation.at(moment);
            }
        });
    }

    private LocalState write(String content) throws IOException {
        Files.writeString(root.resolve("f.txt"), content);
        return store(Ability.ATOMIC, Map.of()).look(FILE).orElseThrow();
    }

    /** As editors save: a new file, renamed over the old one. */
    private Interference saves(String content) {
        return moment -> {
            Path fresh = Files.writeString(Files.createTempFile("save", ".tmp"), content);
            Files.move(fresh, root.resolve("f.txt"), StandardCopyOption.REPLACE_EXISTING);
        };
    }

    private static Staged stage(DiskStore store) throws IOException {
        return store.stage(out -> out.write("from the server".getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertChanged(StoreException thrown) {
        assertInstanceOf(Failure.ChangedMeanwhile.class, thrown.failure());
    }

    /** Of every file below the root, Navette's corner too. */
    private List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        try (var all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".navette/replaced") && !file.endsWith(".navette/unsent-versions"))
                    .toList()) {
                contents.add(Files.readString(file));
            }
        }
        return contents;
    }

    private String inFile() throws IOException {
        return Files.readString(root.resolve("f.txt"));
    }

    @Test
    void thisLinuxRenamesWithoutReplacingAndExchanges() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "renameat2 is Linux's");
        RenameCalls calls = RenameCalls.ofThisSystem();
        Path a = Files.writeString(root.resolve("é a"), "a");
        Path b = Files.writeString(root.resolve("b"), "b");
        assertTrue(calls.exchange(a, b));
        assertEquals("b", Files.readString(a));
        assertThrows(FileAlreadyExistsException.class, () -> calls.renameToFree(a, b));
        assertThrows(NoSuchFileException.class, () -> calls.renameToFree(root.resolve("none"), root.resolve("c")));
        assertTrue(calls.renameToFree(a, root.resolve("c")));
        assertFalse(Files.exists(a));
    }

    @ParameterizedTest
    @EnumSource(Ability.class)
    void whatIsReplacedGoesToTheVersionStoreOnEveryDisk(Ability ability) throws IOException {
        LocalState seen = write("seen");
        DiskStore store = store(ability, Map.of());
        store.place(stage(store), FILE, Optional.of(seen), Optional.empty());
        assertEquals("from the server", inFile());
        assertTrue(contents().contains("seen"));
        assertEquals(2, contents().size(), "nothing is left in between: " + contents());
    }

    @ParameterizedTest
    @EnumSource(Ability.class)
    void aSaveRightBeforeAReplacementIsPutBack(Ability ability) throws IOException {
        LocalState seen = write("seen");
        DiskStore store = store(ability, Map.of(Moment.BEFORE_RENAME, saves("saved")));
        Staged staged = stage(store);
        assertChanged(assertThrows(
                StoreException.class, () -> store.place(staged, FILE, Optional.of(seen), Optional.empty())));
        assertEquals("saved", inFile());
    }

    /** An edit of the same size in the tick of a coarse clock in which the file was read: only its content tells. */
    @ParameterizedTest
    @EnumSource(Ability.class)
    void anEditBehindAStampThatWasTooYoungIsPutBack(Ability ability) throws IOException {
        write("seen");
        DiskStore store = store(ability, Map.of());
        LocalState seen = store.hash(FILE);
        assertTrue(seen.racy());
        FileTime tick = Files.getLastModifiedTime(root.resolve("f.txt"));
        Files.writeString(root.resolve("f.txt"), "edit");
        Files.setLastModifiedTime(root.resolve("f.txt"), tick);
        Staged staged = stage(store);
        assertChanged(assertThrows(
                StoreException.class, () -> store.place(staged, FILE, Optional.of(seen), Optional.empty())));
        assertEquals("edit", inFile());
        assertChanged(assertThrows(StoreException.class, () -> store.trash(FILE, seen)));
        assertEquals("edit", inFile());
        assertEquals(List.of(), store.lateSaves());
    }

    /** With exchange, the save goes over our own content; without, into a name that is free for a moment. */
    @ParameterizedTest
    @EnumSource(Ability.class)
    void aSaveRightAfterAReplacementStays(Ability ability) throws IOException {
        LocalState seen = write("seen");
        DiskStore store = store(ability, Map.of(Moment.EXCHANGED, saves("saved"), Moment.TAKEN_AWAY, saves("saved")));
        Staged staged = stage(store);
        if (ability == Ability.ATOMIC) {
            store.place(staged, FILE, Optional.of(seen), Optional.empty());
        } else {
            assertChanged(assertThrows(
                    StoreException.class, () -> store.place(staged, FILE, Optional.of(seen), Optional.empty())));
        }
        assertEquals("saved", inFile());
        assertTrue(contents().contains("seen"));
    }

    @ParameterizedTest
    @EnumSource(Ability.class)
    void twoSavesAroundAReplacementBothStay(Ability ability) throws IOException {
        LocalState seen = write("seen");
        List<Moment> acted = new ArrayList<>();
        DiskStore store =
                store(ability, Map.of(Moment.BEFORE_RENAME, saves("first save"), Moment.BEFORE_PUTTING_BACK, now -> {
                    acted.add(now);
                    saves("second save").at(now);
                }));
        Staged staged = stage(store);
        assertChanged(assertThrows(
                StoreException.class, () -> store.place(staged, FILE, Optional.of(seen), Optional.empty())));
        assertEquals(acted.isEmpty() ? "first save" : "second save", inFile());
        assertTrue(contents().contains("first save"));
        assertEquals(acted.isEmpty() ? 0 : 1, store.lateSaves().size(), "what lost its name gets another");
        assertTrue(ability != Ability.ATOMIC || !acted.isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Ability.class)
    void aSaveRightBeforeADeletionIsPutBack(Ability ability) throws IOException {
        LocalState seen = write("seen");
        DiskStore store = store(ability, Map.of(Moment.BEFORE_RENAME, saves("saved")));
        assertChanged(assertThrows(StoreException.class, () -> store.trash(FILE, seen)));
        assertEquals("saved", inFile());
    }

    @ParameterizedTest
    @EnumSource(Ability.class)
    void twoSavesAroundADeletionBothStay(Ability ability) throws IOException {
        LocalState seen = write("seen");
        DiskStore store = store(
                ability,
                Map.of(Moment.BEFORE_RENAME, saves("first save"), Moment.BEFORE_PUTTING_BACK, saves("second save")));
        assertChanged(assertThrows(StoreException.class, () -> store.trash(FILE, seen)));
        assertEquals("second save", inFile());
        assertTrue(contents().contains("first save"));
    }

    /** The loss that was shown: a save over the old name between link() and unlink() went with it. */
    @ParameterizedTest
    @EnumSource(Ability.class)
    void aSaveWhileAFileIsRenamedIsNeverLost(Ability ability) throws IOException {
        for (Moment moment : Moment.values()) {
            Files.deleteIfExists(root.resolve("g.txt"));
            write("seen");
            List<Moment> acted = new ArrayList<>();
            DiskStore store = store(ability, Map.of(moment, now -> {
                acted.add(now);
                saves("saved at " + now).at(now);
            }));
            try {
                store.move(FILE, RelativePath.of("g.txt"));
            } catch (StoreException e) {
                assertChanged(e);
            }
            String saved = acted.isEmpty() ? "seen" : "saved at " + moment;
            assertTrue(contents().contains(saved), ability + " at " + moment + ": " + contents());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Ability.class,
            names = {"ATOMIC", "NO_EXCHANGE", "LINKS_ONLY"})
    void aFileThatAppearsAtTheLastMomentIsNotReplaced(Ability ability) throws IOException {
        DiskStore store = store(ability, Map.of(Moment.BEFORE_RENAME, saves("just created")));
        Staged staged = stage(store);
        assertChanged(assertThrows(
                StoreException.class, () -> store.place(staged, FILE, Optional.empty(), Optional.empty())));
        assertEquals("just created", inFile());
    }

    @Test
    void aFolderThatBecomesAFileIsNotRemoved() throws IOException {
        assumeTrue(
                RenameCalls.ofThisSystem() instanceof PosixRenameCalls,
                "elsewhere Java's own removal of files and folders is used");
        Path folder = Files.writeString(root.resolve("d"), "a file by now");
        assertThrows(
                NotDirectoryException.class, () -> RenameCalls.ofThisSystem().removeEmptyFolder(folder));
        assertEquals("a file by now", Files.readString(folder));
    }

    /** A file of 16 appended lines was lost to a copy and a deletion: between two disks nothing is moved at all. */
    @Test
    void nothingIsMovedBetweenTwoDisks(@TempDir Path here) throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isDirectory(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(here)),
                "needs a second disk at /dev/shm");
        Path other = Files.createTempDirectory(memory, "navette");
        try {
            for (Ability ability : Ability.values()) {
                FileMover mover = ability.mover(Interference.NONE);
                Path file = Files.writeString(other.resolve("f"), "there");
                Path folder = Files.createDirectories(other.resolve("d"));
                Files.writeString(folder.resolve("inner"), "there");
                assertThrows(OtherDiskException.class, () -> mover.seize(file, here.resolve("f")));
                assertThrows(
                        OtherDiskException.class, () -> mover.move(folder, here.resolve("d"), here.resolve("between")));
                assertThrows(
                        OtherDiskException.class,
                        () -> mover.release(Files.writeString(here.resolve("own"), "ours"), other.resolve("new")));
                assertEquals("there", Files.readString(file));
                assertEquals("there", Files.readString(folder.resolve("inner")));
                try (var left = Files.list(here)) {
                    assertEquals(List.of(here.resolve("own")), left.toList());
                }
            }
        } finally {
            for (String name : List.of("d/inner", "d", "f", "")) {
                Files.deleteIfExists(other.resolve(name));
            }
        }
    }
}
