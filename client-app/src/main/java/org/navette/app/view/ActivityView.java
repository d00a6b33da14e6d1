// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.time.Instant;
import java.util.List;
import org.navette.app.api.ActivityReply;

/**
 * One thing that was done, or could not be, as a list shows it.
 *
 * @param what an operation's name, as {@code uploaded}
 * @param path in the folder, where it is now, and {@code from} where it was; the same unless it was moved
 * @param undo whether what was there before is kept
 */
public record ActivityView(
        long id,
        Instant at,
        String folder,
        String what,
        String path,
        String from,
        String sentence,
        long bytes,
        boolean undo) {
    /** The newest first, as they come. */
    public static List<ActivityView> all(List<ActivityReply> activities) {
        return activities.stream().map(ActivityView::of).toList();
    }

    private static ActivityView of(ActivityReply activity) {
        boolean renamed = activity.what().startsWith("moved");
        return new ActivityView(
                activity.id(),
                activity.at(),
                activity.folder(),
                activity.what(),
                renamed ? activity.to().orElse(activity.path()) : activity.path(),
                activity.path(),
                activity.sentence(),
                activity.bytes(),
                activity.undo().orElse(false));
    }
}
