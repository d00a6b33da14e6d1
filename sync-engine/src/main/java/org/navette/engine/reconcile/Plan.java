// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import java.util.List;
import org.navette.engine.tree.RelativePath;

/**
 * What is to be done in one round; it can be thrown away at any moment and computed again.
 *
 * @param actions in no particular order
 * @param held deletions that a guard holds until somebody agrees, one path for each entry that would go
 */
public record Plan(List<Action> actions, List<RelativePath> held) {
    public Plan {
        actions = List.copyOf(actions);
        held = List.copyOf(held);
    }

    public boolean isEmpty() {
        return actions.isEmpty();
    }
}
