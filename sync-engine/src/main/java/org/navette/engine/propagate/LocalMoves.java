// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.List;
import java.util.Optional;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.PendingMove;
import org.navette.engine.port.StoreException;
import org.navette.engine.recovery.PendingMoves;
import org.navette.engine.tree.NameForm;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.SyncedState;

/**
 * Renames here what was renamed on the server. If we are cut off between that and the journal's word of it, it is found out
 * later: otherwise what was moved would look like a person's new file, and in conflict with the server's at the same name.
 */
final class LocalMoves {
    private final LocalStore local;
    private final Journal journal;
    private final PendingMoves underWay;

    LocalMoves(LocalStore local, Journal journal) {
        this.local = local;
        this.journal = journal;
        this.underWay = PendingMoves.here(journal);
    }

    void move(RelativePath from, RelativePath to) throws StoreException {
        PendingMove pending = underWay.begin(from, to);
        local.move(from, to);
        moved(pending);
        underWay.end(pending.from(), pending.to());
    }

    /** Renames here to the server's spelling of a name. */
    void respell(RelativePath from, RelativePath to) throws StoreException {
        if (journal.get(from).isPresent()) {
            move(from, to);
        } else {
            local.move(from, to);
            local.sync(List.of(from.folder()));
            forgetVersions(to);
        }
    }

    private void moved(PendingMove pending) throws StoreException {
        local.sync(List.of(pending.from().folder(), pending.to().folder()));
        journal.move(pending.from(), pending.to());
        if (NameForm.isOtherSpelling(pending.from(), pending.to())) {
            forgetVersions(pending.to());
        }
    }

    /** Finds out what became of moves that an earlier pass was cut off in: what moved has the same identity on the disk. */
    void endEarlier() throws StoreException {
        for (PendingMove pending : underWay.all()) {
            String key = journal.get(pending.from()).map(SyncedState::fileKey).orElse("");
            boolean moved = !key.isEmpty()
                    && underWay.canFollow(pending)
                    && isGone(pending)
                    && local.look(pending.to())
                            .filter(state -> state.stamp().fileKey().equals(key))
                            .isPresent();
            if (moved) {
                moved(pending);
            }
            underWay.end(pending.from(), pending.to());
        }
    }

    /** A disk that sees no difference finds either spelling: its listing says which one it is. */
    private boolean isGone(PendingMove pending) throws StoreException {
        if (local.look(pending.from()).isEmpty()) {
            return true;
        }
        return NameForm.isOtherSpelling(pending.from(), pending.to())
                && !local.list(pending.from().folder())
                        .children()
                        .containsKey(pending.from().name());
    }

    /** The contents are still the base, but what the server has under the other spelling may be something else. */
    private void forgetVersions(RelativePath path) throws StoreException {
        Optional<SyncedState> base = journal.get(path);
        if (base.filter(SyncedState::isFile).isPresent()) {
            journal.put(path, base.get().ofUnknownVersion());
        } else if (base.isPresent()) {
            for (String name : journal.children(path).keySet()) {
                forgetVersions(path.child(name));
            }
        }
    }
}
