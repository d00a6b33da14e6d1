// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.List;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.propagate.PairNotes.Pair;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.SyncedState;

/**
 * Renames here what was renamed on the server. If we are cut off between that and the journal's word of it, it is found out
 * later: otherwise what was moved would look like a person's new file, and in conflict with the server's at the same name.
 */
final class LocalMoves {
    /** The fact in the journal that notes what is under way. */
    static final String UNDER_WAY = "moving-here";

    private final LocalStore local;
    private final Journal journal;
    private final PairNotes underWay;

    LocalMoves(Ports ports) {
        this.local = ports.local();
        this.journal = ports.journal();
        this.underWay = new PairNotes(ports.journal(), UNDER_WAY);
    }

    void move(RelativePath from, RelativePath to) throws StoreException {
        Pair pair = new Pair(from, to);
        underWay.add(pair);
        local.move(from, to);
        local.sync(List.of(from.folder(), to.folder()));
        journal.move(from, to);
        underWay.remove(pair);
    }

    /** Finds out what became of moves that an earlier pass was cut off in: what moved has the same identity on the disk. */
    void endEarlier() throws StoreException {
        for (Pair pair : underWay.all()) {
            String key = journal.get(pair.from()).map(SyncedState::fileKey).orElse("");
            boolean moved = !key.isEmpty()
                    && underWay.canFollow(pair)
                    && local.look(pair.from()).isEmpty()
                    && local.look(pair.to())
                            .filter(state -> state.stamp().fileKey().equals(key))
                            .isPresent();
            if (moved) {
                local.sync(List.of(pair.from().folder(), pair.to().folder()));
                journal.move(pair.from(), pair.to());
            }
            underWay.remove(pair);
        }
    }
}
