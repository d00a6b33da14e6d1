// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import com.google.common.collect.SetMultimap;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Attempt;
import org.navette.engine.port.ConflictRecords;
import org.navette.engine.port.DeletionLog;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.PendingWork;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/**
 * The journal in an SQLite file, in WAL mode with full synchronisation: what was committed is there after a power cut, what
 * was not is not, and nothing in between. With less, both sides could be ahead of the journal, and what was deleted on one
 * of them would come back.
 */
public final class SqliteJournal implements Journal {
    private static final long ROOT = 0;
    private static final String MARKS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private final JournalConnection connection;
    private final FolderIds folders = new FolderIds();
    private final IntentTable intents = new IntentTable(this::prepare);
    private final SqliteDeletionLog deletions = new SqliteDeletionLog(this);
    private final SqlitePendingWork pending = new SqlitePendingWork(this);
    private final SqliteConflicts conflicts = new SqliteConflicts(this);

    private SqliteJournal(JournalConnection connection) {
        this.connection = connection;
    }

    /**
     * Opens a journal, or makes it.
     *
     * @throws StoreException {@link Failure.JournalCorrupt}, {@link Failure.JournalTooNew},
     *     {@link Failure.JournalDiskFull} or {@link Failure.JournalUnusable}
     */
    public static SqliteJournal open(Path file) throws StoreException {
        return new SqliteJournal(new JournalConnection(file));
    }

    /** After a failure, goes on from what was committed; without one, does nothing. */
    public synchronized void recover() throws StoreException {
        if (connection.isBroken()) {
            folders.forget(RelativePath.ROOT);
            connection.reopen();
        }
    }

    @Override
    public synchronized SortedMap<String, SyncedState> children(RelativePath folder) throws StoreException {
        SortedMap<String, SyncedState> children = new TreeMap<>();
        try {
            Long id = id(folder);
            if (id == null) {
                return children;
            }
            PreparedStatement select = prepare("SELECT name, " + Rows.COLUMNS + " FROM entry WHERE parent = ?");
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    children.put(rows.getString(1), Rows.read(rows, 2));
                }
            }
            return children;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized Optional<SyncedState> get(RelativePath path) throws StoreException {
        try {
            Long parent = path.isRoot() ? null : id(path.folder());
            if (parent == null) {
                return Optional.empty();
            }
            PreparedStatement select = prepare("SELECT " + Rows.COLUMNS + " FROM entry WHERE parent = ? AND name = ?");
            select.setLong(1, parent);
            select.setString(2, path.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(Rows.read(row, 1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void put(RelativePath path, SyncedState state) throws StoreException {
        try {
            PreparedStatement upsert = prepare("INSERT INTO entry (id, parent, name, " + Rows.COLUMNS
                    + ") VALUES (?, ?, ?, " + MARKS + ") ON CONFLICT (parent, name) DO UPDATE SET (" + Rows.COLUMNS
                    + ") = (" + MARKS + ")");
            upsert.setLong(1, deletions.freshSerial());
            upsert.setLong(2, parentId(path));
            upsert.setString(3, path.name());
            Rows.bind(upsert, 4, state);
            Rows.bind(upsert, 4 + Rows.COUNT, state);
            upsert.executeUpdate();
            intents.remove(path);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void move(RelativePath from, RelativePath to) throws StoreException {
        try {
            if (get(from).isPresent()) {
                PreparedStatement update =
                        prepare("UPDATE entry SET parent = ?, name = ? WHERE parent = ? AND name = ?");
                update.setLong(1, parentId(to));
                update.setString(2, to.name());
                update.setLong(3, parentId(from));
                update.setString(4, from.name());
                update.executeUpdate();
                folders.forget(from);
            }
            intents.move(from, to);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void remove(RelativePath path) throws StoreException {
        try {
            Long parent = id(path.folder());
            if (parent != null && !path.isRoot()) {
                PreparedStatement delete = prepare("DELETE FROM entry WHERE parent = ? AND name = ?");
                delete.setLong(1, parent);
                delete.setString(2, path.name());
                delete.executeUpdate();
                folders.forget(path);
            }
            intents.removeBelow(path);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void clear() throws StoreException {
        try {
            prepare("DELETE FROM entry WHERE parent = 0").executeUpdate();
            prepare("DELETE FROM intent").executeUpdate();
            prepare("DELETE FROM deletion_lot").executeUpdate();
            prepare("DELETE FROM held_deletion").executeUpdate();
            folders.forget(RelativePath.ROOT);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized long size() throws StoreException {
        try (ResultSet row = prepare("SELECT count(*) - 1 FROM entry").executeQuery()) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized long files() throws StoreException {
        try (ResultSet row =
                prepare("SELECT count(*) FROM entry WHERE folder = 0").executeQuery()) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Folders whose files were saved last here, by their own times; the last one last.
     *
     * @param most how many of them
     */
    public synchronized List<RelativePath> latestFolders(int most) throws StoreException {
        try {
            PreparedStatement select = prepare("SELECT parent FROM entry WHERE folder = 0 GROUP BY parent"
                    + " ORDER BY max(l_modified) DESC LIMIT ?");
            select.setInt(1, most);
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            List<RelativePath> folders = new ArrayList<>();
            for (long id : ids.reversed()) {
                folders.add(path(id));
            }
            return folders;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public DeletionLog deletions() {
        return deletions;
    }

    @Override
    public PendingWork pending() {
        return pending;
    }

    @Override
    public ConflictRecords conflicts() {
        return conflicts;
    }

    /** With the journal's lock held. */
    RelativePath path(long folder) throws SQLException {
        PreparedStatement select = prepare("SELECT parent, name FROM entry WHERE id = ?");
        Deque<String> names = new ArrayDeque<>();
        for (long id = folder; id != ROOT; ) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                id = row.getLong(1);
                names.addFirst(row.getString(2));
            }
        }
        RelativePath path = RelativePath.ROOT;
        for (String name : names) {
            path = path.child(name);
        }
        return path;
    }

    @Override
    public synchronized Attempt begin(
            Intent intent, RelativePath path, Sha256 content, Optional<Instant> began, String fileKey)
            throws StoreException {
        try {
            return intents.begin(intent, path, content, began, fileKey);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void giveUp(Attempt attempt, Optional<Instant> ended) throws StoreException {
        try {
            intents.giveUp(attempt, ended);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void end(Attempt attempt) throws StoreException {
        try {
            intents.end(attempt);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized List<Attempt> attempts(Intent intent, RelativePath path) throws StoreException {
        try {
            return intents.of(intent, path);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized SetMultimap<RelativePath, Intent> intents() throws StoreException {
        try {
            return intents.all();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void forgetIntents(Intent intent, RelativePath path) throws StoreException {
        try {
            intents.forget(intent, path);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized Optional<String> fact(String name) throws StoreException {
        try {
            PreparedStatement select = prepare("SELECT value FROM fact WHERE name = ?");
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void note(Map<String, String> facts) throws StoreException {
        try {
            PreparedStatement insert = prepare("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)");
            for (Map.Entry<String, String> fact : facts.entrySet()) {
                insert.setString(1, fact.getKey());
                insert.setString(2, fact.getValue());
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void commit() throws StoreException {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Closes without committing. */
    @Override
    public synchronized void close() throws StoreException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private long parentId(RelativePath path) throws SQLException {
        Long parent = id(path.folder());
        if (parent == null || path.isRoot()) {
            throw new IllegalStateException("the folder of " + path + " is not in the journal");
        }
        return parent;
    }

    /** The row of a folder; null if it is not in the journal. */
    @Nullable
    Long id(RelativePath folder) throws SQLException {
        if (folder.isRoot()) {
            return ROOT;
        }
        Long known = folders.get(folder);
        if (known != null) {
            return known;
        }
        Long parent = id(folder.folder());
        if (parent == null) {
            return null;
        }
        PreparedStatement select = prepare("SELECT id FROM entry WHERE parent = ? AND name = ?");
        select.setLong(1, parent);
        select.setString(2, folder.name());
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            long id = row.getLong(1);
            folders.put(folder, id);
            return id;
        }
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepare(sql);
    }

    StoreException failed(SQLException e) {
        return connection.failed(e);
    }
}
