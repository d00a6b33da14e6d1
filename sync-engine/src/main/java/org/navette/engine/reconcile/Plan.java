// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import java.util.List;
import java.util.stream.Stream;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.tree.RelativePath;

/**
 * What is to be done in one round; it can be thrown away at any moment and computed again.
 *
 * @param actions in no particular order
 * @param held deletions that a guard holds until somebody agrees, one path for each entry that would go
 * @param doubt why they are held
 * @param recent how many files went lately without anybody having been asked, which counted as well
 * @param answered whether somebody's answer decided about a part of it
 */
public record Plan(List<Action> actions, List<RelativePath> held, Doubt doubt, long recent, boolean answered) {
    public Plan {
        actions = List.copyOf(actions);
        held = List.copyOf(held);
    }

    /** A plan in which nothing is held. */
    static Plan of(List<Action> actions) {
        return new Plan(actions, List.of(), Doubt.NONE, 0, false);
    }

    /** This plan and more. */
    public Plan with(List<? extends Action> more) {
        return withActions(Stream.concat(actions.stream(), more.stream()).toList());
    }

    /** What of it takes nothing away. */
    public Plan withoutDeletions() {
        return new Plan(
                actions.stream().filter(action -> !action.isDeletion()).toList(), List.of(), Doubt.NONE, 0, answered);
    }

    /** The same with other actions. */
    public Plan withActions(List<Action> others) {
        return new Plan(others, held, doubt, recent, answered);
    }
}
