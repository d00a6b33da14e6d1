// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.util.List;
import java.util.Optional;
import org.navette.engine.tree.RelativePath;

/**
 * An entry that is left alone, and why.
 *
 * @param where the entry as a person would write it; not a path, since it may not even be a valid name
 */
public record Problem(String where, Failure failure) {
    /** Where it is, if it can be said as a path at all. */
    public Optional<RelativePath> path() {
        boolean sayable = List.of(where.split("/", -1)).stream().allMatch(RelativePath::isName);
        return sayable ? Optional.of(RelativePath.of(where)) : Optional.empty();
    }

    /** Whether it is this entry's, or one's below it; also where its own name cannot be said. */
    public boolean isAtOrBelow(RelativePath entry) {
        return entry.isRoot() || where.equals(entry.value()) || where.startsWith(entry.value() + "/");
    }
}
