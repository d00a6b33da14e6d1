// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.util.Optional;
import org.navette.engine.reconcile.Direction;

/**
 * What a person, or an administrator, has chosen for a pair.
 *
 * @param every the time between two looks, instead of the usual rhythm
 * @param largestIfMetered contents of more bytes wait while the line is paid by volume
 */
public record FolderOptions(Direction direction, SyncHours schedule, Optional<Duration> every, long largestIfMetered) {
    /** The largest content, in bytes, that goes over a line that is paid by volume, unless something else is chosen. */
    public static final long LARGE = 10_000_000;

    public static final FolderOptions USUAL =
            new FolderOptions(Direction.BOTH, SyncHours.ALWAYS, Optional.empty(), LARGE);
}
