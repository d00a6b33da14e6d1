// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;

/** Sorts deletions that the guard does not let pass by themselves into those that were answered for and those that are held. */
final class GuardedPlan {
    private final DeletionGuard guard;
    private final Doubt doubt;
    private final List<Action> actions = new ArrayList<>();
    private final NavigableSet<RelativePath> held = new TreeSet<>();
    private boolean answered;

    GuardedPlan(DeletionGuard guard, Doubt doubt) {
        this.guard = guard;
        this.doubt = doubt;
    }

    Plan of(List<Action> all) {
        // What is below a folder comes first: a folder cannot go while something in it is held.
        List<Action> deepestFirst = all.stream()
                .sorted(Comparator.comparing(Action::path).reversed())
                .toList();
        for (Action action : deepestFirst) {
            if (action.isDeletion() && action instanceof Action.OnNode deletion) {
                decide(deletion);
            } else {
                actions.add(action);
            }
        }
        if (held.isEmpty()) {
            return new Plan(actions, List.of(), Doubt.NONE, 0, answered);
        }
        Doubt why = doubt == Doubt.NONE ? Doubt.MANY : doubt;
        return new Plan(actions, List.copyOf(held), why, guard.recent().files(), answered);
    }

    private void decide(Action.OnNode deletion) {
        List<RelativePath> paths =
                Reconciler.removedBy(deletion).map(Node::path).toList();
        boolean inDoubt = doubt != Doubt.NONE || paths.stream().anyMatch(guard.asked()::contains);
        if (isAboveHeld(deletion.path()) || (inDoubt && !guard.isAbout(paths))) {
            held.addAll(paths);
        } else if (!inDoubt) {
            actions.add(deletion);
        } else {
            answered = true;
            // Forgotten, what is left on one side is new there, and comes to the other.
            actions.add(guard.answer() == Answer.DELETE ? deletion : new Action.Forget(deletion.node()));
        }
    }

    private boolean isAboveHeld(RelativePath path) {
        RelativePath next = held.higher(path);
        return next != null && next.isBelow(path);
    }
}
