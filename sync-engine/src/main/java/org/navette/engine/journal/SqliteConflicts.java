// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.ConflictRecords;
import org.navette.engine.port.RecordedConflict;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.sqlite.SQLiteConfig;

/** The conflicts, a row each, in the journal's own transaction; every call holds the journal's lock. */
final class SqliteConflicts implements ConflictRecords {
    private static final String ALL = "SELECT copy, original, device, at FROM conflict ORDER BY copy";
    private static final String RECORD =
            "INSERT OR IGNORE INTO conflict (copy, original, device, at) VALUES (?, ?, ?, ?)";
    /** Entries that may be conflict copies, with their paths. */
    private static final String BY_NAME = "WITH RECURSIVE found (parent, path) AS ("
            + "SELECT parent, name FROM entry WHERE name LIKE '% (confli%'"
            + " UNION ALL SELECT entry.parent, entry.name || '/' || path FROM found JOIN entry ON entry.id = found.parent"
            + " WHERE entry.id > 0) SELECT path FROM found WHERE parent = 0";

    private final JournalTable table;

    SqliteConflicts(SqliteJournal journal) {
        this.table = new JournalTable(journal);
    }

    @Override
    public List<RecordedConflict> all() throws StoreException {
        return table.select(ALL, SqliteConflicts::conflict);
    }

    @Override
    public void record(RecordedConflict conflict) throws StoreException {
        table.change(RECORD, conflict.copy().value(), conflict.original().value(), conflict.device(), conflict.when());
    }

    @Override
    public void forget(RelativePath copy) throws StoreException {
        table.change("DELETE FROM conflict WHERE copy = ?", copy.value());
    }

    private static RecordedConflict conflict(ResultSet row) throws SQLException {
        return new RecordedConflict(
                RelativePath.of(row.getString(1)),
                RelativePath.of(row.getString(2)),
                row.getString(3),
                row.getString(4));
    }

    /**
     * What was committed last of a journal that somebody else may have open: over a line of its own, which writes nothing. None if
     * there is no such journal, or if an older Navette has written it.
     */
    static List<RecordedConflict> committed(Path file) throws StoreException {
        if (!Files.exists(file)) {
            return List.of();
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5_000);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties())) {
            if (Schema.requireKnown(connection) < Schema.CONFLICTS) {
                return List.of();
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(ALL)) {
                List<RecordedConflict> conflicts = new ArrayList<>();
                while (rows.next()) {
                    conflicts.add(conflict(rows));
                }
                return conflicts;
            }
        } catch (SQLException e) {
            throw new StoreException(JournalConnection.failure(e), e);
        }
    }

    /** Records the conflicts of a journal of before there were records: by the names of what is synced. */
    static void recordByName(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(BY_NAME);
                PreparedStatement insert = connection.prepareStatement(RECORD)) {
            while (rows.next()) {
                Optional<RecordedConflict> found = ConflictNames.read(RelativePath.of(rows.getString(1)));
                if (found.isPresent()) {
                    insert.setString(1, found.get().copy().value());
                    insert.setString(2, found.get().original().value());
                    insert.setString(3, found.get().device());
                    insert.setString(4, found.get().when());
                    insert.executeUpdate();
                }
            }
        }
    }
}
