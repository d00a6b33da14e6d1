// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The line to the journal's file. After an error SQLite may have undone everything since the last commit by itself (a full
 * disk does that), so whoever wrote before would go on from what is not there any more: the line is then closed, and every
 * later call fails as the first one did, until it is opened anew.
 */
final class JournalConnection {
    private static final Logger LOG = LoggerFactory.getLogger(JournalConnection.class);

    private final Path file;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Connection connection;
    private @Nullable Failure broken;

    /**
     * Opens the file, or makes it.
     *
     * @throws StoreException {@link Failure.JournalCorrupt}, {@link Failure.JournalTooNew},
     *     {@link Failure.JournalDiskFull} or {@link Failure.JournalUnusable}
     */
    JournalConnection(Path file) throws StoreException {
        this.file = file;
        this.connection = connect(file);
    }

    private static Connection connect(Path file) throws StoreException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(5_000);
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
            try {
                connection.setAutoCommit(false);
                Schema.migrate(connection);
                return connection;
            } catch (SQLException | StoreException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException(failure(e), e);
        }
    }

    /** Whether all of the file can be read, and makes sense. */
    static boolean isSound(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            return row.next() && row.getString(1).equals("ok");
        } catch (SQLException e) {
            LOG.warn("the journal {} cannot be read", file, e);
            return false;
        }
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    boolean isBroken() {
        return broken != null;
    }

    /** Opens the file anew, at the last commit. */
    void reopen() throws StoreException {
        statements.clear();
        connection = connect(file);
        broken = null;
    }

    /** Closes without committing. */
    void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try (Connection closing = connection) {
            for (Statement statement : statements.values()) {
                statement.close();
            }
            closing.rollback();
        }
    }

    /** What a call failed with; nothing is written over this line any more. */
    StoreException failed(SQLException e) {
        if (broken == null) {
            broken = failure(e);
            try {
                close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
        }
        return new StoreException(broken, e);
    }

    /** What an error of SQLite means. */
    static Failure failure(SQLException e) {
        if (e instanceof SQLiteException sqlite) {
            SQLiteErrorCode code = sqlite.getResultCode();
            int primary = code.code & 0xff;
            if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
                return new Failure.JournalCorrupt();
            }
            // The shared memory beside the file cannot grow either, where the disk is full.
            if (primary == SQLiteErrorCode.SQLITE_FULL.code || code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
                return new Failure.JournalDiskFull();
            }
        }
        return new Failure.JournalUnusable(String.valueOf(e.getMessage()));
    }
}
