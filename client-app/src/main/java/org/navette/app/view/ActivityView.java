// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * One thing that was done, or could not be.
 *
 * @param what a deed's name, as {@code uploaded}
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
    /** From what {@code log} answers, the newest first. */
    public static List<ActivityView> all(JsonObject log) {
        return Json.all(log, "activities").stream().map(ActivityView::of).toList();
    }

    private static ActivityView of(JsonObject activity) {
        String to = Json.text(activity, "to");
        String what = Json.text(activity, "what");
        boolean renamed = what.startsWith("moved") && !to.isEmpty();
        return new ActivityView(
                Json.number(activity, "id"),
                Json.time(activity, "at").orElse(Instant.EPOCH),
                Json.text(activity, "folder"),
                what,
                renamed ? to : Json.text(activity, "path"),
                Json.text(activity, "path"),
                Json.text(activity, "sentence"),
                Json.number(activity, "bytes"),
                activity.has("undo") && activity.get("undo").getAsBoolean());
    }
}
