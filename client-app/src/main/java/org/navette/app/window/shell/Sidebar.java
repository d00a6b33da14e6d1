// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.shell;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.UpdateReply;
import org.navette.app.text.Printable;
import org.navette.app.view.FolderDetail;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.Route;
import org.navette.app.window.kit.ScreenContext;

/** The folders, and the way to everything else. */
final class Sidebar extends VBox {
    private final ScreenContext context;
    private final ListView<FolderDetail> folders = new ListView<>();
    private final Button conflicts;
    private final Button update;
    private final Label note = Controls.paragraph("", "muted", "small");
    private boolean following;

    Sidebar(ScreenContext context) {
        this.context = context;
        getStyleClass().add("sidebar");
        folders.setId("folders");
        Controls.spoken(folders, context.text("ui.folders"));
        folders.setCellFactory(list -> new FolderCell());
        folders.setPlaceholder(Controls.paragraph(context.text("tray.empty"), "muted"));
        folders.getSelectionModel().selectedItemProperty().addListener((value, before, now) -> {
            if (now != null && !following) {
                context.go().accept(new Route.Folder(now.name()));
            }
        });
        VBox.setVgrow(folders, Priority.ALWAYS);
        conflicts = entry(Glyph.CONFLICT, context.text("ui.conflicts"), "go-conflicts", new Route.Conflicts());
        update = button(Glyph.DOWN, "", "go-update", this::showUpdate);
        HBox brand = new HBox(8, Controls.glyph(Glyph.SHUTTLE, 20, "brand"), Controls.label("Navette", "brand-name"));
        brand.getStyleClass().add("brand-row");
        note.setId("note");
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        getChildren()
                .addAll(
                        brand,
                        folders,
                        note,
                        update,
                        entry(Glyph.PLUS, context.text("ui.add"), "go-add", new Route.Setup(Optional.empty())),
                        conflicts,
                        entry(Glyph.GEAR, context.text("ui.settings"), "go-settings", new Route.Settings()));
        context.appState().folders().addListener((value, before, now) -> show(now));
        show(context.appState().folders().get());
        conflicts
                .textProperty()
                .bind(Bindings.createStringBinding(
                        this::conflictsText, context.appState().conflicts()));
        conflicts
                .visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !context.appState().conflicts().get().isEmpty(),
                        context.appState().conflicts()));
        conflicts.managedProperty().bind(conflicts.visibleProperty());
        update.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> context.text(
                                "update.short",
                                context.appState()
                                        .update()
                                        .get()
                                        .flatMap(UpdateReply::version)
                                        .orElse("")),
                        context.appState().update()));
        update.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> context.appState()
                                .update()
                                .get()
                                .flatMap(UpdateReply::version)
                                .isPresent(),
                        context.appState().update()));
        update.managedProperty().bind(update.visibleProperty());
    }

    /** Where it is to be had; where no such place is known, what is. */
    private void showUpdate() {
        context.appState()
                .update()
                .get()
                .ifPresent(newer -> newer.page()
                        .ifPresentOrElse(
                                context.outside()::browse, () -> context.say().accept(newer.sentence())));
    }

    /** Says something that holds as long as the window is open; nothing if it is empty. */
    void say(String sentence) {
        note.setText(Printable.of(sentence));
    }

    private String conflictsText() {
        return context.text(
                "ui.conflictsCount", context.appState().conflicts().get().size());
    }

    private Button entry(Glyph glyph, String text, String id, Route place) {
        return button(glyph, text, id, () -> context.go().accept(place));
    }

    private static Button button(Glyph glyph, String text, String id, Runnable action) {
        Button button = Controls.button(text, id, action, "flat", "entry");
        button.setGraphic(Controls.glyph(glyph, 16));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        return button;
    }

    /** Narrow, only the drawings are shown; names stay for screen readers and in hints. */
    void narrow(boolean narrow) {
        pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("narrow"), narrow);
        lookupAll(".entry").forEach(node -> {
            if (node instanceof Button button) {
                button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
                Controls.spoken(button, button.getText());
                button.setTooltip(narrow ? Controls.tooltip(button.getText()) : null);
            }
        });
        folders.refresh();
    }

    private boolean isNarrow() {
        return getPseudoClassStates().contains(javafx.css.PseudoClass.getPseudoClass("narrow"));
    }

    /** The place that is shown has its line selected. */
    void follow(Route place) {
        following = true;
        folders.getSelectionModel().clearSelection();
        if (place instanceof Route.Folder(String name)) {
            select(name);
        }
        following = false;
    }

    private void select(String name) {
        folders.getItems().stream()
                .filter(folder -> folder.name().equals(name))
                .findFirst()
                .ifPresent(folders.getSelectionModel()::select);
    }

    private void show(List<FolderDetail> now) {
        @Nullable FolderDetail selected = folders.getSelectionModel().getSelectedItem();
        following = true;
        folders.getItems().setAll(now);
        if (selected != null) {
            select(selected.name());
        }
        following = false;
    }

    private final class FolderCell extends ListCell<FolderDetail> {
        @Override
        protected void updateItem(@Nullable FolderDetail folder, boolean empty) {
            super.updateItem(folder, empty);
            if (empty || folder == null) {
                setGraphic(null);
                setText(null);
                Controls.silent(this);
                return;
            }
            String state = folder.view().waiting() > 0
                    ? context.text("tray.waiting", folder.view().waiting())
                    : context.text("mood." + folder.view().mood().name());
            Label name = Controls.label(folder.name(), "folder-name");
            Label word = Controls.label(state, "muted", "small");
            VBox words = new VBox(name, word);
            words.setMinWidth(0);
            HBox row = Controls.row(Controls.glyph(folder.view().mood(), 18));
            if (!isNarrow()) {
                row.getChildren().add(words);
            }
            row.setMinWidth(0);
            row.setPrefWidth(0);
            setGraphic(row);
            setText(null);
            Controls.spoken(this, context.text("tray.folder", folder.name(), state));
            setTooltip(isNarrow() ? Controls.tooltip(context.text("tray.folder", folder.name(), state)) : null);
        }
    }
}
