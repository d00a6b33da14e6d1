// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.DeletionLog.Deleted;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/**
 * Brings back what had already gone, a little at a time, when somebody says that it was not meant: from the version store, or from
 * another file with the same content. What is put back here is new, and goes to the server like any new file.
 */
final class DeletionUndo {
    private final LocalStore local;
    private final Journal journal;

    DeletionUndo(LocalStore local, Journal journal) {
        this.local = local;
        this.journal = journal;
    }

    /**
     * Puts a file back in its place, if nothing is there.
     *
     * @return whether it is there now, with that content or another
     * @throws StoreException if the disk refuses it
     */
    boolean restore(Deleted gone) throws StoreException {
        if (local.look(gone.path()).isPresent()) {
            return true;
        }
        Optional<Staged> copy = copy(gone);
        if (copy.isEmpty()) {
            return false;
        }
        Staged staged = copy.get();
        try {
            local.fsync(List.of(staged));
            local.makeFolders(gone.path().folder());
            local.place(staged, gone.path(), Optional.empty(), Optional.empty());
        } catch (StoreException e) {
            local.discard(staged);
            if (e.failure() instanceof Failure.ChangedMeanwhile) {
                return true;
            }
            throw e;
        }
        Set<RelativePath> folders = new HashSet<>();
        for (RelativePath folder = gone.path().folder(); !folder.isRoot(); folder = folder.folder()) {
            folders.add(folder.folder());
        }
        folders.add(gone.path().folder());
        local.sync(folders);
        return true;
    }

    private Optional<Staged> copy(Deleted gone) throws StoreException {
        try (InputStream version =
                local.openVersion(gone.path(), gone.content()).orElse(null)) {
            if (version != null) {
                return staged(gone, out -> ByteStreams.copy(version, out));
            }
        } catch (IOException e) {
            throw StoreException.here(gone.path().value(), e);
        }
        Optional<RelativePath> alike = journal.deletions().holding(gone.content());
        if (alike.isEmpty() || local.look(alike.get()).isEmpty()) {
            return Optional.empty();
        }
        try (InputStream file = local.open(alike.get())) {
            return staged(gone, out -> ByteStreams.copy(file, out));
        } catch (IOException e) {
            throw StoreException.here(gone.path().value(), e);
        }
    }

    /** Absent if the copy has become something else. */
    private Optional<Staged> staged(Deleted gone, LocalStore.Source source) throws IOException {
        Staged staged = local.stage(source);
        if (staged.content().equals(gone.content())) {
            return Optional.of(staged);
        }
        local.discard(staged);
        return Optional.empty();
    }
}
