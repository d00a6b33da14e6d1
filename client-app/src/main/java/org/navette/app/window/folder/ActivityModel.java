// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.navette.app.api.ActivityReply;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.HistoryCommand;
import org.navette.app.view.ActivityRows;
import org.navette.app.view.ActivityRows.Row;
import org.navette.app.view.ActivityView;
import org.navette.app.window.kit.ScreenContext;

/** What was done in a folder, as a list that grows at its top and can be searched. */
public final class ActivityModel {
    /** More than anybody scrolls through; older ones are in {@code navette log}. */
    private static final int MOST = 10_000;

    private final ScreenContext context;
    private final String folder;
    private final ZoneId zone;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final StringProperty search = new SimpleStringProperty("");
    private List<ActivityView> known = List.of();
    private boolean looking;
    private boolean again;

    public ActivityModel(ScreenContext context, String folder) {
        this.context = context;
        this.folder = folder;
        this.zone = context.clock().getZone();
        search.addListener((value, before, now) -> show());
    }

    /** Asks for what is new, if it is not being asked already. */
    public void look() {
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        List<ActivityView> before = known;
        String wanted = search.get();
        context.commands()
                .work(
                        () -> {
                            List<ActivityView> all = joined(ActivityView.all(fresh(newest(before))), before);
                            return new Found(all, wanted, ActivityRows.of(all, wanted, zone));
                        },
                        this::found,
                        sentence -> looking = false);
    }

    private List<ActivityReply> fresh(long after) throws CommandRefusedException {
        HistoryCommand.Log log = new HistoryCommand.Log(
                Optional.of((long) MOST), Optional.of(folder), Optional.empty(), Optional.of(after));
        return context.program().navette().run(log, context.messages().locale()).activities();
    }

    /** The id of the newest line; 0 if there is none. */
    public long newest() {
        return newest(known);
    }

    /** What was found out away from the thread that draws. */
    private record Found(List<ActivityView> all, String search, List<Row> rows) {}

    private static List<ActivityView> joined(List<ActivityView> fresh, List<ActivityView> before) {
        if (fresh.isEmpty()) {
            return before;
        }
        List<ActivityView> all = new ArrayList<>(fresh);
        all.addAll(before);
        return List.copyOf(all.size() > MOST ? all.subList(0, MOST) : all);
    }

    private void found(Found found) {
        looking = false;
        boolean news = newest(known) != newest(found.all());
        known = found.all();
        if (!search.get().equals(found.search())) {
            show();
        } else if (news) {
            rows.setAll(found.rows());
        }
        if (again) {
            again = false;
            look();
        }
    }

    private static long newest(List<ActivityView> activities) {
        return activities.isEmpty() ? 0 : activities.getFirst().id();
    }

    private void show() {
        rows.setAll(ActivityRows.of(known, search.get(), zone));
    }

    /** The lines, the newest first. */
    public ObservableList<Row> rows() {
        return rows;
    }

    public StringProperty search() {
        return search;
    }
}
