// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.propagate.Propagator;
import org.navette.engine.reconcile.Action;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.reconcile.Plan;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.SyncedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once more, right before deletions are carried out, whether deleting still goes on: then they wait, and are planned anew with
 * everything that is gone by then, so that the guard sees all of it. For one pass.
 */
final class DeletionRecheck {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionRecheck.class);
    /** So many files on the server go without another look at the whole folder here. */
    private static final int FEW = 10;
    /** A deletion of more than this part of what the guard holds, on the server by others, is looked at twice. */
    private static final int NEAR = 2;
    /** A deletion without an end is left to the guard after so many times. */
    private static final int MOST = 4;
    /** Looks here until two are the same. */
    private static final int LOOKS = 10;
    /** Of {@code pause}, from one look to the next: half a second. */
    private static final int PAUSES = 17;

    private final LocalStore local;
    private final Journal journal;
    private final Runnable pause;
    private final Set<RelativePath> goneHere = new HashSet<>();
    private Set<RelativePath> goneThere = Set.of();
    private int found;

    DeletionRecheck(LocalStore local, Journal journal, Runnable pause) {
        this.local = local;
        this.journal = journal;
        this.pause = pause;
    }

    /** What a round has seen to be gone here, or could not see. */
    void seen(Iterable<Node> nodes) {
        for (Node node : nodes) {
            if (node.local().state().isEmpty()) {
                goneHere.add(node.path());
            }
        }
    }

    /** Whether deletions of a plan that nobody was asked about have to be planned anew. */
    Propagator.Gate before(Plan plan) {
        return plan.answered() ? () -> true : () -> isOver(plan);
    }

    /** How often deleting was found to go on. */
    int found() {
        return found;
    }

    private boolean isOver(Plan plan) throws StoreException, InterruptedException {
        if (found >= MOST) {
            return true;
        }
        boolean over = isOverHere(plan) && isOverThere(plan);
        if (!over) {
            found++;
        }
        return over;
    }

    private boolean isOverHere(Plan plan) throws StoreException, InterruptedException {
        long files = plan.actions().stream()
                .filter(Action.DeleteRemote.class::isInstance)
                .flatMap(action -> ((Action.DeleteRemote) action).nodes())
                .filter(DeletionRecheck::wasFile)
                .count();
        if (files <= FEW) {
            return true;
        }
        Set<RelativePath> gone = lookHere();
        for (int look = 1; look < LOOKS; look++) {
            pause();
            Set<RelativePath> before = gone;
            gone = lookHere();
            if (gone.equals(before)) {
                break;
            }
        }
        local.requireRoot();
        boolean more = !goneHere.containsAll(gone);
        if (more) {
            LOG.info("more is being deleted here: {} files are gone by now", gone.size());
            goneHere.addAll(gone);
        }
        return !more;
    }

    /** Others may be in the middle of it, too. */
    private boolean isOverThere(Plan plan) throws StoreException, InterruptedException {
        Set<RelativePath> gone = new HashSet<>();
        for (Action action : plan.actions()) {
            if (action instanceof Action.TrashLocal(Node node) && wasFile(node)) {
                gone.add(node.path());
            }
        }
        boolean near = DeletionGuard.isMany((long) gone.size() * NEAR, journal.files());
        if (!near || goneThere.containsAll(gone)) {
            return true;
        }
        goneThere = gone;
        pause();
        return false;
    }

    private static boolean wasFile(Node node) {
        return node.synced().filter(SyncedState::isFile).isPresent();
    }

    private void pause() throws InterruptedException {
        for (int i = 0; i < PAUSES; i++) {
            pause.run();
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Files of the synced tree that are not here now; what cannot be looked at is not among them. */
    private Set<RelativePath> lookHere() throws StoreException {
        Set<RelativePath> gone = new HashSet<>();
        Deque<RelativePath> folders = new ArrayDeque<>(Set.of(RelativePath.ROOT));
        while (!folders.isEmpty()) {
            RelativePath folder = folders.pop();
            Map<String, SyncedState> known = journal.children(folder);
            Optional<Map<String, LocalState>> here = known.isEmpty() ? Optional.empty() : list(folder);
            if (here.isEmpty()) {
                continue;
            }
            for (Map.Entry<String, SyncedState> entry : known.entrySet()) {
                RelativePath path = folder.child(entry.getKey());
                // The disk may spell it another way.
                if (!here.get().containsKey(entry.getKey()) && isGone(path)) {
                    addAll(path, entry.getValue(), gone);
                } else if (!entry.getValue().isFile()) {
                    folders.push(path);
                }
            }
        }
        return gone;
    }

    private Optional<Map<String, LocalState>> list(RelativePath folder) {
        try {
            return Optional.of(local.list(folder).children());
        } catch (StoreException e) {
            LOG.debug("{} can't be looked at", folder, e);
            return Optional.empty();
        }
    }

    private boolean isGone(RelativePath path) {
        try {
            return local.look(path).isEmpty();
        } catch (StoreException e) {
            LOG.debug("{} can't be looked at", path, e);
            return false;
        }
    }

    private void addAll(RelativePath path, SyncedState state, Set<RelativePath> gone) throws StoreException {
        if (state.isFile()) {
            gone.add(path);
            return;
        }
        Deque<RelativePath> folders = new ArrayDeque<>(Set.of(path));
        while (!folders.isEmpty()) {
            RelativePath folder = folders.pop();
            for (Map.Entry<String, SyncedState> child : journal.children(folder).entrySet()) {
                RelativePath below = folder.child(child.getKey());
                if (child.getValue().isFile()) {
                    gone.add(below);
                } else {
                    folders.push(below);
                }
            }
        }
    }
}
