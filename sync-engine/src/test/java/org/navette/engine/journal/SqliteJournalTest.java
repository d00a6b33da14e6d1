// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.engine.Entries.folderSynced;
import static org.navette.engine.Entries.hash;
import static org.navette.engine.Entries.synced;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.port.AsideSighting;
import org.navette.engine.port.Attempt;
import org.navette.engine.port.DeletionLog;
import org.navette.engine.port.DeletionLog.Deleted;
import org.navette.engine.port.DeletionLog.Lot;
import org.navette.engine.port.DeletionLog.Side;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.port.PendingCollection;
import org.navette.engine.port.PendingMove;
import org.navette.engine.port.PendingWork;
import org.navette.engine.port.RecordedConflict;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.UploadInProgress;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.SyncedState;

class SqliteJournalTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal.db");
    }

    private static RelativePath path(String value) {
        return RelativePath.of(value);
    }

    @Test
    void knowsTheFoldersWhereFilesWereSavedLast() throws StoreException {
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            for (String name : new String[] {"a", "b", "b/deep"}) {
                journal.put(path(name), folderSynced("8:" + name));
            }
            journal.put(path("a/old"), saved("old", 1));
            journal.put(path("b/deep/first"), saved("first", 2));
            journal.put(path("b/deep/last"), saved("last", 9));
            journal.put(path("b/mid"), saved("mid", 5));
            journal.put(path("top"), saved("top", 7));
            assertEquals(List.of(path("b"), RelativePath.ROOT, path("b/deep")), journal.latestFolders(3));
        }
    }

    private static SyncedState saved(String content, long modifiedNanos) {
        LocalStamp stamp = new LocalStamp(content.length(), modifiedNanos, 0, "");
        return SyncedState.file(hash(content), Optional.of(stamp), false, Optional.empty(), false);
    }

    @Test
    void keepsEveryFieldOfAnEntryOverReopening() throws StoreException {
        SyncedState file = synced("content", "8:42");
        SyncedState unknown = SyncedState.file(hash("x"), Optional.empty(), true, Optional.empty(), true);
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            journal.put(path("d"), folderSynced("8:1"));
            journal.put(path("d/é"), file);
            journal.put(path("d/unknown"), unknown);
            journal.commit();
        }
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            assertEquals(Map.of("é", file, "unknown", unknown), journal.children(path("d")));
            assertEquals(Optional.of(folderSynced("8:1")), journal.get(path("d")));
            assertEquals(3, journal.size());
        }
    }

    @Test
    void whatWasNotCommittedIsGoneAfterACrash() throws StoreException {
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            journal.put(path("kept"), synced("a", "1"));
            journal.commit();
            journal.put(path("lost"), synced("b", "2"));
            assertTrue(journal.get(path("lost")).isPresent(), "this process sees it at once");
        }
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            assertEquals(Set.of("kept"), journal.children(RelativePath.ROOT).keySet());
        }
    }

    @Test
    void renamingAFolderTakesEverythingBelowAlong() throws StoreException {
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            journal.put(path("a"), folderSynced("1"));
            journal.put(path("a/b"), folderSynced("2"));
            journal.put(path("a/b/f"), synced("x", "3"));
            journal.put(path("z"), folderSynced("4"));
            journal.move(path("a"), path("z/new"));
            assertTrue(journal.children(path("a")).isEmpty());
            assertTrue(journal.get(path("z/new/b/f")).isPresent());
            journal.put(path("a"), folderSynced("5"));
            assertTrue(journal.children(path("a")).isEmpty(), "the old name is another folder now");
        }
    }

    @Test
    void removingAFolderRemovesEverythingBelow() throws StoreException {
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            journal.put(path("a"), folderSynced("1"));
            journal.put(path("a/f"), synced("x", "3"));
            journal.remove(path("a"));
            journal.remove(path("never/there"));
            assertEquals(0, journal.size());
        }
    }

    @Test
    void intentsLastUntilTheEntryIsNotedAndMoveWithTheirFolder() throws StoreException {
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            journal.put(path("d"), folderSynced("1"));
            journal.intend(Intent.SEND, path("d/f"), hash("sent"));
            journal.intend(Intent.SEND, path("d/f"), hash("sent again"));
            journal.intend(Intent.SEND, path("dd"), hash("beside"));
            assertEquals(Set.of(hash("sent"), hash("sent again")), journal.intended(Intent.SEND, path("d/f")));
            journal.move(path("d"), path("é"));
            assertEquals(Set.of(hash("sent"), hash("sent again")), journal.intended(Intent.SEND, path("é/f")));
            assertEquals(Set.of(), journal.intended(Intent.SEND, path("d/f")));
            assertEquals(Set.of(hash("beside")), journal.intended(Intent.SEND, path("dd")));
            journal.put(path("é/f"), synced("sent", "1"));
            assertEquals(Set.of(), journal.intended(Intent.SEND, path("é/f")));
        }
    }

    @Test
    void aJournalFromANewerVersionIsLeftAlone() throws Exception {
        SqliteJournal.open(file()).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(file());
        StoreException refused = assertThrows(StoreException.class, () -> new JournalFile(file()).open());
        assertEquals(new Failure.JournalTooNew(99, Schema.VERSION), refused.failure());
        assertTrue(java.util.Arrays.equals(before, Files.readAllBytes(file())));
    }

    @Test
    void aFileThatIsNoJournalIsSetAside() throws IOException, SQLException {
        Files.writeString(file(), "this is not a database, whatever its name says ".repeat(100));
        StoreException corrupt = assertThrows(StoreException.class, () -> SqliteJournal.open(file()));
        assertInstanceOf(Failure.JournalCorrupt.class, corrupt.failure());
        try (SqliteJournal fresh = new JournalFile(file()).open()) {
            assertEquals(0, fresh.size());
        }
        assertTrue(Files.exists(folder.resolve("journal.db.damaged-1")));
    }

    @Test
    void whatIsPlacedHereIsKeptApartFromWhatIsSent() throws StoreException {
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            assertTrue(journal.intents().isEmpty());
            journal.intend(Intent.SEND, path("f"), hash("sent"));
            journal.intend(Intent.RECEIVE, path("f"), hash("placed"));
            journal.commit();
            assertEquals(Set.of(Intent.SEND, Intent.RECEIVE), journal.intents().get(path("f")));
            journal.forgetIntents(Intent.SEND, path("f"));
            assertEquals(Set.of(Intent.RECEIVE), journal.intents().get(path("f")));
            journal.intend(Intent.SEND, path("f"), hash("sent"));
            assertEquals(Set.of(hash("sent")), journal.intended(Intent.SEND, path("f")));
            assertEquals(Set.of(hash("placed")), journal.intended(Intent.RECEIVE, path("f")));
            journal.intend(Intent.DELETE, path("f/below"), hash("gone"));
            journal.remove(path("f"));
            assertTrue(journal.intents().isEmpty());
        }
    }

    @Test
    void countsFilesAndAllEntries() throws StoreException {
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            journal.put(path("d"), folderSynced("k"));
            journal.put(path("d/f"), synced("x", "k1"));
            journal.commit();
        }
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            assertEquals(1, journal.files());
            assertEquals(2, journal.size());
        }
    }

    @Test
    void anAttemptIsKeptWithItsOutcomeAndEndsByItself() throws StoreException {
        Instant began = Instant.parse("2026-11-27T10:00:00.250Z");
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            Attempt first = journal.begin(Intent.SEND, path("f"), hash("x"), Optional.of(began), "");
            Attempt second = journal.begin(Intent.SEND, path("f"), hash("x"), Optional.of(began.plusSeconds(60)), "");
            journal.begin(Intent.RECEIVE, path("f"), hash("x"), Optional.empty(), "8:42");
            journal.giveUp(first, Optional.of(began.plusSeconds(3)));
            journal.end(second);
            journal.commit();
        }
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            Attempt sent = journal.attempts(Intent.SEND, path("f")).getFirst();
            assertEquals(1, journal.attempts(Intent.SEND, path("f")).size());
            assertEquals(Attempt.Outcome.UNCLEAR, sent.outcome());
            assertEquals(Optional.of(began), sent.began());
            assertTrue(sent.mayHaveSent(Optional.of(began.plusSeconds(4))));
            assertFalse(sent.mayHaveSent(Optional.of(began.plusSeconds(30))), "written after it");
            assertFalse(sent.mayHaveSent(Optional.empty()), "nobody knows when");
            Attempt placed = journal.attempts(Intent.RECEIVE, path("f")).getFirst();
            assertTrue(placed.hasPlaced(new LocalStamp(1, 0, 0, "8:42")));
            assertFalse(placed.hasPlaced(new LocalStamp(1, 0, 0, "8:43")));
        }
    }

    @Test
    void keepsWhatWasDeletedLatelyAndWhatSomebodyIsAskedAboutOverReopening() throws StoreException {
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            journal.put(path("a"), synced("same", "8:1"));
            journal.put(path("b"), synced("same", "8:2"));
            DeletionLog log = journal.deletions();
            Lot lot = new Lot(
                    5,
                    2,
                    log.newest(),
                    List.of(new Deleted(path("b"), Side.SERVER, hash("same"), log.serial(path("b")))));
            log.add(lot);
            log.hold(Set.of(path("c")));
            assertTrue(log.holding(hash("same")).isPresent());
            assertTrue(log.holding(hash("other")).isEmpty());
            journal.remove(path("b"));
            journal.commit();
        }
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            DeletionLog log = journal.deletions();
            assertEquals(1, log.lots().size());
            assertEquals(path("b"), log.lots().getFirst().deleted().getFirst().path());
            assertEquals(Set.of(path("c")), log.held());
            long newest = log.newest();
            journal.put(path("d"), synced("new", "8:3"));
            assertTrue(log.serial(path("d")) > newest, "an age is never given twice");
            journal.put(path("d"), synced("newer", "8:3"));
            assertEquals(newest + 1, log.serial(path("d")), "an edit makes nothing younger");
            assertEquals(Set.of(hash("newer")), log.newerThan(newest).elementSet());
            log.forgetBefore(5);
            assertEquals(1, log.lots().size());
            log.forgetBefore(6);
            assertTrue(log.lots().isEmpty());
            log.hold(Set.of());
            assertTrue(log.held().isEmpty());
        }
    }

    @Test
    void keepsWhatIsUnderWayOverReopeningUntilItIsOver() throws StoreException {
        PendingMove first = new PendingMove(PendingMove.Kind.HERE, path("z"), path("y"));
        PendingMove second = new PendingMove(PendingMove.Kind.HERE, path("a"), path("b"));
        PendingMove other = new PendingMove(PendingMove.Kind.REMOVAL, path("a"), path("b"));
        UploadInProgress upload = new UploadInProgress(path("film"), path("~navette-1"), hash("film"), 0);
        AsideSighting sighting = new AsideSighting("~navette-2", Instant.ofEpochSecond(9));
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            PendingWork pending = journal.pending();
            for (PendingMove move : List.of(first, second, other, first)) {
                pending.add(move);
            }
            pending.put(upload);
            pending.put(upload.with(7));
            pending.put(new Lock(path("doc"), "old"));
            pending.put(new Lock(path("doc"), "new"));
            pending.replaceAsideSightings(List.of(new AsideSighting("~navette-3", Instant.EPOCH), sighting));
            pending.replaceAsideSightings(List.of(sighting));
            pending.replaceCollections(List.of(new PendingCollection(path("old"), "3")));
            pending.replaceCollections(List.of(new PendingCollection(path("new"), "")));
            journal.move(path("a"), path("c"));
            journal.clear();
            journal.commit();
        }
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            PendingWork pending = journal.pending();
            assertEquals(
                    List.of(first, second), pending.moves(PendingMove.Kind.HERE), "in the order of their beginning");
            assertEquals(Optional.of(upload.with(7)), pending.upload(path("film")));
            assertEquals(List.of(new Lock(path("doc"), "new")), pending.locks());
            assertEquals(List.of(sighting), pending.asideSightings());
            assertEquals(List.of(new PendingCollection(path("new"), "")), pending.collections());
            pending.remove(first);
            pending.remove(first);
            assertEquals(List.of(second), pending.moves(PendingMove.Kind.HERE));
            assertEquals(List.of(other), pending.moves(PendingMove.Kind.REMOVAL));
            pending.forgetMoves();
            assertTrue(pending.moves(PendingMove.Kind.REMOVAL).isEmpty());
            pending.removeUpload(path("film"));
            pending.removeLock(path("doc"));
            assertTrue(pending.uploads().isEmpty() && pending.lock(path("doc")).isEmpty());
        }
    }

    @Test
    void conflictsAreReadBesideWhoeverWritesThem() throws StoreException {
        RecordedConflict one = new RecordedConflict(path("d/b (conflict x 1)"), path("d/b"), "x", "1");
        RecordedConflict other = new RecordedConflict(path("a (conflict y 2)"), path("a"), "y", "2");
        JournalFile file = new JournalFile(file());
        assertEquals(List.of(), file.conflicts(), "there is no journal yet");
        assertFalse(Files.exists(file()));
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            journal.conflicts().record(one);
            journal.conflicts().record(other);
            journal.commit();
            journal.conflicts().forget(one.copy());
            journal.clear();
            assertEquals(List.of(other), journal.conflicts().all());
            assertEquals(List.of(other, one), file.conflicts(), "what is not committed is nobody else's");
            journal.commit();
            assertEquals(List.of(other), file.conflicts());
        }
        assertEquals(List.of(other), file.conflicts(), "also while nobody has it open");
    }

    @Test
    void conflictsOfANewerJournalAreRefusedAndAnOlderOneHasNone() throws Exception {
        JournalFile file = new JournalFile(file());
        for (int version : new int[] {Schema.CONFLICTS - 1, Schema.VERSION + 1}) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("PRAGMA user_version = " + version);
            }
            if (version < Schema.VERSION) {
                assertEquals(List.of(), file.conflicts());
            } else {
                StoreException refused = assertThrows(StoreException.class, file::conflicts);
                assertInstanceOf(Failure.JournalTooNew.class, refused.failure());
            }
        }
    }
}
