// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.engine.disk.FaultyCalls;
import org.navette.engine.disk.FaultyCalls.Fault;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/**
 * The real journal, where the system refuses to write or to make durable now and then: what was said to be committed stays so, of
 * the rest there is all or nothing, and a journal that only could not be read or written for a moment is not set aside as damaged.
 */
@Tag("thorough")
class FaultyJournalTest {
    private static final int COMMITS = 60;
    private static final int AT_A_TIME = 5;
    /** Opening may fail as well. */
    private static final int MOST_FAULTS = 1000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    @BeforeEach
    void faultyCalls() throws IOException, InterruptedException {
        FaultyCalls.assumeHere();
    }

    /** Commits, and opens the journal anew after each fault; what it says is how often it met one. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws StoreException {
            JournalFile file = new JournalFile(Path.of(arguments[0]));
            int done = 0;
            int faults = 0;
            while (done < COMMITS && faults < MOST_FAULTS) {
                try (SqliteJournal journal = file.open()) {
                    // Now and then it is closed and opened again, which reads what a running one has in memory.
                    for (int more = 0; more < AT_A_TIME && done < COMMITS; more++) {
                        int found = KilledJournalTest.committed(journal);
                        if (found < done) {
                            throw new AssertionError("only " + found + " of " + done + " commits are there");
                        }
                        KilledJournalTest.write(journal, found + 1);
                        journal.commit();
                        done = found + 1;
                    }
                } catch (StoreException e) {
                    if (e.failure() instanceof Failure.JournalCorrupt) {
                        // As a pass does that meets it.
                        file.setAsideIfDamaged();
                    }
                    faults++;
                }
            }
            System.out.println(faults);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pwrite64, ENOSPC, 97, 131",
        "pwrite64, EIO, 90, 113",
        "'fsync,fdatasync', EIO, 7, 11",
        "pread64, EIO, 31, 97"
    })
    void whatWasCommittedIsThereWhateverTheSystemRefuses(String calls, String error, int first, int step)
            throws IOException, InterruptedException, StoreException {
        Path file = temporary.resolve("journal.db");
        List<Path> files =
                Stream.of("", "-wal", "-shm").map(end -> Path.of(file + end)).toList();
        List<String> said = FaultyCalls.run(Writer.class, new Fault(calls, error, first, step, files), file.toString());
        int faults = Integer.parseInt(said.getLast());
        assertTrue(faults > 0 && faults < MOST_FAULTS, faults + " faults");
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            assertEquals(COMMITS, KilledJournalTest.committed(journal));
            KilledJournalTest.requireWhole(journal, COMMITS);
        }
        try (Stream<Path> all = Files.list(temporary)) {
            assertTrue(all.noneMatch(path ->
                    Objects.requireNonNull(path.getFileName()).toString().contains("damaged")));
        }
    }
}
