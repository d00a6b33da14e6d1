// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import com.google.gson.JsonObject;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.navette.app.view.ActivityRows;
import org.navette.app.view.ActivityRows.Row;
import org.navette.app.view.ActivityView;
import org.navette.app.view.Json;
import org.navette.app.window.Context;

/** What was done in a folder, as a list that grows at its top and can be searched. */
public final class ActivityModel {
    /** More than anybody scrolls through; older ones are in {@code navette log}. */
    private static final int MOST = 10_000;

    private final Context context;
    private final String folder;
    private final ZoneId zone;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final StringProperty search = new SimpleStringProperty("");
    private List<ActivityView> known = List.of();
    private boolean looking;
    private boolean again;

    public ActivityModel(Context context, String folder) {
        this.context = context;
        this.folder = folder;
        this.zone = context.clock().getZone();
        search.addListener((value, before, now) -> show());
    }

    /** Asks for what is new. */
    public void look() {
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        JsonObject arguments = Json.of("name", folder);
        arguments.addProperty("most", MOST);
        arguments.addProperty("after", known.isEmpty() ? 0 : known.getFirst().id());
        context.asker().ask("log", arguments, this::add, sentence -> looking = false);
    }

    private void add(JsonObject log) {
        looking = false;
        List<ActivityView> fresh = ActivityView.all(log);
        if (!fresh.isEmpty()) {
            List<ActivityView> all = new ArrayList<>(fresh);
            all.addAll(known);
            known = all.size() > MOST ? List.copyOf(all.subList(0, MOST)) : List.copyOf(all);
            show();
        }
        if (again) {
            again = false;
            look();
        }
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
