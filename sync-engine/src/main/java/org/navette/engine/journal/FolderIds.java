// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import org.jspecify.annotations.Nullable;
import org.navette.engine.tree.RelativePath;

/** The rows of the folders asked for lately; a bounded number, whatever the size of the tree. */
final class FolderIds {
    private static final int MOST = 4096;

    /** One writer at a time, so that the one that was asked for longest ago goes first. */
    private final Cache<RelativePath, Long> ids =
            CacheBuilder.newBuilder().maximumSize(MOST).concurrencyLevel(1).build();

    @Nullable
    Long get(RelativePath folder) {
        return ids.getIfPresent(folder);
    }

    void put(RelativePath folder, long id) {
        ids.put(folder, id);
    }

    /** A folder is gone or has another name, and so has everything below it. */
    void forget(RelativePath folder) {
        ids.asMap().keySet().removeIf(known -> known.isAtOrBelow(folder));
    }
}
