// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.DeletionLog;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** The deletion log in the journal's own tables and transaction; every call holds the journal's lock. */
final class SqliteDeletionLog implements DeletionLog {
    private final SqliteJournal journal;
    /** The greatest id that any entry ever had: none is given twice while the log speaks of it. */
    private @Nullable Long newest;

    SqliteDeletionLog(SqliteJournal journal) {
        this.journal = journal;
    }

    @FunctionalInterface
    private interface Use<T> {
        T with() throws SQLException, StoreException;
    }

    private <T> T run(Use<T> use) throws StoreException {
        synchronized (journal) {
            try {
                return use.with();
            } catch (SQLException e) {
                throw journal.failed(e);
            }
        }
    }

    @Override
    public long newest() throws StoreException {
        return run(this::greatestId);
    }

    @Override
    public long serial(RelativePath path) throws StoreException {
        return run(() -> {
            Long parent = path.isRoot() ? null : journal.id(path.folder());
            if (parent == null) {
                return 0L;
            }
            PreparedStatement select = journal.prepare("SELECT id FROM entry WHERE parent = ? AND name = ?");
            select.setLong(1, parent);
            select.setString(2, path.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    /** The id of an entry that is about to be added. With the journal's lock held. */
    long freshSerial() throws SQLException {
        long fresh = greatestId() + 1;
        newest = fresh;
        return fresh;
    }

    private long greatestId() throws SQLException {
        Long known = newest;
        if (known == null) {
            PreparedStatement select = journal.prepare("SELECT max((SELECT coalesce(max(id), 0) FROM entry),"
                    + " (SELECT coalesce(max(newest), 0) FROM deletion_lot))");
            try (ResultSet row = select.executeQuery()) {
                known = row.getLong(1);
            }
            newest = known;
        }
        return known;
    }

    @Override
    public List<Lot> lots() throws StoreException {
        return run(() -> {
            List<Lot> lots = new ArrayList<>();
            PreparedStatement select = journal.prepare("SELECT id, at, files, newest FROM deletion_lot ORDER BY id");
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lots.add(new Lot(rows.getLong(2), rows.getLong(3), rows.getLong(4), deleted(rows.getLong(1))));
                }
            }
            return lots;
        });
    }

    private List<Deleted> deleted(long lot) throws SQLException {
        List<Deleted> deleted = new ArrayList<>();
        PreparedStatement select = journal.prepare("SELECT path, side, content, serial FROM deletion WHERE lot = ?");
        select.setLong(1, lot);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                deleted.add(new Deleted(
                        RelativePath.of(rows.getString(1)),
                        Side.valueOf(rows.getString(2)),
                        Sha256.ofBytes(rows.getBytes(3)),
                        rows.getLong(4)));
            }
        }
        return deleted;
    }

    @Override
    public void add(Lot lot) throws StoreException {
        run(() -> {
            PreparedStatement insert =
                    journal.prepare("INSERT INTO deletion_lot (at, files, newest) VALUES (?, ?, ?) RETURNING id");
            insert.setLong(1, lot.at());
            insert.setLong(2, lot.files());
            insert.setLong(3, lot.newest());
            long id;
            try (ResultSet row = insert.executeQuery()) {
                id = row.getLong(1);
            }
            PreparedStatement file =
                    journal.prepare("INSERT INTO deletion (lot, path, side, content, serial) VALUES (?, ?, ?, ?, ?)");
            for (Deleted deleted : lot.deleted()) {
                file.setLong(1, id);
                file.setString(2, deleted.path().value());
                file.setString(3, deleted.side().name());
                file.setBytes(4, deleted.content().bytes());
                file.setLong(5, deleted.serial());
                file.executeUpdate();
            }
            return id;
        });
    }

    @Override
    public void forgetBefore(long at) throws StoreException {
        run(() -> {
            PreparedStatement delete = journal.prepare("DELETE FROM deletion_lot WHERE at < ?");
            delete.setLong(1, at);
            return delete.executeUpdate();
        });
    }

    @Override
    public Multiset<Sha256> newerThan(long serial) throws StoreException {
        return run(() -> {
            Multiset<Sha256> contents = HashMultiset.create();
            PreparedStatement select =
                    journal.prepare("SELECT content FROM entry WHERE id > ? AND content IS NOT NULL");
            select.setLong(1, serial);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    contents.add(Sha256.ofBytes(rows.getBytes(1)));
                }
            }
            return contents;
        });
    }

    @Override
    public Optional<RelativePath> holding(Sha256 content) throws StoreException {
        return run(() -> {
            PreparedStatement select =
                    journal.prepare("SELECT parent, name FROM entry WHERE folder = 0 AND content = ? LIMIT 1");
            select.setBytes(1, content.bytes());
            long parent;
            String name;
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                parent = row.getLong(1);
                name = row.getString(2);
            }
            return Optional.of(journal.path(parent).child(name));
        });
    }

    @Override
    public Set<RelativePath> held() throws StoreException {
        return run(() -> {
            Set<RelativePath> paths = new HashSet<>();
            try (ResultSet rows =
                    journal.prepare("SELECT path FROM held_deletion").executeQuery()) {
                while (rows.next()) {
                    paths.add(RelativePath.of(rows.getString(1)));
                }
            }
            return paths;
        });
    }

    @Override
    public void hold(Collection<RelativePath> paths) throws StoreException {
        run(() -> {
            journal.prepare("DELETE FROM held_deletion").executeUpdate();
            PreparedStatement insert = journal.prepare("INSERT OR IGNORE INTO held_deletion (path) VALUES (?)");
            for (RelativePath path : paths) {
                insert.setString(1, path.value());
                insert.executeUpdate();
            }
            return paths.size();
        });
    }
}
