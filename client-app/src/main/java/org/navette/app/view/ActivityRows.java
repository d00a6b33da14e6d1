// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a list of activities shows: a line for each day, and below it what was done on it. */
public final class ActivityRows {
    /** One line. */
    public sealed interface Row {
        record Day(LocalDate day) implements Row {}

        record Entry(ActivityView activity) implements Row {}
    }

    private ActivityRows() {}

    /**
     * @param activities the newest first
     * @param search what has to be in the path or the sentence, capitals aside; empty for all
     */
    public static List<Row> of(List<ActivityView> activities, String search, ZoneId zone) {
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        List<Row> rows = new ArrayList<>();
        @Nullable LocalDate day = null;
        for (ActivityView activity : activities) {
            if (!matches(activity, wanted)) {
                continue;
            }
            LocalDate on = activity.at().atZone(zone).toLocalDate();
            if (!on.equals(day)) {
                rows.add(new Row.Day(on));
                day = on;
            }
            rows.add(new Row.Entry(activity));
        }
        return rows;
    }

    private static boolean matches(ActivityView activity, String wanted) {
        return wanted.isEmpty()
                || activity.path().toLowerCase(Locale.ROOT).contains(wanted)
                || activity.sentence().toLowerCase(Locale.ROOT).contains(wanted);
    }
}
