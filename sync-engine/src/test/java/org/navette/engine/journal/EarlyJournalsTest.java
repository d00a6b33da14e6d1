// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.engine.Entries.hash;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.port.Attempt;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.tree.RelativePath;

/** Journals of the first two versions are brought along. */
class EarlyJournalsTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal.db");
    }

    private static RelativePath path(String value) {
        return RelativePath.of(value);
    }

    @Test
    void aJournalOfTheFirstVersionIsBroughtAlong() throws Exception {
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = old.createStatement();
                InputStream script = SqliteJournal.class.getResourceAsStream("schema-1.sql")) {
            for (String command : new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*\n")) {
                statement.executeUpdate(command);
            }
            statement.executeUpdate(
                    "INSERT INTO fact (name, value) VALUES ('server.scratch', '~navette-a ~navette-b')");
            statement.executeUpdate("INSERT INTO intent (path, content) VALUES ('f', zeroblob(32))");
            statement.executeUpdate("PRAGMA user_version = 1");
        }
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            assertEquals(1, journal.intended(Intent.SEND, path("f")).size());
            assertEquals(Set.of(), journal.intended(Intent.RECEIVE, path("f")));
        }
    }

    /** As version 0.1 left it, with a pass that was cut off. */
    @Test
    void aJournalOfTheSecondVersionIsBroughtAlongWithNothingLost() throws Exception {
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = old.createStatement()) {
            for (String step : List.of("schema-1.sql", "schema-2.sql")) {
                try (InputStream script = SqliteJournal.class.getResourceAsStream(step)) {
                    for (String command : new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*\n")) {
                        statement.executeUpdate(command);
                    }
                }
            }
            statement.executeUpdate("INSERT INTO entry (parent, name, folder, content, l_racy, r_size, r_racy)"
                    + " VALUES (0, 'f', 0, zeroblob(32), 0, 7, 0)");
            statement.executeUpdate("INSERT INTO intent (path, kind, content) VALUES ('f', 'SEND', zeroblob(32))");
            statement.executeUpdate("INSERT INTO intent (path, kind, content) VALUES ('g', 'RECEIVE', zeroblob(32))");
            statement.executeUpdate("INSERT INTO intent (path, kind, content) VALUES ('h', 'DELETE', zeroblob(32))");
            statement.executeUpdate("PRAGMA user_version = 2");
        }
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            assertEquals(1, journal.files());
            assertEquals(
                    Set.of(path("f"), path("g"), path("h")), journal.intents().keySet());
            Attempt sent = journal.attempts(Intent.SEND, path("f")).getFirst();
            assertEquals(Attempt.Outcome.OPEN, sent.outcome());
            assertFalse(sent.mayHaveSent(Optional.of(Instant.EPOCH)), "of when it was nothing is known");
            Attempt next = journal.begin(Intent.SEND, path("f"), hash("x"), Optional.of(Instant.EPOCH), "");
            assertTrue(next.number() > sent.number());
        }
    }
}
