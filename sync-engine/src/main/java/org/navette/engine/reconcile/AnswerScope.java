// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import java.util.Set;
import org.navette.engine.tree.RelativePath;

/** Which deletions somebody has answered for. */
public sealed interface AnswerScope {
    /** All that the pass finds: of a command that says so and ends. */
    record All() implements AnswerScope {}

    /** Those that were shown, and no others. */
    record These(Set<RelativePath> paths) implements AnswerScope {
        public These {
            paths = Set.copyOf(paths);
        }
    }

    /** Those that were held last, as the journal keeps them. */
    record LastHeld() implements AnswerScope {}
}
