// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.Listener;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.LocalStore.LateSave;
import org.navette.engine.port.RecordedConflict;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.tree.RelativePath;

/**
 * Gives a name to what a program saved through an open handle after its file was replaced or removed here: its own, if that
 * is free and means nothing to the journal any more (the edit wins over the deletion), else that of a conflict copy. It is
 * synced from there like anything a person made.
 */
final class LateSaves {
    private final LocalStore local;
    private final Journal journal;
    private final ConflictNames conflictNames;
    private final Listener listener;

    LateSaves(LocalStore local, Journal journal, ConflictNames conflictNames, Listener listener) {
        this.local = local;
        this.journal = journal;
        this.conflictNames = conflictNames;
        this.listener = listener;
    }

    void bringBack() throws StoreException {
        Set<RelativePath> touched = new HashSet<>();
        List<RecordedConflict> conflicts = new ArrayList<>();
        for (LateSave save : local.lateSaves()) {
            try {
                touched.add(bringBack(save, conflicts).folder());
            } catch (StoreException e) {
                // Its place is taken, or its folder became a file: the next pass tries again, and it stays a version.
                if (e.failure().isWhole() || !(e.failure() instanceof Failure.ChangedMeanwhile)) {
                    throw e;
                }
            }
        }
        if (!touched.isEmpty()) {
            local.sync(List.copyOf(touched));
        }
        if (!conflicts.isEmpty()) {
            for (RecordedConflict conflict : conflicts) {
                journal.conflicts().record(conflict);
            }
            journal.commit();
            conflicts.forEach(conflict ->
                    listener.on(new SyncEvent.Done(Operation.CONFLICT, conflict.original(), conflict.copy(), 0)));
        }
    }

    private RelativePath bringBack(LateSave save, List<RecordedConflict> conflicts) throws StoreException {
        RelativePath path = save.path();
        makeFolder(path.folder());
        if (isFree(path)) {
            local.bringBack(save, path);
            return path;
        }
        int attempt = 1;
        RecordedConflict conflict = conflictNames.copyOf(path, attempt);
        while (!isFree(conflict.copy())) {
            conflict = conflictNames.copyOf(path, ++attempt);
        }
        local.bringBack(save, conflict.copy());
        conflicts.add(conflict);
        return conflict.copy();
    }

    private boolean isFree(RelativePath name) throws StoreException {
        return local.look(name).isEmpty() && journal.get(name).isEmpty();
    }

    private void makeFolder(RelativePath folder) throws StoreException {
        if (!folder.isRoot() && local.look(folder).isEmpty()) {
            makeFolder(folder.folder());
            local.makeFolder(folder);
        }
    }
}
