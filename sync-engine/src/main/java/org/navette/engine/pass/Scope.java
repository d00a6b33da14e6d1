// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.collect.Sets;
import java.util.Set;
import org.navette.engine.tree.RelativePath;

/**
 * Which part of the pair a round looks at. What is outside is unknown, not gone.
 *
 * @param roots entries that are looked at with everything below them
 * @param folders whose own entries are looked at, without what is in folders below
 */
record Scope(Set<RelativePath> roots, Set<RelativePath> folders) {
    Scope {
        roots = Set.copyOf(roots);
        folders = Set.copyOf(folders);
    }

    Scope(Set<RelativePath> roots) {
        this(roots, Set.of());
    }

    /** This and more. */
    Scope and(Set<RelativePath> more) {
        return new Scope(Sets.union(roots, more), folders);
    }

    boolean covers(RelativePath path) {
        return coversBelow(path) || (!path.isRoot() && folders.contains(path.folder()));
    }

    /** Whether everything below an entry is in it, and the entry itself. */
    boolean coversBelow(RelativePath path) {
        return roots.contains(RelativePath.ROOT) || roots.stream().anyMatch(path::isAtOrBelow);
    }

    /** Whether the way to something in the scope leads through here. */
    boolean leadsThrough(RelativePath path) {
        return roots.stream().anyMatch(root -> root.isBelow(path))
                || folders.stream().anyMatch(folder -> folder.isAtOrBelow(path));
    }
}
