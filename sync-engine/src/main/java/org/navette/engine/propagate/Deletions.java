// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Deed;
import org.navette.engine.port.Workers;
import org.navette.engine.reconcile.Action;
import org.navette.engine.tree.Change;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/** Takes away on one side what is gone on the other, looking once more right before. */
final class Deletions {
    private final LocalStore local;
    private final Journal journal;
    private final Workers workers;
    private final CollectionRemover remover;
    private final RemoteWriter writer;
    private final Predicate<RelativePath> junk;
    private final Tally tally;
    private final Ports ports;
    private final ServerProfile profile;

    Deletions(Ports ports, ServerProfile profile, RemoteWriter writer, CollectionRemover remover, Tally tally) {
        this.ports = ports;
        this.profile = profile;
        this.remover = remover;
        this.junk = ports.ignored()::isJunk;
        this.local = ports.local();
        this.journal = ports.journal();
        this.workers = ports.workers();
        this.writer = writer;
        this.tally = tally;
    }

    /** After everything else: by then what has another name here has arrived there under it, or is held. */
    void onServer(List<Action.DeleteRemote> deletions) throws InterruptedException {
        List<Action.DeleteRemote> now = new ArrayList<>();
        if (!deletions.isEmpty()) {
            tally.attempt(RelativePath.ROOT, () -> {
                UnsentFiles unsent = UnsentFiles.look(ports);
                Set<RelativePath> freed = new HashSet<>();
                deletions.forEach(deletion -> freed.add(deletion.path()));
                for (Action.DeleteRemote deletion : deletions) {
                    if (tally.attempt(deletion.path(), () -> requireSent(deletion, unsent, freed))) {
                        now.add(deletion);
                    }
                }
                intend(now);
            });
        }
        workers.runAll(now, (deletion, more) -> tally.attempt(deletion.path(), () -> deleteRemote(deletion)));
        tally.attempt(RelativePath.ROOT, journal::commit);
    }

    /**
     * What was renamed here is only deleted there once the server has it under its new name.
     *
     * @param freed names that become free in this round: what is to be there now comes in the next
     */
    private void requireSent(Action.DeleteRemote deletion, UnsentFiles unsent, Set<RelativePath> freed)
            throws StoreException {
        for (Node node :
                (Iterable<Node>) Stream.concat(Stream.of(deletion.node()), deletion.below().stream())::iterator) {
            Optional<String> place = node.synced().isPresent()
                    ? unsent.of(node.path(), node.synced().get())
                    : Optional.empty();
            if (place.isPresent()) {
                boolean next = freed.stream()
                        .anyMatch(path ->
                                place.get().equals(path.value()) || place.get().startsWith(path.value() + "/"));
                throw new StoreException(
                        next || tally.isOpen(place.get())
                                ? new Failure.ChangedMeanwhile()
                                : new Failure.NewPlaceNotSent(place.get()));
            }
        }
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
                    distrust(node);
                }
                throw e;
            }
            if (doubted) {
                tally.lookAgain(node.path().folder());
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
            tally.lookAgain(node.path());
        }
        tally.tell(SyncEvent.Done.of(Deed.DELETED_REMOTE, node.path()));
    }

    /** Another version hides behind the validators that are known: they are worth nothing any more. */
    private void distrust(Node node) throws StoreException {
        journal.put(node.path(), node.synced().orElseThrow().ofUnknownVersion());
    }

    /** @param unreceived what this pass has seen on the server that may not be here */
    void here(List<Action.TrashLocal> deletions, UnreceivedFiles unreceived) {
        UnreceivedFiles.Index elsewhere = unreceived.against(journal, profile.has(Trait.MOVE_KEEPS_ETAG));
        // Folders that stay for what stays in them.
        Set<RelativePath> kept = new HashSet<>();
        List<Action.TrashLocal> deepestFirst = deletions.stream()
                .sorted(Comparator.comparing(Action.TrashLocal::path).reversed())
                .toList();
        Set<RelativePath> done = new HashSet<>();
        for (Action.TrashLocal deletion : deepestFirst) {
            RelativePath path = deletion.path();
            if (kept.contains(path)) {
                kept.add(path.folder());
                continue;
            }
            boolean arrived = tally.attempt(path, () -> requireReceived(deletion.node(), elsewhere));
            if (!arrived) {
                kept.add(path.folder());
                continue;
            }
            tally.attempt(path, () -> {
                Node node = deletion.node();
                if (node.isFolder()) {
                    local.removeFolder(path, junk);
                } else {
                    local.trash(path, node.local().state().orElseThrow());
                }
                done.add(path);
                if (node.remote().state().isPresent()) {
                    tally.lookAgain(path);
                }
            });
        }
        tally.attempt(RelativePath.ROOT, () -> {
            local.sync(done.stream().map(RelativePath::folder).toList());
            for (RelativePath path : done) {
                journal.remove(path);
                tally.tell(SyncEvent.Done.of(Deed.TRASHED, path));
            }
            journal.commit();
        });
    }

    /** What was renamed there is only taken away here once it has come in under its new name. */
    private void requireReceived(Node node, UnreceivedFiles.Index elsewhere) throws StoreException {
        Optional<String> place = node.isFolder() || node.synced().isEmpty()
                ? Optional.empty()
                : elsewhere.of(node.path(), node.synced().get());
        if (place.isPresent()) {
            throw new StoreException(
                    tally.isOpen(place.get())
                            ? new Failure.ChangedMeanwhile()
                            : new Failure.NewPlaceNotReceived(place.get()));
        }
    }
}
