// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.engine.Entries.hash;

import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.port.AsideSighting;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.port.PendingMove;
import org.navette.engine.port.PendingWork;
import org.navette.engine.port.RecordedConflict;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.UploadInProgress;
import org.navette.engine.tree.RelativePath;

/** A journal of an earlier version is opened with everything that was under way in it. */
class JournalMigrationTest {
    private static final String TOKEN = "opaquelocktoken:e71d4fae-5dec-22d6//fea5-00a0c91e6be4";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal.db");
    }

    private static RelativePath path(String value) {
        return RelativePath.of(value);
    }

    /** Written by version 0.1 itself: a synced folder, and notes of every kind, as of passes that were cut off. */
    @Test
    void aJournalOfTheFirstReleaseKeepsItsTreeAndWhatWasUnderWay() throws IOException, StoreException {
        try (InputStream journal = SqliteJournal.class.getResourceAsStream("journal-0.1.db")) {
            Files.copy(Objects.requireNonNull(journal), file());
        }
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            assertEquals(8, journal.size());
            assertEquals(5, journal.files());
            assertEquals(
                    Optional.of(hash("dear all")),
                    journal.get(path("letters/2026/été.txt")).orElseThrow().content());
            assertEquals(Set.of(hash("dear nobody")), journal.intended(Intent.SEND, path("letters/draft.txt")));
            PendingWork pending = journal.pending();
            assertEquals(
                    List.of(new PendingMove(PendingMove.Kind.ON_SERVER, path("letters"), path("post"))),
                    pending.moves(PendingMove.Kind.ON_SERVER));
            assertEquals(
                    List.of(
                            new PendingMove(PendingMove.Kind.HERE, path("budget.ods"), path("letters/budget.ods")),
                            new PendingMove(PendingMove.Kind.HERE, path("empty"), path("vide"))),
                    pending.moves(PendingMove.Kind.HERE));
            assertEquals(
                    List.of(new PendingMove(
                            PendingMove.Kind.REMOVAL, path("~navette-597e933e-11111111.gone"), path("old"))),
                    pending.moves(PendingMove.Kind.REMOVAL));
            assertEquals(
                    List.of(new UploadInProgress(
                            path("video.mkv"), path("~navette-597e933e-22222222.tmp"), hash("a longer film"), 5)),
                    pending.uploads());
            assertEquals(List.of(new Lock(path("letters/draft.txt"), TOKEN)), pending.locks());
            assertEquals(Optional.of("597e933e"), journal.fact("device"));
            assertEquals(
                    List.of(new RecordedConflict(
                            path("letters/draft (conflit Marie-portable 2026-11-24 10h15).txt"),
                            path("letters/draft.txt"),
                            "Marie-portable",
                            "2026-11-24 10h15")),
                    journal.conflicts().all());
        }
    }

    @Test
    void notesOfEveryKindGoToTheirTables() throws Exception {
        makeFifth(Map.of(
                "moving", "a//b///c/d//c/e",
                "moving-here", "",
                "removing", "~navette-1-2-gone//old",
                "uploading", "v//~navette-1-3//" + hash("film") + "//7",
                "locked", "d//" + hex(TOKEN),
                "set-aside", "~navette-9-9-gone//1795814839///~navette-8-8-gone//1795814840",
                "device", "597e933e"));
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            requireCarriedOver(journal);
            journal.commit();
        }
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            requireCarriedOver(journal);
        }
    }

    private static void requireCarriedOver(SqliteJournal journal) throws StoreException {
        PendingWork pending = journal.pending();
        assertEquals(
                List.of(
                        new PendingMove(PendingMove.Kind.ON_SERVER, path("a"), path("b")),
                        new PendingMove(PendingMove.Kind.ON_SERVER, path("c/d"), path("c/e"))),
                pending.moves(PendingMove.Kind.ON_SERVER));
        assertEquals(List.of(), pending.moves(PendingMove.Kind.HERE));
        assertEquals(
                List.of(new PendingMove(PendingMove.Kind.REMOVAL, path("~navette-1-2-gone"), path("old"))),
                pending.moves(PendingMove.Kind.REMOVAL));
        assertEquals(
                List.of(new UploadInProgress(path("v"), path("~navette-1-3"), hash("film"), 7)), pending.uploads());
        assertEquals(Optional.of(new Lock(path("d"), TOKEN)), pending.lock(path("d")));
        assertEquals(
                Set.of(
                        new AsideSighting("~navette-9-9-gone", Instant.ofEpochSecond(1795814839)),
                        new AsideSighting("~navette-8-8-gone", Instant.ofEpochSecond(1795814840))),
                Set.copyOf(pending.asideSightings()));
        for (String fact : List.of("moving", "moving-here", "removing", "uploading", "locked", "set-aside")) {
            assertEquals(Optional.empty(), journal.fact(fact));
        }
        assertEquals(Optional.of("597e933e"), journal.fact("device"));
    }

    @Test
    void aNoteThatCannotBeReadKeepsNoOtherAndNoJournalShut() throws Exception {
        makeFifth(Map.of(
                "moving", "only-one-word///a//b",
                "uploading", "v//n//no-hash//7///v//n//" + hash("film") + "//many",
                "locked", "d//no-hex///../up//" + hex(TOKEN)));
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            assertEquals(1, journal.pending().moves(PendingMove.Kind.ON_SERVER).size());
            assertTrue(journal.pending().uploads().isEmpty());
            assertTrue(journal.pending().locks().isEmpty());
        }
    }

    /** As the version before the tables left it. */
    private void makeFifth(Map<String, String> facts) throws IOException, SQLException {
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = old.createStatement()) {
            for (int step = 1; step <= 5; step++) {
                try (InputStream script = SqliteJournal.class.getResourceAsStream("schema-" + step + ".sql")) {
                    String all = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
                    for (String command : all.split(";\\s*\n")) {
                        statement.executeUpdate(command);
                    }
                }
            }
            for (Map.Entry<String, String> fact : facts.entrySet()) {
                statement.executeUpdate("INSERT INTO fact VALUES ('" + fact.getKey() + "', '" + fact.getValue() + "')");
            }
            statement.executeUpdate("PRAGMA user_version = 5");
        }
    }

    private static String hex(String text) {
        return BaseEncoding.base16().encode(text.getBytes(StandardCharsets.UTF_8));
    }
}
