// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.settings;

import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.navette.app.api.HistoryCommand;
import org.navette.app.api.HistoryCommand.TrafficLine;
import org.navette.app.api.UpdateReply;
import org.navette.app.update.RunningVersion;
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
                        () -> context.appState()
                                .update()
                                .get()
                                .map(UpdateReply::sentence)
                                .orElse(""),
                        context.appState().update()));
        update.visibleProperty().bind(update.textProperty().isNotEmpty());
        update.managedProperty().bind(update.visibleProperty());
        TableView<TrafficLine> table = new TableView<>();
        table.setId("traffic");
        Controls.spoken(table, context.text("ui.traffic"));
        table.setPlaceholder(Controls.label(context.text("traffic.none"), "muted"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        column("ui.traffic.day", line -> line.day().toString()),
                        column("ui.traffic.server", TrafficLine::server),
                        column("ui.traffic.purpose", TrafficLine::purpose),
                        column("ui.traffic.requests", line -> String.valueOf(line.requests())),
                        column("ui.traffic.sent", line -> context.messages().bytes(line.sent())),
                        column("ui.traffic.received", line -> context.messages().bytes(line.received()))));
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
                .ask(new HistoryCommand.Traffic(), answer -> table.getItems().setAll(answer.traffic()), context.say());
    }

    private TableColumn<TrafficLine, String> column(String title, Function<TrafficLine, String> text) {
        TableColumn<TrafficLine, String> column = new TableColumn<>(context.text(title));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        return column;
    }
}
