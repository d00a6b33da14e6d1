// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.FileCommand;
import org.navette.app.api.FileCommand.VersionReply;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.ScreenContext;
import org.navette.app.window.preview.Preview;

/** What was replaced or removed here by changes on the server: to be looked into, and brought back. */
final class VersionsPane extends VBox {
    private final ScreenContext context;
    private final String folder;
    private final ListView<VersionReply> list = new ListView<>();
    private final TextField search = new TextField();
    private final Preview preview;
    private final Button restore;
    private List<VersionReply> all = List.of();

    /** @param wanted what is searched for at first; empty for all */
    VersionsPane(ScreenContext context, String folder, String wanted) {
        super(8);
        this.context = context;
        this.folder = folder;
        this.preview = new Preview(context);
        getStyleClass().add("pane");
        search.setId("search-versions");
        search.setText(wanted);
        search.setPromptText(context.text("ui.search"));
        Controls.spoken(search, context.text("ui.search"));
        search.textProperty().addListener((value, before, now) -> filter());
        list.setId("versions");
        Controls.spoken(list, context.text("ui.versions"));
        list.setPlaceholder(Controls.empty(Glyph.CHECK, context.text("ui.versions.empty")));
        list.setCellFactory(view -> new VersionCell());
        restore = Controls.button(context.text("ui.restore"), "restore", this::restore, "accent");
        restore.disableProperty()
                .bind(list.getSelectionModel().selectedItemProperty().isNull());
        list.getSelectionModel().selectedItemProperty().addListener((value, before, now) -> {
            if (now != null) {
                preview.show(now.file(), now.path());
            }
        });
        SplitPane split = new SplitPane(list, preview);
        split.setOrientation(Orientation.HORIZONTAL);
        split.setDividerPositions(0.5);
        VBox.setVgrow(split, Priority.ALWAYS);
        getChildren().addAll(search, split, restore);
        look();
    }

    private void look() {
        String root = context.appState().file(folder, "").toString();
        context.commands()
                .ask(
                        new FileCommand.FileVersions(root),
                        answer -> {
                            all = answer.versions();
                            filter();
                        },
                        context.say());
    }

    private void filter() {
        String wanted = search.getText().strip().toLowerCase(java.util.Locale.ROOT);
        list.getItems()
                .setAll(all.stream()
                        .filter(version -> version.path()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains(wanted))
                        .toList());
    }

    private void restore() {
        VersionReply version = list.getSelectionModel().getSelectedItem();
        String path = context.appState().file(folder, version.path()).toString();
        context.commands()
                .ask(
                        new FileCommand.FileRestore(path, version.until().toString()),
                        answer -> {
                            context.say().accept(context.text("restore.done", 1));
                            look();
                        },
                        context.say());
    }

    private final class VersionCell extends ListCell<VersionReply> {
        @Override
        protected void updateItem(@Nullable VersionReply version, boolean empty) {
            super.updateItem(version, empty);
            setText(null);
            if (empty || version == null) {
                setGraphic(null);
                Controls.silent(this);
                return;
            }
            String about = context.text(
                    "ui.version.about",
                    context.when().exact(version.until()),
                    context.messages().bytes(version.bytes()));
            Label path = Controls.label(version.path());
            VBox words = new VBox(path, Controls.label(about, "muted", "small"));
            words.setMinWidth(0);
            HBox row = new HBox(words);
            row.setPrefWidth(0);
            setGraphic(row);
            Controls.spoken(this, version.path() + ", " + about);
        }
    }
}
