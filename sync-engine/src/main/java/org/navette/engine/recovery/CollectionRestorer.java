// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.engine.evidence.RemoteGate;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;

/** Gives a collection that was moved aside on the server a name again that people see; nothing is ever replaced or deleted. */
public final class CollectionRestorer {
    private static final int NAMES_TO_TRY = 20;

    private final RemoteStore remote;
    private final RemoteGate gate;
    private final ConflictNames names;

    /** @param names for where its own name is taken */
    public CollectionRestorer(RemoteGate gate, RemoteStore remote, ConflictNames names) {
        this.gate = gate;
        this.remote = remote;
        this.names = names;
    }

    /**
     * Back to its name, or beside it where that is taken by now, or to the root where its folder is gone.
     *
     * @return where it is now; empty if somebody else was faster
     * @throws StoreException {@link Failure.ChangedMeanwhile} if no name was free
     */
    public Optional<RelativePath> restore(RelativePath aside, RelativePath collection) throws StoreException {
        List<RelativePath> places = new ArrayList<>(List.of(collection));
        places.addAll(placesBeside(collection));
        return restore(aside, places);
    }

    /** Under a name beside it: what it was called is not known for certain. */
    Optional<RelativePath> restoreBeside(RelativePath aside, RelativePath collection) throws StoreException {
        return restore(aside, placesBeside(collection));
    }

    private List<RelativePath> placesBeside(RelativePath collection) {
        List<RelativePath> places = new ArrayList<>();
        for (int attempt = 1; attempt <= NAMES_TO_TRY; attempt++) {
            RelativePath copy = names.copyOf(collection, attempt).copy();
            places.add(copy);
            places.add(RelativePath.of(copy.name()));
        }
        return places;
    }

    private Optional<RelativePath> restore(RelativePath aside, List<RelativePath> places) throws StoreException {
        for (RelativePath place : places) {
            try {
                // Not every server keeps to Overwrite: F.
                gate.move(aside, place, Kind.FOLDER, gate.seenVacant(place));
                return Optional.of(place);
            } catch (StoreException e) {
                boolean missing = e.failure() instanceof Failure.Missing;
                if (!missing && !(e.failure() instanceof Failure.ChangedMeanwhile)) {
                    throw e;
                }
                if (remote.look(aside).isEmpty()) {
                    return Optional.empty();
                }
            }
        }
        throw new StoreException(new Failure.ChangedMeanwhile());
    }
}
