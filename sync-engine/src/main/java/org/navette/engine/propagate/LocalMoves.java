// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.navette.engine.evidence.Ports;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.recovery.PendingMoves;
import org.navette.engine.recovery.PendingMoves.Pair;
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

    LocalMoves(Ports ports) {
        this.local = ports.local();
        this.journal = ports.journal();
        this.underWay = PendingMoves.here(ports.journal());
    }

    void move(RelativePath from, RelativePath to) throws StoreException {
        Pair pair = new Pair(from, to);
        underWay.add(pair);
        local.move(from, to);
        moved(pair);
        underWay.remove(pair);
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

    private void moved(Pair pair) throws StoreException {
        local.sync(List.of(pair.from().folder(), pair.to().folder()));
        journal.move(pair.from(), pair.to());
        if (isOtherSpelling(pair)) {
            forgetVersions(pair.to());
        }
    }

    /** Finds out what became of moves that an earlier pass was cut off in: what moved has the same identity on the disk. */
    void endEarlier() throws StoreException {
        for (Pair pair : underWay.all()) {
            String key = journal.get(pair.from()).map(SyncedState::fileKey).orElse("");
            boolean moved = !key.isEmpty()
                    && underWay.canFollow(pair)
                    && isGone(pair)
                    && local.look(pair.to())
                            .filter(state -> state.stamp().fileKey().equals(key))
                            .isPresent();
            if (moved) {
                moved(pair);
            }
            underWay.remove(pair);
        }
    }

    /** A disk that sees no difference finds either spelling: its listing says which one it is. */
    private boolean isGone(Pair pair) throws StoreException {
        if (local.look(pair.from()).isEmpty()) {
            return true;
        }
        return isOtherSpelling(pair)
                && !local.list(pair.from().folder())
                        .children()
                        .containsKey(pair.from().name());
    }

    private static boolean isOtherSpelling(Pair pair) {
        return pair.from().folder().equals(pair.to().folder())
                && canonical(pair.from()).equalsIgnoreCase(canonical(pair.to()));
    }

    private static String canonical(RelativePath path) {
        return Normalizer.normalize(path.name(), Normalizer.Form.NFC);
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
