// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.local.DiskStore;
import org.navette.engine.port.Journal;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.SyncedState;

/** What is not as the last pass left it here, told by stamps, without reading contents. */
final class LocalChanges {
    private final DiskStore disk;
    private final Journal journal;

    LocalChanges(DiskStore disk, Journal journal) {
        this.disk = disk;
        this.journal = journal;
    }

    /** Of these paths, those at which something has changed; the root always counts as changed. */
    Set<RelativePath> among(Set<RelativePath> paths) throws StoreException {
        Set<RelativePath> changed = new HashSet<>();
        for (RelativePath path : paths) {
            if (path.isRoot() || (!isAsLeft(disk.look(path), journal.get(path)) && !isInNavetteHome(path))) {
                changed.add(path);
            }
        }
        return changed;
    }

    /** Another's Navette that is at work there changes something all the time. */
    private boolean isInNavetteHome(RelativePath path) throws StoreException {
        for (RelativePath folder = path.folder(); !folder.isRoot(); folder = folder.folder()) {
            if (disk.look(folder).isPresent() && disk.isNavetteHome(folder)) {
                return true;
            }
        }
        return false;
    }

    static boolean isAsLeft(Optional<LocalState> here, Optional<SyncedState> known) {
        if (here.isEmpty() || known.isEmpty()) {
            return here.isEmpty() && known.isEmpty();
        }
        boolean sameKind = here.get().kind() == known.get().kind();
        return sameKind
                && (!here.get().isFile()
                        || known.get().local().equals(Optional.of(here.get().stamp())));
    }
}
