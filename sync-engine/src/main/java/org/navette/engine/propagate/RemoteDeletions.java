// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.engine.evidence.LastLook;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.UnsentFiles;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.port.Workers;
import org.navette.engine.reconcile.Action;
import org.navette.engine.transfer.PassProgress;
import org.navette.engine.transfer.RemoteWriter;
import org.navette.engine.tree.Change;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/** Takes away on the server what is gone here, looking once more right before. */
final class RemoteDeletions {
    private final LocalStore local;
    private final Journal journal;
    private final Workers workers;
    private final CollectionRemover remover;
    private final RemoteWriter writer;
    private final PassProgress progress;
    private final Ports ports;

    RemoteDeletions(Ports ports, RemoteWriter writer, CollectionRemover remover, PassProgress progress) {
        this.ports = ports;
        this.remover = remover;
        this.local = ports.local();
        this.journal = ports.journal();
        this.workers = ports.workers();
        this.writer = writer;
        this.progress = progress;
    }

    /** After everything else: by then what has another name here has arrived there under it, or is held. */
    void run(List<Action.DeleteRemote> deletions) throws InterruptedException {
        List<Action.DeleteRemote> now = new ArrayList<>();
        if (!deletions.isEmpty()) {
            progress.attempt(RelativePath.ROOT, () -> {
                now.addAll(sent(deletions, UnsentFiles.look(ports.local(), ports.journal(), ports.ignored())));
                intend(now);
            });
        }
        workers.runAll(now, (deletion, more) -> progress.attempt(deletion.path(), () -> deleteRemote(deletion)));
        progress.attempt(RelativePath.ROOT, journal::commit);
    }

    /** What was renamed here is only deleted there once the server has it under its new name. */
    private List<Action.DeleteRemote> sent(List<Action.DeleteRemote> deletions, UnsentFiles unsent) {
        List<Action.DeleteRemote> now = new ArrayList<>();
        Map<Action.DeleteRemote, String> waiting = new LinkedHashMap<>();
        for (Action.DeleteRemote deletion : deletions) {
            boolean looked = progress.attempt(
                    deletion.path(), () -> placeOf(deletion, unsent).ifPresent(place -> waiting.put(deletion, place)));
            if (looked && !waiting.containsKey(deletion)) {
                now.add(deletion);
            }
        }
        // What each waits for can only be sent once another has gone there: one goes first. It stands here all the
        // while.
        WaitCycles.first(waiting.keySet(), (one, other) -> isWithin(waiting.get(one), other.path()))
                .ifPresent(first -> {
                    waiting.remove(first);
                    now.add(first);
                });
        waiting.forEach((deletion, place) -> {
            // A name that becomes free in this round: what is to be there now comes in the next.
            boolean next =
                    progress.isOpen(place) || deletions.stream().anyMatch(other -> isWithin(place, other.path()));
            progress.attempt(deletion.path(), () -> {
                throw new StoreException(next ? new Failure.ChangedMeanwhile() : new Failure.NewPlaceNotSent(place));
            });
        });
        return now;
    }

    private static boolean isWithin(@Nullable String place, RelativePath path) {
        return place != null && (place.equals(path.value()) || place.startsWith(path.value() + "/"));
    }

    private static Optional<String> placeOf(Action.DeleteRemote deletion, UnsentFiles unsent) throws StoreException {
        for (Node node :
                (Iterable<Node>) Stream.concat(Stream.of(deletion.node()), deletion.below().stream())::iterator) {
            Optional<String> place = node.synced().isPresent()
                    ? unsent.of(node.path(), node.synced().get())
                    : Optional.empty();
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    private void intend(List<Action.DeleteRemote> deletions) throws StoreException {
        for (Action.DeleteRemote deletion : deletions) {
            journal.intend(Intent.DELETE, deletion.path(), contentOf(deletion.node()));
            for (Node inner : deletion.below()) {
                journal.intend(Intent.DELETE, inner.path(), contentOf(inner));
            }
        }
        if (!deletions.isEmpty()) {
            journal.commit();
        }
    }

    private static Sha256 contentOf(Node node) {
        return node.synced().flatMap(SyncedState::content).orElse(Sha256.OF_A_FOLDER);
    }

    private void deleteRemote(Action.DeleteRemote deletion) throws StoreException {
        Node node = deletion.node();
        LastLook here = LastLook.at(node, local);
        if (node.synced().orElseThrow().isFile()) {
            boolean doubted = node.remoteChange() == Change.DOUBTED;
            try {
                writer.delete(
                        node.path(),
                        node.remote().state().orElseThrow(),
                        node.synced().flatMap(SyncedState::content).orElseThrow(),
                        doubted,
                        here);
            } catch (StoreException e) {
                if (doubted && e.failure() instanceof Failure.ChangedMeanwhile) {
                    // Else it was given up for what is here again, which says nothing of the version there.
                    here.requireGone();
                    distrust(node);
                }
                throw e;
            }
            if (doubted) {
                progress.lookAgain(node.path().folder());
            }
        } else {
            Map<RelativePath, Node> known = new HashMap<>();
            // Only what both sides had may go with its folder.
            deletion.below().stream()
                    .filter(inner -> inner.remoteChange() == Change.SAME)
                    .forEach(inner -> known.put(inner.path(), inner));
            remover.remove(
                    node.path(), path -> Optional.ofNullable(known.get(path)).flatMap(Node::synced), here);
        }
        journal.remove(node.path());
        if (node.local().state().isPresent()) {
            progress.lookAgain(node.path());
        }
        progress.tell(SyncEvent.Done.of(Operation.DELETED_REMOTE, node.path()));
    }

    /** Another version hides behind the validators that are known: they are worth nothing any more. */
    private void distrust(Node node) throws StoreException {
        journal.put(node.path(), node.synced().orElseThrow().ofUnknownVersion());
    }
}
