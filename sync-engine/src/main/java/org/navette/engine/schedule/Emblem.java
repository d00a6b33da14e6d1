// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import org.navette.engine.port.ConflictNames;
import org.navette.engine.tree.RelativePath;

/** What a file manager shows of an entry. */
public enum Emblem {
    IN_STEP,
    SYNCING,
    WAITING,
    CONFLICT,
    LEFT_OUT;

    /**
     * @param leftOut whether it takes no part in syncing
     * @param changed whether it is not here as it was last synced
     * @param status of its folder pair
     */
    static Emblem of(RelativePath path, boolean leftOut, boolean changed, FolderStatus status) {
        if (leftOut) {
            return LEFT_OUT;
        }
        if (ConflictNames.read(path).isPresent()) {
            return CONFLICT;
        }
        boolean syncing = status.state() instanceof FolderState.Syncing;
        boolean troubled = status.problems().stream().anyMatch(problem -> problem.isAtOrBelow(path));
        boolean waiting = path.isRoot() && status.waiting().changes() > 0;
        if (troubled || changed || waiting) {
            return syncing ? SYNCING : WAITING;
        }
        return path.isRoot() && syncing ? SYNCING : IN_STEP;
    }
}
