// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.navette.engine.local.FaultyRenames.Fault;
import org.navette.engine.local.FaultyRenames.Stopped;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;

/**
 * The real disk store on a real disk, where each call that changes names goes wrong in turn: the process ends before or after
 * it, or the system refuses it. What a person wrote is then under its name or in the version store, whole; under a name people see
 * stands nothing but whole contents; and the same thing done again comes through.
 */
class FaultyDiskTest {
    private static final int MOST_CALLS = 40;
    private static final RelativePath FILE = RelativePath.of("d/report.odt");
    private static final RelativePath MOVED = RelativePath.of("d/renamed.odt");
    private static final String OLD = "what both sides had";
    private static final String NEW = "what the server has by now";

    /** What the system says when it refuses. */
    private static final List<String> REASONS =
            List.of("No space left on device", "Input/output error", "Permission denied");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    /** What is done to the disk; it may be done again after it was broken off. */
    enum Story {
        RECEIVE_NEW {
            @Override
            void tell(DiskStore disk) throws IOException {
                disk.place(staged(disk), MOVED, Optional.empty(), Optional.empty());
            }
        },
        REPLACE {
            @Override
            void tell(DiskStore disk) throws IOException {
                disk.place(staged(disk), FILE, Optional.of(seen(disk)), Optional.empty());
            }
        },
        TRASH {
            @Override
            void tell(DiskStore disk) throws IOException {
                disk.trash(FILE, seen(disk));
            }
        },
        RENAME {
            @Override
            void tell(DiskStore disk) throws IOException {
                disk.move(FILE, MOVED);
            }
        },
        REMOVE_FOLDER {
            @Override
            void tell(DiskStore disk) throws IOException {
                disk.trash(FILE, seen(disk));
                disk.removeFolder(FILE.folder(), (path, state) -> path.name().startsWith("junk"));
            }
        };

        abstract void tell(DiskStore disk) throws IOException;

        private static Staged staged(DiskStore disk) throws IOException {
            Staged staged = disk.stage(out -> out.write(NEW.getBytes(StandardCharsets.UTF_8)));
            disk.fsync(List.of(staged));
            return staged;
        }

        private static LocalState seen(DiskStore disk) throws IOException {
            return disk.look(FILE).orElseThrow();
        }
    }

    /** A disk that can do all, and one on which only links keep a name from being replaced. */
    private static Stream<Arguments> stories() {
        return Stream.of(Story.values())
                .flatMap(story -> Stream.of(Fault.values())
                        .flatMap(fault -> Stream.of(true, false).map(able -> Arguments.of(story, fault, able))));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void nothingIsLostWhicheverCallGoesWrong(Story story, Fault fault, boolean able) throws IOException {
        RenameCalls real = able ? RenameCalls.ofThisSystem() : RenameCalls.NONE;
        boolean happened = true;
        int call = 0;
        while (happened) {
            call++;
            assertTrue(call < MOST_CALLS, "a story without end");
            Path root = folder(story + "-" + call);
            FaultyRenames faulty = new FaultyRenames(real, fault, call, REASONS.get(call % REASONS.size()));
            boolean ended = tell(story, new DiskStore(root, Optional.empty(), InstantSource.system(), mover(faulty)));
            happened = faulty.happened();
            String what = story + ", " + fault + " at call " + call;
            assertTrue(happened || ended, what + ": it fails without a fault");
            requireWhole(root, what);
            // The next one finds what there is, and goes on.
            SafeWriter.clearStaging(root);
            DiskStore sound = new DiskStore(root, Optional.empty(), InstantSource.system());
            if (story == Story.REPLACE && !Files.exists(root.resolve(FILE.value()))) {
                assertTrue(contents(root.resolve(Disk.OWN_FOLDER)).contains(OLD), what);
            } else if (sound.look(FILE).isPresent() && !visible(root).contains(NEW)) {
                assertTrue(tell(story, sound), what + ": it cannot be done again");
                requireWhole(root, what + ", done again");
            }
        }
        assertTrue(call > 1 || !able, "no call of the system was seen in " + story);
    }

    /** An exchange that replaces, as a plain rename would, is noticed. */
    @Test
    void theChecksCanFail() throws IOException {
        RenameCalls replacing = new RenameCalls() {
            @Override
            public boolean renameToFree(Path from, Path to) throws IOException {
                return RenameCalls.ofThisSystem().renameToFree(from, to);
            }

            @Override
            public boolean exchange(Path one, Path other) throws IOException {
                Files.copy(one, other, StandardCopyOption.REPLACE_EXISTING);
                return true;
            }

            @Override
            public void removeEmptyFolder(Path folder) throws IOException {
                Files.delete(folder);
            }
        };
        Path root = folder("replacing");
        FileMover mover = new FileMover(replacing, true, FileMover.Interference.NONE);
        assertFalse(tell(Story.REPLACE, new DiskStore(root, Optional.empty(), InstantSource.system(), mover)));
        assertThrows(AssertionError.class, () -> requireWhole(root, "replacing"));
    }

    private static FileMover mover(FaultyRenames faulty) {
        return new FileMover(faulty, true, faulty);
    }

    private Path folder(String name) throws IOException {
        Path root = Files.createDirectories(temporary.resolve(name));
        Files.createDirectories(root.resolve("d"));
        Files.writeString(root.resolve(FILE.value()), OLD);
        Files.writeString(root.resolve("d/junk"), "junk");
        return root;
    }

    /** Whether it came through. */
    private static boolean tell(Story story, DiskStore disk) {
        try {
            story.tell(disk);
            return true;
        } catch (Stopped | IOException e) {
            return false;
        }
    }

    private static void requireWhole(Path root, String what) throws IOException {
        List<String> all = contents(root);
        assertTrue(all.contains(OLD), what + ": what a person wrote is nowhere: " + all);
        for (String content : visible(root)) {
            assertTrue(List.of(OLD, NEW, "junk").contains(content), what + ": a part of a content: " + content);
        }
        assertFalse(visible(root).stream().filter(OLD::equals).count() > 1, what + ": it is there twice");
        assertEquals(List.of(), ours(root), what);
    }

    private static List<String> visible(Path root) throws IOException {
        return read(root, false);
    }

    private static List<String> contents(Path root) throws IOException {
        return Files.exists(root) ? read(root, true) : List.of();
    }

    private static List<String> read(Path root, boolean own) throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> own || !root.relativize(file).startsWith(Disk.OWN_FOLDER))
                    .forEach(file -> {
                        try {
                            contents.add(Files.readString(file));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        return contents;
    }

    /** Names of our own that people would see. */
    private static List<Path> ours(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !root.relativize(file).startsWith(Disk.OWN_FOLDER))
                    .filter(file -> String.valueOf(file.getFileName()).contains("navette-"))
                    .toList();
        }
    }
}
