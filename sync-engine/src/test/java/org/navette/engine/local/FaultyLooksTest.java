// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.engine.disk.FaultyCalls;
import org.navette.engine.disk.FaultyCalls.Fault;
import org.navette.engine.port.LocalStore.Listing;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/**
 * The real scanner and the real version store, where calls of the system fail now and then: what could not be looked at is unknown
 * and never absent, and no version is lost.
 */
@Tag("thorough")
class FaultyLooksTest {
    private static final int ROUNDS = 60;
    private static final int FILES = 7;
    private static final List<String> FOLDERS = List.of("d", "d/e", "f");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    @BeforeEach
    void faultyCalls() throws IOException, InterruptedException {
        FaultyCalls.assumeHere();
    }

    /** Looks at everything many times; what it says is how often that failed. */
    static final class Looking {
        private Looking() {}

        public static void main(String[] arguments) {
            LocalScanner scanner = new LocalScanner(Path.of(arguments[0]), () -> 0);
            int faults = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (String name : FOLDERS) {
                    RelativePath folder = RelativePath.of(name);
                    faults += list(scanner, folder) ? 0 : 1;
                    faults += look(scanner, folder.child("file 3")) ? 0 : 1;
                }
            }
            System.out.println(faults);
        }

        private static boolean list(LocalScanner scanner, RelativePath folder) {
            try {
                Listing listing = scanner.list(folder);
                Set<String> told = new HashSet<>(listing.children().keySet());
                listing.problems()
                        .forEach(problem ->
                                told.add(RelativePath.of(problem.where()).name()));
                for (int n = 0; n < FILES; n++) {
                    if (!told.contains("file " + n)) {
                        throw new AssertionError("file " + n + " seems to be gone from " + folder);
                    }
                }
                return listing.problems().isEmpty();
            } catch (StoreException unknown) {
                return false;
            }
        }

        private static boolean look(LocalScanner scanner, RelativePath file) {
            try {
                if (scanner.look(file).isEmpty()) {
                    throw new AssertionError(file + " seems to be gone");
                }
                return true;
            } catch (StoreException unknown) {
                return false;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "getdents64, EIO, 5, 7",
        "'openat2,openat,open', EACCES, 5, 7",
        "'openat2,openat,open', EMFILE, 3, 5",
        "'statx,newfstatat', EIO, 11, 13",
        "'statx,newfstatat', EACCES, 9, 17"
    })
    void whatCannotBeLookedAtIsNotGone(String calls, String error, int first, int step)
            throws IOException, InterruptedException {
        List<Path> folders = Stream.concat(
                        Stream.of(temporary), FOLDERS.stream().map(temporary::resolve))
                .toList();
        for (String folder : FOLDERS) {
            Files.createDirectories(temporary.resolve(folder));
            for (int n = 0; n < FILES; n++) {
                Files.writeString(temporary.resolve(folder).resolve("file " + n), folder);
            }
        }
        List<String> said =
                FaultyCalls.run(Looking.class, new Fault(calls, error, first, step, folders), temporary.toString());
        assertTrue(Integer.parseInt(said.getLast()) > 0, "nothing failed");
    }

    /** Replaces one file again and again; each version it keeps, and then prunes; what it says is how often that failed. */
    static final class Keeping {
        private Keeping() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Path root = Path.of(arguments[0]);
            int faults = 0;
            Instant[] now = {Instant.parse("2026-11-27T10:00:00Z")};
            InstantSource clock = () -> now[0];
            for (int round = 0; round < ROUNDS; round++) {
                RelativePath path = RelativePath.of("d/file " + round % FILES);
                Path file = root.resolve(path.value());
                String content = path + " in round " + round;
                Files.write(file, content.getBytes(StandardCharsets.UTF_8));
                now[0] = now[0].plus(Duration.ofDays(2));
                VersionStore store = new VersionStore(root, clock);
                faults += keep(store, file, path) ? 0 : 1;
                faults += prune(store) ? 0 : 1;
                requireNewest(root, round);
            }
            System.out.println(faults);
        }

        private static boolean keep(VersionStore store, Path file, RelativePath path) {
            try {
                store.take(file, path, new FileMover());
                return true;
            } catch (IOException refused) {
                return false;
            }
        }

        private static boolean prune(VersionStore store) {
            try {
                store.prune(new Retention(Duration.ofDays(10), 100), content -> true);
                return true;
            } catch (StoreException refused) {
                return false;
            }
        }

        /** What each file had last stands under its name, or in the store, whole. */
        private static void requireNewest(Path root, int round) throws IOException {
            Set<String> all;
            try (Stream<Path> files = Files.walk(root)) {
                all = files.filter(Files::isRegularFile)
                        .map(file -> {
                            try {
                                return Files.readString(file);
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .collect(Collectors.toSet());
            }
            for (int last = Math.max(0, round - FILES + 1); last <= round; last++) {
                String content = "d/file " + last % FILES + " in round " + last;
                if (!all.contains(content)) {
                    throw new AssertionError("lost: " + content + "; there is " + all);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'rename,renameat2,link', ENOSPC, 3, 5",
        "'rename,renameat2,link', EIO, 2, 3",
        "'mkdir', ENOSPC, 2, 3",
        "'unlink,rmdir', EACCES, 2, 3",
        "'fsync,fdatasync', EIO, 2, 3"
    })
    void noVersionIsLostWhateverTheSystemRefuses(String calls, String error, int first, int step)
            throws IOException, InterruptedException {
        Files.createDirectory(temporary.resolve("d"));
        List<String> said =
                FaultyCalls.run(Keeping.class, new Fault(calls, error, first, step, List.of()), temporary.toString());
        assertTrue(
                Integer.parseInt(Objects.requireNonNull(said.getLast())) > 0 || calls.contains("sync"),
                "nothing failed");
    }
}
