// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navette.engine.journal.SqliteJournal;
import org.navette.engine.port.PendingMove;
import org.navette.engine.port.PendingWork;
import org.navette.engine.port.SyncEvent;

/** A folder that version 0.1 has synced is gone on with. */
@Tag("integration")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OlderJournalTest extends OnePairOnFake {
    /** What the journal that version 0.1 has left has in step. */
    private void makeFolder() throws IOException {
        pair.write("budget.ods", "twelve months");
        pair.write("letters/2026/été.txt", "dear all");
        pair.write("letters/draft.txt", "dear nobody");
        pair.write("letters/draft (conflit Marie-portable 2026-11-24 10h15).txt", "dear somebody");
        pair.write("video.mkv", "a long film");
        Files.createDirectories(pair.file("empty"));
    }

    private Path journal() {
        return pair.settings().pairFolder().resolve("journal.db");
    }

    /**
     * Puts the journal of version 0.1 in the place of today's, as if that version had synced this folder: with the stamps of the files
     * here, the versions of this server, and the identity of this folder.
     */
    private void goBack() throws IOException, SQLException {
        Path today = pair.home().resolve("today.db");
        Files.move(journal(), today);
        try (InputStream old = SqliteJournal.class.getResourceAsStream("journal-0.1.db")) {
            Files.copy(Objects.requireNonNull(old), journal());
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("ATTACH '" + today + "' AS today");
            String columns = "l_size, l_modified, l_changed, l_key, l_racy, r_size, r_etag, r_modified, r_racy";
            int known = statement.executeUpdate("UPDATE entry SET (" + columns + ") = (SELECT " + columns
                    + " FROM today.entry AS now WHERE now.name = entry.name) WHERE id > 0");
            assertEquals(8, known);
            statement.executeUpdate("UPDATE fact SET value = (SELECT value FROM today.fact AS now"
                    + " WHERE now.name = fact.name) WHERE name = 'local.folder-id'");
        }
    }

    @Test
    void nothingIsSentAgainAndWhatWasUnderWayIsEnded() throws Exception {
        makeFolder();
        assertEquals(PassResult.NOTHING, pair.pass());
        assertEquals(PassResult.NOTHING, pair.pass());
        goBack();
        pair.events().clear();
        assertEquals(PassResult.NOTHING, pair.pass());
        assertEquals(
                List.of(),
                pair.events().stream().filter(SyncEvent.Done.class::isInstance).toList());
        try (SqliteJournal journal = SqliteJournal.open(journal())) {
            assertEquals(5, journal.files());
            PendingWork pending = journal.pending();
            for (PendingMove.Kind kind : PendingMove.Kind.values()) {
                assertTrue(pending.moves(kind).isEmpty(), kind::toString);
            }
            assertTrue(pending.uploads().isEmpty());
            // It is given back or ends by itself once open documents are looked after.
            assertEquals(1, pending.locks().size());
        }
    }
}
