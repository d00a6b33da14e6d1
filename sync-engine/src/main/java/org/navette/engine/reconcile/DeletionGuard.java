// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

/**
 * When deletions are so many that they look like an accident: an unmounted disk, an emptied server, a wrong folder.
 *
 * @param entries the number of entries in the synced tree
 * @param accepted whether somebody was asked and agreed
 */
public record DeletionGuard(long entries, boolean accepted) {
    /** Up to this many deletions are never held, unless they are all there is. */
    public static final int FEW = 50;

    /** More than one in this many of all entries is a large part. */
    public static final int LARGE_PART = 5;

    /** Whether this many deletions have to be agreed to first. */
    public boolean holds(long deletions) {
        if (accepted || deletions == 0) {
            return false;
        }
        return deletions >= entries || (deletions > FEW && deletions * LARGE_PART > entries);
    }
}
