// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.navette.engine.port.AsideSighting;
import org.navette.engine.port.PendingCollection;
import org.navette.engine.port.PendingMove;
import org.navette.engine.port.PendingWork;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.UploadInProgress;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** What is under way, a table a kind, in the journal's own transaction; every call holds the journal's lock. */
final class SqlitePendingWork implements PendingWork {
    private static final String UPLOADS = "SELECT file, name, content, done FROM upload";
    private static final String LOCKS = "SELECT path, token FROM held_lock";

    private final JournalTable table;

    SqlitePendingWork(SqliteJournal journal) {
        this.table = new JournalTable(journal);
    }

    @Override
    public List<PendingMove> moves(PendingMove.Kind kind) throws StoreException {
        return table.select(
                "SELECT from_path, to_path FROM pending_move WHERE kind = ? ORDER BY number",
                row -> new PendingMove(kind, RelativePath.of(row.getString(1)), RelativePath.of(row.getString(2))),
                kind.name());
    }

    @Override
    public void add(PendingMove move) throws StoreException {
        table.change(
                "INSERT OR IGNORE INTO pending_move (kind, from_path, to_path) VALUES (?, ?, ?)",
                move.kind().name(),
                move.from().value(),
                move.to().value());
    }

    @Override
    public void remove(PendingMove move) throws StoreException {
        table.change(
                "DELETE FROM pending_move WHERE kind = ? AND from_path = ? AND to_path = ?",
                move.kind().name(),
                move.from().value(),
                move.to().value());
    }

    @Override
    public void forgetMoves() throws StoreException {
        table.change("DELETE FROM pending_move");
    }

    @Override
    public List<UploadInProgress> uploads() throws StoreException {
        return table.select(UPLOADS, SqlitePendingWork::upload);
    }

    @Override
    public Optional<UploadInProgress> upload(RelativePath file) throws StoreException {
        return table.select(UPLOADS + " WHERE file = ?", SqlitePendingWork::upload, file.value()).stream()
                .findFirst();
    }

    private static UploadInProgress upload(ResultSet row) throws SQLException {
        return new UploadInProgress(
                RelativePath.of(row.getString(1)),
                RelativePath.of(row.getString(2)),
                Sha256.ofBytes(row.getBytes(3)),
                row.getLong(4));
    }

    @Override
    public void put(UploadInProgress upload) throws StoreException {
        table.change(
                "INSERT OR REPLACE INTO upload (file, name, content, done) VALUES (?, ?, ?, ?)",
                upload.file().value(),
                upload.name().value(),
                upload.content().bytes(),
                upload.done());
    }

    @Override
    public void removeUpload(RelativePath file) throws StoreException {
        table.change("DELETE FROM upload WHERE file = ?", file.value());
    }

    @Override
    public List<Lock> locks() throws StoreException {
        return table.select(LOCKS, SqlitePendingWork::lock);
    }

    @Override
    public Optional<Lock> lock(RelativePath document) throws StoreException {
        return table.select(LOCKS + " WHERE path = ?", SqlitePendingWork::lock, document.value()).stream()
                .findFirst();
    }

    private static Lock lock(ResultSet row) throws SQLException {
        return new Lock(RelativePath.of(row.getString(1)), row.getString(2));
    }

    @Override
    public void put(Lock lock) throws StoreException {
        table.change(
                "INSERT OR REPLACE INTO held_lock (path, token) VALUES (?, ?)",
                lock.path().value(),
                lock.token());
    }

    @Override
    public void removeLock(RelativePath document) throws StoreException {
        table.change("DELETE FROM held_lock WHERE path = ?", document.value());
    }

    @Override
    public List<AsideSighting> asideSightings() throws StoreException {
        return table.select(
                "SELECT name, first FROM aside_sighting",
                row -> new AsideSighting(row.getString(1), Instant.ofEpochSecond(row.getLong(2))));
    }

    @Override
    public void replaceAsideSightings(Collection<AsideSighting> sightings) throws StoreException {
        table.change("DELETE FROM aside_sighting");
        for (AsideSighting sighting : sightings) {
            table.change(
                    "INSERT OR REPLACE INTO aside_sighting (name, first) VALUES (?, ?)",
                    sighting.name(),
                    sighting.first().getEpochSecond());
        }
    }

    @Override
    public List<PendingCollection> collections() throws StoreException {
        return table.select(
                "SELECT path, file_key FROM pending_collection",
                row -> new PendingCollection(RelativePath.of(row.getString(1)), row.getString(2)));
    }

    @Override
    public void replaceCollections(Collection<PendingCollection> collections) throws StoreException {
        table.change("DELETE FROM pending_collection");
        for (PendingCollection collection : collections) {
            table.change(
                    "INSERT OR REPLACE INTO pending_collection (path, file_key) VALUES (?, ?)",
                    collection.path().value(),
                    collection.fileKey());
        }
    }
}
