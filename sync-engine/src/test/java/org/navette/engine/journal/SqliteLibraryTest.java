// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that opens a journal and is killed leaves one library in its home, and nothing in the temporary folder. */
class SqliteLibraryTest {
    @TempDir
    Path place;

    private Path home;
    private Path tmp;

    @BeforeEach
    void folders() throws IOException {
        home = Files.createDirectory(place.resolve("home"));
        tmp = Files.createDirectory(place.resolve("tmp"));
    }

    /** Opens a journal in {@code home}, says so, and waits to be killed. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) throws Exception {
            Path home = Path.of(arguments[0]);
            SqliteLibrary.keepIn(home);
            new JournalFile(home.resolve(ProcessHandle.current().pid() + ".db")).open();
            System.out.println("open");
            Thread.currentThread().join();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + tmp,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void killOnceOpen(Process process) throws Exception {
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("open", out.readLine());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void openAndKill() throws Exception {
        killOnceOpen(start());
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    @Test
    void killedTwiceItLeavesOneLibrary() throws Exception {
        openAndKill();
        List<Path> first = in(home.resolve("sqlite"));
        openAndKill();
        assertEquals(first, in(home.resolve("sqlite")));
        assertEquals(1, first.size());
        assertEquals(List.of(), in(tmp));
    }

    @Test
    void severalAtOnceLeaveOneLibrary() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            processes.add(start());
        }
        for (Process process : processes) {
            killOnceOpen(process);
        }
        assertEquals(1, in(home.resolve("sqlite")).size());
        assertEquals(List.of(), in(tmp));
    }

    @Test
    void oneThatIsDamagedOrOlderIsReplaced() throws Exception {
        openAndKill();
        Path library = in(home.resolve("sqlite")).getFirst();
        long size = Files.size(library);
        Files.writeString(library, "cut off");
        Files.writeString(library.resolveSibling("3.1.0-older.so"), "older");
        openAndKill();
        assertEquals(List.of(library), in(home.resolve("sqlite")));
        assertEquals(size, Files.size(library));
        assertEquals(List.of(), in(tmp));
    }

    @Test
    void whereNothingCanBeWrittenTheDriverHelpsItself() throws Exception {
        Files.writeString(home.resolve("sqlite"), "in the way");
        openAndKill();
        assertTrue(in(tmp).stream().anyMatch(file -> file.toString().contains("sqlite-")), in(tmp).toString());
    }
}
