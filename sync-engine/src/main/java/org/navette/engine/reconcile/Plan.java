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
 */
public record Plan(List<Action> actions, List<RelativePath> held, Doubt doubt) {
    public Plan {
        actions = List.copyOf(actions);
        held = List.copyOf(held);
    }

    /** This plan and more. */
    public Plan with(List<? extends Action> more) {
        return new Plan(Stream.concat(actions.stream(), more.stream()).toList(), held, doubt);
    }
}
