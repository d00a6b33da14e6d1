// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.navette.engine.tree.RelativePath;

/** The rows of the folders asked for lately; a bounded number, whatever the size of the tree. */
final class FolderIds {
    private static final int MOST = 4096;

    private final Map<RelativePath, Long> ids = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RelativePath, Long> eldest) {
            return size() > MOST;
        }
    };

    @Nullable
    Long get(RelativePath folder) {
        return ids.get(folder);
    }

    void put(RelativePath folder, long id) {
        ids.put(folder, id);
    }

    /** A folder is gone or has another name, and so has everything below it. */
    void forget(RelativePath folder) {
        ids.keySet().removeIf(known -> known.isAtOrBelow(folder));
    }
}
