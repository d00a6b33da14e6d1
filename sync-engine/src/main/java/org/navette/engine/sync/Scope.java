// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sync;

import java.util.Set;
import org.navette.engine.tree.RelativePath;

/** Which part of the pair a round looks at: these entries and everything below them. What is outside is unknown, not gone. */
record Scope(Set<RelativePath> roots) {
    Scope {
        roots = Set.copyOf(roots);
    }

    boolean covers(RelativePath path) {
        return roots.contains(RelativePath.ROOT) || roots.stream().anyMatch(path::isAtOrBelow);
    }

    /** Whether the way to something in the scope leads through here. */
    boolean leadsThrough(RelativePath path) {
        return roots.stream().anyMatch(root -> root.isBelow(path));
    }
}
