// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.PrivateFiles;
import org.navette.engine.port.Records;
import org.navette.engine.port.StoreException;
import org.sqlite.SQLiteConfig;

/** Records in an SQLite file. Several processes may write to one. */
public final class SqliteRecords implements Records {
    /** More activities than this are not kept, however young. */
    private static final int MOST = 100_000;

    private static final String TABLES = """
            CREATE TABLE IF NOT EXISTS activity (
              id INTEGER PRIMARY KEY, at INTEGER NOT NULL, folder TEXT NOT NULL, what TEXT NOT NULL, path TEXT NOT NULL,
              other TEXT NOT NULL, bytes INTEGER NOT NULL, detail TEXT NOT NULL);
            CREATE INDEX IF NOT EXISTS activity_folder ON activity (folder, id);
            CREATE TABLE IF NOT EXISTS traffic (
              day TEXT NOT NULL, server TEXT NOT NULL, method TEXT NOT NULL, requests INTEGER NOT NULL,
              sent INTEGER NOT NULL, received INTEGER NOT NULL, PRIMARY KEY (day, server, method)) WITHOUT ROWID
            """;

    private static final long MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    /** @param day since 1970, in UTC */
    private record Line(long day, String server, String method) {}

    private static final class Sum {
        long requests;
        long sent;
        long received;
    }

    private final Connection connection;
    private final Map<Line, Sum> counted = new HashMap<>();

    private SqliteRecords(Connection connection) {
        this.connection = connection;
    }

    /** @throws StoreException {@link Failure.JournalUnusable} if nothing can be kept there */
    public static SqliteRecords open(Path file) throws StoreException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(10_000);
        try {
            PrivateFiles.home(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            PrivateFiles.database(file);
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
            try (Statement statement = connection.createStatement()) {
                for (String command : TABLES.split(";\\s*\n")) {
                    statement.executeUpdate(command);
                }
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return new SqliteRecords(connection);
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new StoreException(new Failure.JournalUnusable(String.valueOf(e.getMessage())), e);
        }
    }

    private static StoreException failed(SQLException e) {
        return new StoreException(new Failure.JournalUnusable(String.valueOf(e.getMessage())), e);
    }

    @FunctionalInterface
    private interface Use<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private synchronized <T> T run(String sql, Use<T> use) throws StoreException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return use.with(statement);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Activity note(Activity activity) throws StoreException {
        return run(
                "INSERT INTO activity (at, folder, what, path, other, bytes, detail) VALUES (?, ?, ?, ?, ?, ?, ?) "
                        + "RETURNING *",
                insert -> {
                    insert.setLong(1, activity.at().toEpochMilli());
                    insert.setString(2, activity.folder());
                    insert.setString(3, activity.what());
                    insert.setString(4, activity.path());
                    insert.setString(5, activity.other());
                    insert.setLong(6, activity.bytes());
                    insert.setString(7, activity.detail());
                    return activities(insert).getFirst();
                });
    }

    @Override
    public List<Activity> find(Query query) throws StoreException {
        return run(
                "SELECT * FROM activity WHERE (?1 = '' OR folder = ?1) AND (?2 = '' OR what = ?2) "
                        + "AND id > ?3 ORDER BY id DESC LIMIT ?4",
                select -> {
                    select.setString(1, query.folder().orElse(""));
                    select.setString(2, query.what().orElse(""));
                    select.setLong(3, query.after());
                    select.setInt(4, query.most());
                    return activities(select);
                });
    }

    @Override
    public Optional<Activity> get(long id) throws StoreException {
        return run("SELECT * FROM activity WHERE id = ?", select -> {
            select.setLong(1, id);
            return activities(select).stream().findFirst();
        });
    }

    private static List<Activity> activities(PreparedStatement select) throws SQLException {
        List<Activity> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Activity(
                        rows.getLong("id"),
                        Instant.ofEpochMilli(rows.getLong("at")),
                        rows.getString("folder"),
                        rows.getString("what"),
                        rows.getString("path"),
                        rows.getString("other"),
                        rows.getLong("bytes"),
                        rows.getString("detail")));
            }
        }
        return found;
    }

    @Override
    public synchronized void count(String server, String method, long sent, long received) {
        long day = Math.floorDiv(System.currentTimeMillis(), MILLIS_A_DAY);
        Sum sum = counted.computeIfAbsent(new Line(day, server, method), line -> new Sum());
        sum.requests++;
        sum.sent += sent;
        sum.received += received;
    }

    @Override
    public synchronized void flush() throws StoreException {
        for (Map.Entry<Line, Sum> entry : counted.entrySet()) {
            Sum sum = entry.getValue();
            run(
                    "INSERT INTO traffic VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                            + "requests = requests + excluded.requests, sent = sent + excluded.sent, "
                            + "received = received + excluded.received",
                    insert -> {
                        insert.setString(
                                1, LocalDate.ofEpochDay(entry.getKey().day()).toString());
                        insert.setString(2, entry.getKey().server());
                        insert.setString(3, entry.getKey().method());
                        insert.setLong(4, sum.requests);
                        insert.setLong(5, sum.sent);
                        insert.setLong(6, sum.received);
                        return insert.executeUpdate();
                    });
        }
        counted.clear();
    }

    @Override
    public List<Traffic> traffic() throws StoreException {
        flush();
        return run("SELECT * FROM traffic ORDER BY day DESC, server, method", select -> {
            List<Traffic> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Traffic(
                            LocalDate.parse(rows.getString("day")),
                            rows.getString("server"),
                            rows.getString("method"),
                            rows.getLong("requests"),
                            rows.getLong("sent"),
                            rows.getLong("received")));
                }
            }
            return found;
        });
    }

    @Override
    public void prune(Instant before) throws StoreException {
        run("DELETE FROM activity WHERE at < ? OR id <= (SELECT MAX(id) FROM activity) - " + MOST, delete -> {
            delete.setLong(1, before.toEpochMilli());
            return delete.executeUpdate();
        });
        run("DELETE FROM traffic WHERE day < ?", delete -> {
            delete.setString(1, LocalDate.ofInstant(before, ZoneOffset.UTC).toString());
            return delete.executeUpdate();
        });
    }

    @Override
    public void forgetServer(String server) throws StoreException {
        flush();
        run("DELETE FROM traffic WHERE server = ?", delete -> {
            delete.setString(1, server);
            return delete.executeUpdate();
        });
        compact();
    }

    @Override
    public void forget(String folder) throws StoreException {
        run("DELETE FROM activity WHERE folder = ?", delete -> {
            delete.setString(1, folder);
            return delete.executeUpdate();
        });
        compact();
    }

    /** What was deleted shall not be found in the file either. */
    private void compact() throws StoreException {
        run("VACUUM", PreparedStatement::executeUpdate);
        run("PRAGMA wal_checkpoint(TRUNCATE)", PreparedStatement::execute);
    }

    @Override
    public synchronized void close() throws StoreException {
        try (connection) {
            flush();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
