// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.settings;

import com.google.gson.JsonObject;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.navette.app.update.RunningVersion;
import org.navette.app.view.Json;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** Which Navette this is, and everything that left this machine. */
final class AboutPane extends VBox {
    private final ScreenContext context;

    AboutPane(ScreenContext context) {
        super(12);
        this.context = context;
        getStyleClass().add("pane");
        Label update = Controls.paragraph("");
        update.setId("about-update");
        update.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> context.appState().update().get().sentence(),
                        context.appState().update()));
        update.visibleProperty().bind(update.textProperty().isNotEmpty());
        update.managedProperty().bind(update.visibleProperty());
        TableView<JsonObject> table = new TableView<>();
        table.setId("traffic");
        Controls.spoken(table, context.text("ui.traffic"));
        table.setPlaceholder(Controls.label(context.text("traffic.none"), "muted"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        column("ui.traffic.day", "day"),
                        column("ui.traffic.server", "server"),
                        column("ui.traffic.purpose", "purpose"),
                        column("ui.traffic.requests", "requests"),
                        bytes("ui.traffic.sent", "sent"),
                        bytes("ui.traffic.received", "received")));
        getChildren()
                .addAll(
                        Controls.label(
                                context.text(
                                        "ui.about.version", RunningVersion.get().orElse("–")),
                                "section"),
                        update,
                        Controls.paragraph(context.text("ui.about.licence")),
                        Controls.label(context.text("ui.traffic"), "section"),
                        Controls.paragraph(context.text("ui.traffic.about"), "muted"),
                        table);
        context.commands()
                .ask(
                        "traffic",
                        Json.of(),
                        answer -> table.getItems().setAll(Json.all(answer, "traffic")),
                        context.say());
    }

    private TableColumn<JsonObject, String> column(String title, String member) {
        TableColumn<JsonObject, String> column = new TableColumn<>(context.text(title));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(Json.text(row.getValue(), member)));
        return column;
    }

    private TableColumn<JsonObject, String> bytes(String title, String member) {
        TableColumn<JsonObject, String> column = new TableColumn<>(context.text(title));
        column.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(context.messages().bytes(Json.number(row.getValue(), member))));
        return column;
    }
}
