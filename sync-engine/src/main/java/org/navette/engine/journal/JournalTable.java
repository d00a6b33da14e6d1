// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.navette.engine.port.StoreException;

/** Statements about one of the journal's small tables, each with the journal's lock held and as part of its transaction. */
final class JournalTable {
    /** What a row says. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final SqliteJournal journal;

    JournalTable(SqliteJournal journal) {
        this.journal = journal;
    }

    <T> List<T> select(String sql, Row<T> row, Object... values) throws StoreException {
        synchronized (journal) {
            try (ResultSet rows = bound(sql, values).executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(row.read(rows));
                }
                return found;
            } catch (SQLException e) {
                throw journal.failed(e);
            }
        }
    }

    void change(String sql, Object... values) throws StoreException {
        synchronized (journal) {
            try {
                bound(sql, values).executeUpdate();
            } catch (SQLException e) {
                throw journal.failed(e);
            }
        }
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = journal.prepare(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
