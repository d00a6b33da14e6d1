// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import com.google.common.collect.BoundType;
import com.google.common.collect.TreeMultiset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.navette.engine.tree.RelativePath;

/**
 * Files that went lately on either side without anybody having been asked, in lots: many small lots are as much of an accident
 * as a large one.
 *
 * @param lots oldest first
 * @param serials of what may be deleted now, its age among all entries; 0, the oldest, for what is not in it
 */
public record RecentDeletions(List<Lot> lots, Map<RelativePath, Long> serials) {
    public static final RecentDeletions NONE = new RecentDeletions(List.of(), Map.of());

    /**
     * What one round deleted.
     *
     * @param files how many files there were before
     * @param newest the serial of the newest entry there was before
     * @param gone the files that went, with their serials
     */
    public record Lot(long files, long newest, Map<RelativePath, Long> gone) {
        public Lot {
            gone = Map.copyOf(gone);
        }
    }

    public RecentDeletions {
        lots = List.copyOf(lots);
        serials = Map.copyOf(serials);
    }

    /** How many files went. */
    public long files() {
        return lots.stream()
                .flatMap(lot -> lot.gone().keySet().stream())
                .distinct()
                .count();
    }

    /**
     * Whether, since some lot, so many of the files that there were then have gone, or are to go now, that they would have been
     * held together. What came after that lot and went again is no loss of what there was, so temporary files don't add up.
     *
     * @param planned the files that are to go now
     */
    boolean addUp(Collection<RelativePath> planned) {
        Map<RelativePath, Long> gone = new HashMap<>();
        planned.forEach(path -> gone.put(path, serials.getOrDefault(path, 0L)));
        TreeMultiset<Long> sorted = TreeMultiset.create(gone.values());
        for (Lot lot : lots.reversed()) {
            lot.gone().forEach((path, serial) -> {
                Long later = gone.put(path, serial);
                if (later != null) {
                    sorted.remove(later);
                }
                sorted.add(serial);
            });
            int all = sorted.headMultiset(lot.newest(), BoundType.CLOSED).size();
            if (DeletionGuard.isMany(all, lot.files())) {
                return true;
            }
        }
        return false;
    }
}
