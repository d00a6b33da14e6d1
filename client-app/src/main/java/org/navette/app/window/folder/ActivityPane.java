// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.FileCommand;
import org.navette.app.api.HistoryCommand;
import org.navette.app.text.TimeFormat;
import org.navette.app.view.ActivityRows.Row;
import org.navette.app.view.ActivityView;
import org.navette.app.view.FolderDetail;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.Route;
import org.navette.app.window.kit.ScreenContext;

/** What was done, searchable, by day; and what can be done about each. */
final class ActivityPane extends VBox {
    private final ScreenContext context;
    private final String folder;
    private final Consumer<String> versions;
    private final ActivityModel model;
    private final ListView<Row> list = new ListView<>();
    private final PauseTransition pause = new PauseTransition(Duration.millis(700));
    private final ContextMenu menu = new ContextMenu();
    private boolean begun;

    /** @param versions shows the previous versions of a path */
    ActivityPane(ScreenContext context, String folder, Consumer<String> versions) {
        super(8);
        this.context = context;
        this.folder = folder;
        this.versions = versions;
        this.model = new ActivityModel(context, folder);
        pause.setOnFinished(event -> model.look());
        getStyleClass().add("pane");
        TextField search = new TextField();
        search.setId("search");
        search.setPromptText(context.text("ui.search"));
        Controls.spoken(search, context.text("ui.search"));
        search.textProperty().bindBidirectional(model.search());
        list.setId("activities");
        Controls.spoken(list, context.text("ui.activity"));
        list.setItems(model.rows());
        list.setCellFactory(view -> new ActivityCell());
        list.setPlaceholder(Controls.empty(Glyph.SYNC, context.text("ui.activity.empty")));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER
                    && list.getSelectionModel().getSelectedItem() instanceof Row.Entry(ActivityView activity)) {
                context.outside().open(file(activity));
            }
        });
        // For the line that is chosen: by the mouse as by the menu key.
        list.setOnContextMenuRequested(event -> {
            menu.hide();
            if (list.getSelectionModel().getSelectedItem() instanceof Row.Entry(ActivityView activity)) {
                fillMenu(activity);
                menu.show(list, event.getScreenX(), event.getScreenY());
            }
            event.consume();
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(search, list);
    }

    /**
     * Shows what is new; what events leave open, as whether something can be undone, is asked then. A list that changes faster
     * than this is not read.
     *
     * @param newest the id of what was done last; 0 if nothing was lately
     */
    void look(long newest) {
        if (!begun) {
            begun = true;
            model.look();
        } else if (newest > model.newest() && pause.getStatus() != Animation.Status.RUNNING) {
            pause.playFromStart();
        }
    }

    private Path file(ActivityView activity) {
        return context.appState().file(folder, activity.path());
    }

    private void fillMenu(ActivityView activity) {
        Path file = file(activity);
        menu.getItems()
                .setAll(
                        item("ui.do.open", () -> context.outside().open(file)),
                        item("ui.do.show", () -> context.outside().show(file)),
                        item("ui.do.copyAddress", () -> copyAddress(file)));
        if (context.appState().folder(folder).filter(FolderDetail::mayHaveLinks).isPresent()) {
            menu.getItems().add(item("ui.do.link", () -> copyLink(file)));
        }
        menu.getItems().add(item("ui.do.versions", () -> versions.accept(activity.path())));
        if (activity.undo()) {
            menu.getItems().add(item("ui.do.undo", () -> undo(activity)));
        }
    }

    private MenuItem item(String key, Runnable operation) {
        MenuItem item = new MenuItem(context.text(key));
        item.setId(key.substring(key.lastIndexOf('.') + 1));
        item.setOnAction(event -> operation.run());
        return item;
    }

    private void copyAddress(Path file) {
        context.commands()
                .ask(
                        new FileCommand.FileAddress(file.toString()),
                        answer -> {
                            context.outside().copy(answer.address());
                            context.say().accept(context.text("ui.copied"));
                        },
                        context.say());
    }

    private void copyLink(Path file) {
        context.commands()
                .ask(
                        new FileCommand.FileLink(file.toString()),
                        answer -> {
                            context.outside().copy(answer.link());
                            context.say().accept(context.text("ui.linked"));
                        },
                        context.say());
    }

    private void undo(ActivityView activity) {
        context.commands()
                .ask(
                        new HistoryCommand.Undo(activity.id()),
                        answer -> context.say().accept(context.text("undo.done", activity.path())),
                        context.say());
    }

    private final class ActivityCell extends ListCell<Row> {
        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            getStyleClass().remove("day");
            Controls.silent(this);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            switch (row) {
                case Row.Day(var day) -> {
                    String text = context.when().day(day, java.time.LocalDate.now(context.clock()));
                    setGraphic(null);
                    setText(text);
                    getStyleClass().add("day");
                }
                case Row.Entry(ActivityView activity) -> show(activity);
            }
        }

        /** What was done, in short; empty where only a sentence says it. */
        private String words(ActivityView activity) {
            return context.messages().textOr("activity." + activity.what(), "", activity.from());
        }

        private void show(ActivityView activity) {
            TimeFormat when = context.when();
            String words = words(activity);
            Label path = Controls.label(words.isEmpty() ? activity.sentence() : activity.path());
            path.setMinWidth(0);
            Label operation = Controls.label(words, "muted");
            operation.setMinWidth(0);
            operation.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(operation, Priority.ALWAYS);
            Label time = Controls.label(when.time(activity.at()), "muted", "small");
            time.setMinWidth(USE_PREF_SIZE);
            String style = activity.what().equals("problem") || activity.what().equals("conflict")
                    ? "mood-attention"
                    : "muted-glyph";
            HBox line = Controls.row(Controls.glyph(Glyph.ofDeed(activity.what()), 15, style), path, operation);
            if (activity.undo()) {
                line.getChildren()
                        .add(Controls.link(context.text("ui.do.undo"), "undo-" + activity.id(), () -> undo(activity)));
            }
            if (activity.what().equals("conflict")) {
                line.getChildren()
                        .add(Controls.link(
                                context.text("ui.resolve"),
                                "resolve-" + activity.id(),
                                () -> context.go().accept(new Route.Conflicts())));
            }
            line.getChildren().add(time);
            line.setPrefWidth(0);
            setGraphic(line);
            Controls.spoken(this, when.time(activity.at()) + ", " + path.getText() + ", " + words);
        }
    }
}
