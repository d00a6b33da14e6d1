// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** The journal's tables, brought from whatever version is found to the newest, one script a step. */
final class Schema {
    static final int VERSION = 8;

    /** The version that has tables for what is under way. */
    private static final int TYPED_NOTES = 6;
    /** The version that has a table for conflicts. */
    static final int CONFLICTS = 8;

    private Schema() {}

    /** @throws StoreException {@link Failure.JournalTooNew} if a newer Navette has written it */
    static void migrate(Connection connection) throws SQLException, StoreException {
        int found = requireKnown(connection);
        for (int step = found + 1; step <= VERSION; step++) {
            try (Statement statement = connection.createStatement()) {
                for (String command : script(step).split(";\\s*\n")) {
                    if (!command.isBlank()) {
                        statement.executeUpdate(command);
                    }
                }
                if (step == TYPED_NOTES) {
                    NotesMigration.run(connection);
                }
                if (step == CONFLICTS) {
                    SqliteConflicts.recordByName(connection);
                }
                statement.executeUpdate("PRAGMA user_version = " + step);
            }
            connection.commit();
        }
    }

    /**
     * The version that has written the journal; 0 if it is empty.
     *
     * @throws StoreException {@link Failure.JournalTooNew} if a newer Navette has written it
     */
    static int requireKnown(Connection connection) throws SQLException, StoreException {
        int found = version(connection);
        if (found > VERSION) {
            throw new StoreException(new Failure.JournalTooNew(found, VERSION));
        }
        return found;
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    private static String script(int step) {
        String name = "schema-" + step + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " can't be read from the program", e);
        }
    }
}
