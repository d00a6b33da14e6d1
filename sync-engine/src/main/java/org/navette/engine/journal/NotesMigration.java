// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.navette.engine.port.PendingMove;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries over what was under way in a journal of before its sixth schema, where each kind was one fact: notes joined by three slashes,
 * of words joined by two, since a path has neither. Part of the transaction of that schema.
 */
final class NotesMigration {
    private static final Logger LOG = LoggerFactory.getLogger(NotesMigration.class);

    private static final String MOVE = "INSERT OR IGNORE INTO pending_move (kind, from_path, to_path) VALUES (?, ?, ?)";

    /** Writes down what the words of one note say. */
    @FunctionalInterface
    private interface Note {
        void carryOver(List<String> words) throws SQLException;
    }

    private final Connection connection;

    private NotesMigration(Connection connection) {
        this.connection = connection;
    }

    static void run(Connection connection) throws SQLException {
        NotesMigration migration = new NotesMigration(connection);
        migration.carryOver("moving", words -> migration.move(PendingMove.Kind.ON_SERVER, words));
        migration.carryOver("moving-here", words -> migration.move(PendingMove.Kind.HERE, words));
        migration.carryOver("removing", words -> migration.move(PendingMove.Kind.REMOVAL, words));
        migration.carryOver(
                "uploading",
                words -> migration.insert(
                        "INSERT OR REPLACE INTO upload (file, name, content, done) VALUES (?, ?, ?, ?)",
                        path(words.get(0)),
                        path(words.get(1)),
                        BaseEncoding.base16().lowerCase().decode(words.get(2)),
                        Long.parseLong(words.get(3))));
        migration.carryOver(
                "locked",
                words -> migration.insert(
                        "INSERT OR REPLACE INTO held_lock (path, token) VALUES (?, ?)",
                        path(words.get(0)),
                        new String(BaseEncoding.base16().decode(words.get(1)), StandardCharsets.UTF_8)));
        migration.carryOver(
                "set-aside",
                words -> migration.insert(
                        "INSERT OR REPLACE INTO aside_sighting (name, first) VALUES (?, ?)",
                        words.get(0),
                        Long.parseLong(words.get(1))));
    }

    private void carryOver(String fact, Note note) throws SQLException {
        for (String words : Splitter.on("///").omitEmptyStrings().split(text(fact))) {
            try {
                note.carryOver(Splitter.on("//").splitToList(words));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // No journal of ours has such a note, and one that has shall open all the same.
                LOG.warn("a note of what is under way cannot be read: {} {}", fact, words, e);
            }
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM fact WHERE name = ?")) {
            delete.setString(1, fact);
            delete.executeUpdate();
        }
    }

    private String text(String fact) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM fact WHERE name = ?")) {
            select.setString(1, fact);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /** @throws IllegalArgumentException if it is no path: reading the row would fail at every pass */
    private static String path(String value) {
        return RelativePath.of(value).value();
    }

    private void move(PendingMove.Kind kind, List<String> words) throws SQLException {
        insert(MOVE, kind.name(), path(words.get(0)), path(words.get(1)));
    }

    private void insert(String sql, Object... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }
}
