// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Deed;
import org.navette.engine.port.Workers;
import org.navette.engine.reconcile.Action;
import org.navette.engine.tree.Change;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.SyncedState;

/** Takes away on one side what is gone on the other, looking once more right before. */
final class Deletions {
    private final LocalStore local;
    private final RemoteStore remote;
    private final Journal journal;
    private final Workers workers;
    private final IgnoreRules ignored;
    private final RemoteWriter writer;
    private final Tally tally;

    Deletions(Ports ports, RemoteWriter writer, Tally tally) {
        this.local = ports.local();
        this.remote = ports.remote();
        this.journal = ports.journal();
        this.workers = ports.workers();
        this.ignored = ports.ignored();
        this.writer = writer;
        this.tally = tally;
    }

    void onServer(List<Action.DeleteRemote> deletions) throws InterruptedException {
        workers.runAll(deletions, (deletion, more) -> tally.attempt(deletion.path(), () -> deleteRemote(deletion)));
        tally.attempt(RelativePath.ROOT, journal::commit);
    }

    private void deleteRemote(Action.DeleteRemote deletion) throws StoreException {
        Node node = deletion.node();
        if (node.synced().orElseThrow().isFile()) {
            boolean doubted = node.remoteChange() == Change.DOUBTED;
            try {
                writer.delete(
                        node.path(),
                        node.remote().state().orElseThrow(),
                        node.synced().flatMap(SyncedState::content).filter(content -> doubted));
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
            requireOnlyKnown(deletion);
            remote.delete(node.path(), Kind.FOLDER, new RemoteStore.Condition.None());
        }
        journal.remove(node.path());
        if (node.local().state().isPresent()) {
            tally.lookAgain(node.path());
        }
        tally.tell(SyncEvent.Done.of(Deed.DELETED_REMOTE, node.path()));
    }

    /** Another version hides behind the validators that are known: they are worth nothing any more. */
    private void distrust(Node node) throws StoreException {
        SyncedState base = node.synced().orElseThrow();
        journal.put(
                node.path(),
                SyncedState.file(
                        base.content().orElseThrow(), base.local(), base.localRacy(), Optional.empty(), false));
    }

    /** DELETE of a collection is recursive (RFC 4918 §9.6.1): whatever somebody else put there would go with it. */
    private void requireOnlyKnown(Action.DeleteRemote deletion) throws StoreException {
        Map<RelativePath, Node> known = new HashMap<>();
        deletion.below().forEach(node -> known.put(node.path(), node));
        Deque<RelativePath> folders = new ArrayDeque<>(List.of(deletion.path()));
        while (!folders.isEmpty()) {
            RelativePath folder = folders.pop();
            RemoteStore.Listing listing = remote.list(folder);
            if (!listing.problems().isEmpty()) {
                throw new StoreException(listing.problems().getFirst().failure());
            }
            for (Map.Entry<String, RemoteState> child : listing.children().entrySet()) {
                RelativePath path = folder.child(child.getKey());
                Optional<RemoteState> seen = Optional.ofNullable(known.get(path))
                        .flatMap(node -> node.remote().state());
                if (seen.filter(child.getValue()::isStill).isPresent()) {
                    if (!child.getValue().isFile()) {
                        folders.push(path);
                    }
                } else if (!ignored.isJunk(path)) {
                    throw new StoreException(new Failure.ChangedMeanwhile());
                }
            }
        }
    }

    void here(List<Action.TrashLocal> deletions) {
        List<Action.TrashLocal> deepestFirst = deletions.stream()
                .sorted(Comparator.comparing(Action.TrashLocal::path).reversed())
                .toList();
        Set<RelativePath> done = new HashSet<>();
        for (Action.TrashLocal deletion : deepestFirst) {
            RelativePath path = deletion.path();
            tally.attempt(path, () -> {
                Node node = deletion.node();
                if (node.isFolder()) {
                    local.removeFolder(path);
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
}
