// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.navette.engine.port.Failure;
import org.navette.engine.port.PrivateFiles;
import org.navette.engine.port.RecordedConflict;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's place on the disk, and what to do when it is damaged. */
public final class JournalFile {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

    private final Path file;

    public JournalFile(Path file) {
        this.file = file;
    }

    /** Opens the journal. A damaged one is set aside, and an empty one takes its place. */
    public SqliteJournal open() throws StoreException {
        try {
            PrivateFiles.folder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            PrivateFiles.database(file);
        } catch (IOException e) {
            throw new StoreException(new Failure.JournalUnusable(String.valueOf(e.getMessage())), e);
        }
        try {
            return SqliteJournal.open(file);
        } catch (StoreException e) {
            if (!(e.failure() instanceof Failure.JournalCorrupt)) {
                throw e;
            }
            setAsideIfDamaged();
            return SqliteJournal.open(file);
        }
    }

    /**
     * The conflicts that a pass has recorded in it, by their copies' paths; for any thread, also while another one or another process
     * has the journal open. None if it does not exist, or if an older Navette was the last to open it.
     *
     * @throws StoreException {@link Failure.JournalTooNew} if a newer Navette has written it, or if it cannot be read
     */
    public List<RecordedConflict> conflicts() throws StoreException {
        return SqliteConflicts.committed(file);
    }

    /**
     * Sets a damaged journal aside, for whoever wants to look at it. With an empty one both sides are compared anew, which
     * deletes and overwrites nothing. It is read once more before: SQLite calls it damaged as well where the disk could not be
     * read for a moment.
     */
    public void setAsideIfDamaged() throws StoreException {
        if (!JournalConnection.isSound(file)) {
            setAside();
        }
    }

    private void setAside() throws StoreException {
        try {
            for (int n = 1; ; n++) {
                Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + n);
                if (!Files.exists(aside)) {
                    LOG.warn("the journal is damaged and was set aside as {}", aside);
                    Files.move(file, aside);
                    Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-wal"));
                    Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
                    return;
                }
            }
        } catch (IOException e) {
            throw new StoreException(new Failure.JournalUnusable(String.valueOf(e.getMessage())), e);
        }
    }
}
