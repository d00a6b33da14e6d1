// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.engine.Entries.folderSynced;
import static org.navette.engine.Entries.hash;
import static org.navette.engine.Entries.synced;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** A process that writes a journal is killed at random moments; the next one finds all that was committed, and goes on. */
@Tag("thorough")
class KilledJournalTest {
    private static final int KILLS = 6;
    private static final int MOST_COMMITS = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    /** Writes until it is killed; after each commit it says how many there were. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws StoreException {
            try (SqliteJournal journal = SqliteJournal.open(Path.of(arguments[0]))) {
                int done = committed(journal);
                for (int i = done + 1; ; i++) {
                    write(journal, i);
                    journal.commit();
                    System.out.println(i);
                }
            }
        }
    }

    /** What belongs together: a folder, a file in it, what is intended for another, and how far it got. */
    static void write(SqliteJournal journal, int number) throws StoreException {
        journal.put(folder(number), folderSynced("1:" + number));
        journal.put(folder(number).child("file"), synced("content " + number, "2:" + number));
        journal.intend(Intent.SEND, folder(number).child("sent"), hash("sent " + number));
        if (number > 1) {
            journal.move(folder(number - 1), RelativePath.of("moved-" + (number - 1)));
        }
        journal.note(Map.of("done", String.valueOf(number)));
    }

    private static RelativePath folder(int number) {
        return RelativePath.of("folder-" + number);
    }

    static int committed(SqliteJournal journal) throws StoreException {
        return journal.fact("done").map(Integer::parseInt).orElse(0);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void whatWasCommittedIsThereWheneverItIsKilled() throws IOException, InterruptedException {
        Path file = temporary.resolve("journal.db");
        Random random = new Random(8);
        int said = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            said = killAfter(said + 1 + random.nextInt(MOST_COMMITS), file);
            try (SqliteJournal journal = SqliteJournal.open(file)) {
                int done = committed(journal);
                assertTrue(done >= said, "only " + done + " of " + said + " commits are there");
                requireWhole(journal, done);
            }
        }
    }

    /** All of a commit is there, or nothing. */
    static void requireWhole(SqliteJournal journal, int done) throws StoreException {
        for (int number = 1; number <= done; number++) {
            RelativePath at = number == done ? folder(number) : RelativePath.of("moved-" + number);
            assertEquals(
                    synced("content " + number, "2:" + number),
                    journal.get(at.child("file")).orElseThrow());
            assertEquals(Set.of(hash("sent " + number)), journal.intended(Intent.SEND, at.child("sent")));
        }
        assertEquals(2L * done, journal.size());
        assertEquals(done, journal.files());
    }

    /** Kills the writer when it has said that so many commits are done, and whatever it is doing then. */
    private static int killAfter(int commits, Path file) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int said = 0;
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            while (said < commits) {
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("the writer ended by itself after " + said);
                }
                said = Integer.parseInt(line);
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        return said;
    }
}
