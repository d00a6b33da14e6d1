// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.Collection;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.transfer.PassProgress;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RelativePath;

/**
 * Names that are not free on a disk which sees no difference between them and that of an entry which stays, since its deletion is
 * held or waits: what would be called so is reported, instead of being tried in round after round.
 */
final class TakenNames {
    private final LocalStore local;
    private final DiskTraits disk;
    private final PassProgress progress;

    TakenNames(LocalStore local, PassProgress progress) throws StoreException {
        this.local = local;
        this.disk = local.traits();
        this.progress = progress;
    }

    /** @param staying what is to go from here some day, and does not in this pass */
    void giveUp(Collection<RelativePath> staying) throws StoreException {
        for (RelativePath entry : staying) {
            for (RelativePath open : progress.open()) {
                if (isTaken(open, entry) && isHere(entry)) {
                    progress.giveUp(
                            open, new Failure.NameProblem(open.name(), NameTrouble.CASE_CLASH, Optional.empty()));
                }
            }
        }
    }

    private boolean isTaken(RelativePath name, RelativePath by) {
        return !name.isAtOrBelow(by) && (disk.key(name.value()) + "/").startsWith(disk.key(by.value()) + "/");
    }

    /** In this very spelling: a look would find the other one as well. */
    private boolean isHere(RelativePath entry) throws StoreException {
        return local.list(entry.folder()).children().containsKey(entry.name());
    }
}
