// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/** Between a row of the entry table and a state. */
final class Rows {
    static final String COLUMNS =
            "folder, content, l_size, l_modified, l_changed, l_key, l_racy, r_size, r_etag, r_modified, r_file_id, "
                    + "r_spelling, r_racy";
    /** How many columns that are. */
    static final int COUNT = 13;

    private Rows() {}

    /** Reads {@link #COLUMNS}, beginning at {@code index}: by number, since looking a name up takes longer than its value. */
    static SyncedState read(ResultSet row, int index) throws SQLException {
        Kind kind = row.getBoolean(index) ? Kind.FOLDER : Kind.FILE;
        return new SyncedState(
                kind,
                Optional.ofNullable(row.getBytes(index + 1)).map(Sha256::ofBytes),
                local(row, index + 2),
                row.getBoolean(index + 6),
                remote(row, index + 7, kind),
                row.getBoolean(index + 12));
    }

    private static Optional<LocalStamp> local(ResultSet row, int index) throws SQLException {
        String key = row.getString(index + 3);
        return key == null
                ? Optional.empty()
                : Optional.of(new LocalStamp(row.getLong(index), row.getLong(index + 1), row.getLong(index + 2), key));
    }

    private static Optional<RemoteState> remote(ResultSet row, int index, Kind kind) throws SQLException {
        long size = row.getLong(index);
        if (row.wasNull()) {
            return Optional.empty();
        }
        Optional<ETag> etag = Optional.ofNullable(row.getString(index + 1)).flatMap(ETag::parse);
        long millis = row.getLong(index + 2);
        Optional<Instant> modified = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        return Optional.of(new RemoteState(
                kind,
                size,
                etag,
                modified,
                new RemoteState.Extras(
                        Optional.ofNullable(row.getString(index + 3)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(row.getString(index + 4)))));
    }

    /** Binds the values of {@link #COLUMNS}, beginning at {@code index}. */
    static void bind(PreparedStatement statement, int index, SyncedState state) throws SQLException {
        int i = index;
        statement.setInt(i++, state.isFile() ? 0 : 1);
        statement.setBytes(i++, state.content().map(Sha256::bytes).orElse(null));
        @Nullable LocalStamp local = state.local().orElse(null);
        setLong(statement, i++, local == null ? null : (Long) local.size());
        setLong(statement, i++, local == null ? null : (Long) local.modifiedNanos());
        setLong(statement, i++, local == null ? null : (Long) local.changedNanos());
        statement.setString(i++, local == null ? null : local.fileKey());
        statement.setInt(i++, state.localRacy() ? 1 : 0);
        @Nullable RemoteState remote = state.remote().orElse(null);
        setLong(statement, i++, remote == null ? null : (Long) remote.size());
        statement.setString(
                i++, remote == null ? null : remote.etag().map(ETag::asGiven).orElse(null));
        setLong(
                statement,
                i++,
                remote == null
                        ? null
                        : remote.modified().map(Instant::toEpochMilli).orElse(null));
        statement.setString(i++, remote == null ? null : remote.fileId().orElse(null));
        statement.setString(i++, remote == null ? null : remote.spelling().orElse(null));
        statement.setInt(i, state.remoteRacy() ? 1 : 0);
    }

    private static void setLong(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setLong(index, value);
        }
    }
}
