// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.conflict;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.ConflictCommand;
import org.navette.app.api.ConflictReply;
import org.navette.app.text.EnumNames;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.Screen;
import org.navette.app.window.kit.ScreenContext;
import org.navette.engine.pass.Conflicts.Choice;

/** All conflicts; the two versions of one beside each other; and which is to stay, for one or many at once. */
public final class ConflictsScreen implements Screen {
    private static final double LEAST_COMPARED = 240;

    private final ScreenContext context;
    private final VBox page = new VBox(12);
    private final Node scroll;
    private final ListView<ConflictReply> list = new ListView<>();
    private final ComparePane compare;
    private final ChangeListener<List<ConflictReply>> follower = (value, before, now) -> show(now);

    public ConflictsScreen(ScreenContext context) {
        this.context = context;
        this.compare = new ComparePane(context);
        page.getStyleClass().add("page");
        list.setId("conflicts");
        Controls.spoken(list, context.text("ui.conflicts"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(view -> new ConflictCell());
        list.getSelectionModel().selectedItemProperty().addListener((value, before, now) -> {
            if (now != null) {
                compare.show(now);
            }
        });
        SplitPane split = new SplitPane(list, compare);
        split.setOrientation(Orientation.HORIZONTAL);
        split.setDividerPositions(0.32);
        VBox.setVgrow(split, Priority.ALWAYS);
        Label chosen = Controls.label("", "muted");
        chosen.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> context.text(
                                "ui.conflicts.chosen",
                                list.getSelectionModel().getSelectedItems().size()),
                        list.getSelectionModel().getSelectedItems()));
        FlowPane answers = new FlowPane(
                8,
                8,
                answer(Choice.MINE),
                answer(Choice.THEIRS),
                answer(Choice.BOTH),
                Controls.button(
                        context.text("ui.conflicts.all"),
                        "select-all",
                        () -> list.getSelectionModel().selectAll(),
                        "flat"),
                chosen);
        answers.setRowValignment(javafx.geometry.VPos.CENTER);
        page.getChildren()
                .addAll(
                        Controls.title(context.text("ui.conflicts")),
                        Controls.paragraph(context.text("ui.conflicts.about"), "muted"),
                        split,
                        answers);
        split.setMinHeight(LEAST_COMPARED);
        scroll = Controls.scrolling(page);
        context.appState().conflicts().addListener(follower);
        show(context.appState().conflicts().get());
    }

    private Button answer(Choice choice) {
        String keep = EnumNames.of(choice);
        Button button = Controls.button(context.text("ui.keep." + keep), "keep-" + keep, () -> resolve(choice));
        Controls.hint(button, context.text("ui.keep." + keep + ".about"));
        button.disableProperty()
                .bind(list.getSelectionModel().selectedItemProperty().isNull());
        return button;
    }

    private void show(List<ConflictReply> now) {
        if (list.getItems().equals(now)) {
            return;
        }
        @Nullable ConflictReply selected = list.getSelectionModel().getSelectedItem();
        list.getItems().setAll(now);
        if (now.isEmpty()) {
            compare.clear(Controls.empty(Glyph.CHECK, context.text("ui.conflicts.empty")));
        } else if (selected != null && now.contains(selected)) {
            list.getSelectionModel().select(selected);
        } else {
            list.getSelectionModel().selectFirst();
        }
    }

    private void resolve(Choice choice) {
        resolve(new ArrayDeque<>(list.getSelectionModel().getSelectedItems()), choice, "");
    }

    /** One after the other; what could not be resolved does not keep the others from it, and is said at the end. */
    private void resolve(Deque<ConflictReply> rest, Choice choice, String said) {
        if (rest.isEmpty()) {
            context.say().accept(said);
            return;
        }
        ConflictReply next = rest.removeFirst();
        context.commands()
                .ask(
                        new ConflictCommand.ResolveConflict(next.file().toString(), choice),
                        answer -> {
                            show(list.getItems().stream()
                                    .filter(one -> !one.equals(next))
                                    .toList());
                            resolve(
                                    rest,
                                    choice,
                                    context.text("conflicts.settled." + EnumNames.of(choice), next.original()));
                        },
                        sentence -> resolve(rest, choice, sentence));
    }

    @Override
    public Node node() {
        return scroll;
    }

    @Override
    public void leave() {
        context.appState().conflicts().removeListener(follower);
    }

    private final class ConflictCell extends ListCell<ConflictReply> {
        @Override
        protected void updateItem(@Nullable ConflictReply conflict, boolean empty) {
            super.updateItem(conflict, empty);
            setText(null);
            if (empty || conflict == null) {
                setGraphic(null);
                Controls.silent(this);
                return;
            }
            String about = context.text("ui.conflict.from", conflict.folder(), conflict.device());
            Label name = Controls.label(conflict.original());
            VBox words = new VBox(name, Controls.label(about, "muted", "small"));
            words.setMinWidth(0);
            HBox row = Controls.row(Controls.glyph(Glyph.CONFLICT, 16, "mood-attention"), words);
            row.setPrefWidth(0);
            setGraphic(row);
            Controls.spoken(this, conflict.original() + ", " + about);
        }
    }
}
