// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.engine.port.Attempt;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** The attempts whose outcome is not known yet, a row each. */
final class IntentTable {
    @FunctionalInterface
    interface Statements {
        PreparedStatement prepare(String sql) throws SQLException;
    }

    private final Statements statements;

    IntentTable(Statements statements) {
        this.statements = statements;
    }

    Attempt begin(Intent intent, RelativePath path, Sha256 content, Optional<Instant> began, String fileKey)
            throws SQLException {
        PreparedStatement insert =
                statements.prepare("INSERT INTO intent (path, kind, content, outcome, began, file_key)"
                        + " VALUES (?, ?, ?, ?, ?, ?) RETURNING number");
        insert.setString(1, path.value());
        insert.setString(2, intent.name());
        insert.setBytes(3, content.bytes());
        insert.setString(4, Attempt.Outcome.OPEN.name());
        setTime(insert, 5, began);
        insert.setString(6, fileKey);
        try (ResultSet row = insert.executeQuery()) {
            return new Attempt(
                    row.getLong(1), intent, path, content, Attempt.Outcome.OPEN, began, Optional.empty(), fileKey);
        }
    }

    void giveUp(Attempt attempt, Optional<Instant> ended) throws SQLException {
        PreparedStatement update = statements.prepare("UPDATE intent SET outcome = ?, ended = ? WHERE number = ?");
        update.setString(1, Attempt.Outcome.UNCLEAR.name());
        setTime(update, 2, ended);
        update.setLong(3, attempt.number());
        update.executeUpdate();
    }

    void end(Attempt attempt) throws SQLException {
        PreparedStatement delete = statements.prepare("DELETE FROM intent WHERE number = ?");
        delete.setLong(1, attempt.number());
        delete.executeUpdate();
    }

    List<Attempt> of(Intent intent, RelativePath path) throws SQLException {
        PreparedStatement select =
                statements.prepare("SELECT number, content, outcome, began, ended, file_key FROM intent"
                        + " WHERE path = ? AND kind = ? ORDER BY number");
        select.setString(1, path.value());
        select.setString(2, intent.name());
        List<Attempt> attempts = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                attempts.add(new Attempt(
                        rows.getLong(1),
                        intent,
                        path,
                        Sha256.ofBytes(rows.getBytes(2)),
                        Attempt.Outcome.valueOf(rows.getString(3)),
                        time(rows, 4),
                        time(rows, 5),
                        rows.getString(6)));
            }
        }
        return attempts;
    }

    SetMultimap<RelativePath, Intent> all() throws SQLException {
        SetMultimap<RelativePath, Intent> all = HashMultimap.create();
        try (ResultSet rows =
                statements.prepare("SELECT DISTINCT path, kind FROM intent").executeQuery()) {
            while (rows.next()) {
                all.put(RelativePath.of(rows.getString(1)), Intent.valueOf(rows.getString(2)));
            }
        }
        return all;
    }

    void forget(Intent intent, RelativePath path) throws SQLException {
        PreparedStatement delete = statements.prepare("DELETE FROM intent WHERE path = ? AND kind = ?");
        delete.setString(1, path.value());
        delete.setString(2, intent.name());
        delete.executeUpdate();
    }

    void remove(RelativePath path) throws SQLException {
        PreparedStatement delete = statements.prepare("DELETE FROM intent WHERE path = ?");
        delete.setString(1, path.value());
        delete.executeUpdate();
    }

    void removeBelow(RelativePath folder) throws SQLException {
        PreparedStatement delete =
                statements.prepare("DELETE FROM intent WHERE path = ? OR substr(path, 1, length(?) + 1) = ? || '/'");
        for (int i = 1; i <= 3; i++) {
            delete.setString(i, folder.value());
        }
        delete.executeUpdate();
    }

    void move(RelativePath from, RelativePath to) throws SQLException {
        PreparedStatement update = statements.prepare("UPDATE intent SET path = ? || substr(path, length(?) + 1)"
                + " WHERE path = ? OR substr(path, 1, length(?) + 1) = ? || '/'");
        update.setString(1, to.value());
        for (int i = 2; i <= 5; i++) {
            update.setString(i, from.value());
        }
        update.executeUpdate();
    }

    private static void setTime(PreparedStatement statement, int index, Optional<Instant> time) throws SQLException {
        if (time.isPresent()) {
            statement.setLong(index, time.get().toEpochMilli());
        } else {
            statement.setNull(index, Types.INTEGER);
        }
    }

    private static Optional<Instant> time(ResultSet rows, int index) throws SQLException {
        long millis = rows.getLong(index);
        return rows.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
