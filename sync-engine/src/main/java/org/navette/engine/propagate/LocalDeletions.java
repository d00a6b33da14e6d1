// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.evidence.Junk;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.UnreceivedFiles;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.reconcile.Action;
import org.navette.engine.transfer.PassProgress;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;

/** Takes away here, into the version store, what is gone on the server. */
final class LocalDeletions {
    private final LocalStore local;
    private final Journal journal;
    private final Junk junk;
    private final PassProgress progress;
    private final boolean movesShow;
    private final Set<RelativePath> done = new HashSet<>();
    /** What stays until something has come in, and the place where that is to be. */
    private final Map<Action.TrashLocal, String> waiting = new LinkedHashMap<>();

    LocalDeletions(Ports ports, ServerProfile profile, PassProgress progress) {
        this.local = ports.local();
        this.journal = ports.journal();
        this.junk = new Junk(ports.ignored(), ports.names());
        this.movesShow = profile.has(Trait.MOVE_KEEPS_ETAG);
        this.progress = progress;
    }

    /** @param unreceived what this pass has seen on the server that may not be here */
    void run(List<Action.TrashLocal> deletions, UnreceivedFiles unreceived) {
        if (deletions.isEmpty()) {
            return;
        }
        progress.attempt(
                RelativePath.ROOT, () -> trash(deletions, unreceived.against(journal, movesShow, local.traits())));
        progress.attempt(RelativePath.ROOT, () -> {
            local.sync(done.stream().map(RelativePath::folder).toList());
            for (RelativePath path : done) {
                journal.remove(path);
                progress.tell(SyncEvent.Done.of(Operation.TRASHED, path));
            }
            journal.commit();
        });
    }

    private void trash(List<Action.TrashLocal> deletions, UnreceivedFiles.Index elsewhere) {
        // Folders that stay for what stays in them.
        Set<RelativePath> kept = new HashSet<>();
        List<Action.TrashLocal> deepestFirst = deletions.stream()
                .sorted(Comparator.comparing(Action.TrashLocal::path).reversed())
                .toList();
        for (Action.TrashLocal deletion : deepestFirst) {
            RelativePath path = deletion.path();
            if (kept.contains(path) || !isReceived(deletion, elsewhere)) {
                kept.add(path.folder());
            } else {
                trash(deletion);
            }
        }
        // What each waits for can only come once another has gone: one goes first. The version store has it meanwhile.
        Optional<Action.TrashLocal> first =
                WaitCycles.first(waiting.keySet(), (one, other) -> elsewhere.isInTheWay(other.path(), placeOf(one)));
        if (first.isPresent()) {
            waiting.remove(first.get());
            trash(first.get());
            kept.forEach(progress::lookAgain);
        }
        waiting.forEach((deletion, place) -> {
            boolean next = progress.isOpen(place)
                    || done.stream().anyMatch(path -> elsewhere.isInTheWay(path, place))
                    || first.isPresent();
            Failure failure = next ? new Failure.ChangedMeanwhile() : new Failure.NewPlaceNotReceived(place);
            progress.attempt(deletion.path(), () -> {
                throw new StoreException(failure);
            });
        });
    }

    /** What was renamed there is only taken away here once it has come in under its new name. */
    private boolean isReceived(Action.TrashLocal deletion, UnreceivedFiles.Index elsewhere) {
        Node node = deletion.node();
        return progress.attempt(deletion.path(), () -> {
                    Optional<String> place = node.isFolder() || node.synced().isEmpty()
                            ? Optional.empty()
                            : elsewhere.of(node.path(), node.synced().get());
                    place.ifPresent(where -> waiting.put(deletion, where));
                })
                && !waiting.containsKey(deletion);
    }

    private String placeOf(Action.TrashLocal deletion) {
        return Objects.requireNonNull(waiting.get(deletion));
    }

    private void trash(Action.TrashLocal deletion) {
        RelativePath path = deletion.path();
        progress.attempt(path, () -> {
            Node node = deletion.node();
            if (node.isFolder()) {
                local.removeFolder(path, junk::isHere);
            } else {
                local.trash(path, node.local().state().orElseThrow());
            }
            done.add(path);
            if (node.remote().state().isPresent()) {
                progress.lookAgain(path);
            }
        });
    }
}
