// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.navette.engine.tree.RelativePath;

/**
 * Looks at a few folders in which something happened lately, between two looks at everything: where a whole look is dear,
 * most changes are still seen soon, since they come where others came before.
 */
final class HotFolders {
    /** A request each, and one for each folder above them. */
    static final int MOST_FOLDERS = 32;

    /** Those where something happened last are last; until something has, the root. */
    private final LinkedHashSet<RelativePath> folders = new LinkedHashSet<>(Set.of(RelativePath.ROOT));

    private Instant due = Instant.MAX;

    /** Something happened in these folders, in the last of them last. */
    void lively(Collection<RelativePath> latest) {
        for (RelativePath folder : latest) {
            folders.remove(folder);
            folders.add(folder);
        }
        for (Iterator<RelativePath> oldest = folders.iterator(); folders.size() > MOST_FOLDERS; ) {
            oldest.next();
            oldest.remove();
        }
    }

    Set<RelativePath> folders() {
        return Set.copyOf(folders);
    }

    /** Far away before the first look at everything. */
    Instant due() {
        return due;
    }

    void nextAt(Instant time) {
        due = time;
    }

    /** The clock was set back. */
    void shift(Duration by) {
        due = due.equals(Instant.MAX) ? due : due.plus(by);
    }
}
