// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.conflict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.ConflictReply;
import org.navette.app.view.TextDiff;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;
import org.navette.app.window.preview.Preview;

/** Two versions beside each other: whose, when, how large; texts line by line, pictures as they are. */
final class ComparePane extends BorderPane {
    private final ScreenContext context;
    private @Nullable ConflictReply shown;

    /** What was read of the two files. */
    private record Both(Optional<Instant> mine, Optional<Instant> theirs, Optional<List<TextDiff.Line>> lines) {}

    ComparePane(ScreenContext context) {
        this.context = context;
        setMinWidth(0);
        getStyleClass().add("compare");
    }

    void clear(Node instead) {
        shown = null;
        setTop(null);
        setCenter(instead);
    }

    void show(ConflictReply conflict) {
        if (conflict.equals(shown)) {
            return;
        }
        shown = conflict;
        context.commands()
                .work(
                        () -> read(conflict),
                        both -> {
                            if (conflict.equals(shown)) {
                                show(conflict, both);
                            }
                        },
                        sentence -> setCenter(Controls.paragraph(sentence, "trouble")));
    }

    private static Both read(ConflictReply conflict) throws IOException {
        Optional<List<String>> mine = Preview.lines(conflict.file(), conflict.original());
        Optional<List<String>> theirs = Preview.lines(conflict.originalFile(), conflict.original());
        return new Both(
                modified(conflict.file()),
                modified(conflict.originalFile()),
                mine.isPresent() && theirs.isPresent()
                        ? Optional.of(TextDiff.of(mine.get(), theirs.get()))
                        : Optional.empty());
    }

    private static Optional<Instant> modified(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.getLastModifiedTime(file).toInstant()) : Optional.empty();
    }

    private void show(ConflictReply conflict, Both both) {
        GridPane heads = halves();
        heads.addRow(
                0,
                head(context.text("ui.conflict.mine", conflict.device()), both.mine(), Optional.of(conflict.bytes())),
                head(context.text("ui.conflict.theirs"), both.theirs(), conflict.originalBytes()));
        setTop(heads);
        setCenter(both.lines().<Node>map(this::texts).orElseGet(() -> previews(conflict)));
    }

    private static GridPane halves() {
        GridPane grid = new GridPane(12, 4);
        grid.getStyleClass().add("pane");
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        half.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(half, half);
        return grid;
    }

    private VBox head(String whose, Optional<Instant> when, Optional<Long> bytes) {
        String about = bytes.isEmpty()
                ? context.text("ui.conflict.gone")
                : context.text(
                        "ui.version.about",
                        when.map(time -> context.when().exact(time)).orElse(""),
                        context.messages().bytes(bytes.get()));
        return new VBox(Controls.paragraph(whose, "strong"), Controls.paragraph(about, "muted", "small"));
    }

    private Node texts(List<TextDiff.Line> lines) {
        ListView<TextDiff.Line> list = new ListView<>();
        list.setId("diff");
        Controls.spoken(list, context.text("ui.conflict.diff"));
        list.getStyleClass().add("diff");
        list.getItems().setAll(lines);
        list.setCellFactory(view -> new LineCell());
        int first = 0;
        while (first < lines.size() && lines.get(first).kind() == TextDiff.Kind.SAME) {
            first++;
        }
        list.scrollTo(Math.max(0, first - 2));
        return list;
    }

    private Node previews(ConflictReply conflict) {
        GridPane grid = halves();
        Preview mine = new Preview(context);
        Preview theirs = new Preview(context);
        mine.show(conflict.file(), conflict.original());
        if (conflict.originalBytes().isPresent()) {
            theirs.show(conflict.originalFile(), conflict.original());
        }
        grid.addRow(0, mine, theirs);
        GridPane.setVgrow(mine, Priority.ALWAYS);
        GridPane.setVgrow(theirs, Priority.ALWAYS);
        return grid;
    }

    /** A line of both texts. What differs has a sign before it, not only a colour. */
    private final class LineCell extends ListCell<TextDiff.Line> {
        @Override
        protected void updateItem(TextDiff.@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            if (empty || line == null) {
                setGraphic(null);
                Controls.silent(this);
                return;
            }
            GridPane both = halves();
            both.getStyleClass().setAll("diff-line");
            both.addRow(
                    0,
                    half(line.left(), line.kind(), TextDiff.Kind.ONLY_RIGHT),
                    half(line.right(), line.kind(), TextDiff.Kind.ONLY_LEFT));
            both.setPrefWidth(0);
            setGraphic(both);
            Controls.spoken(
                    this,
                    line.kind() == TextDiff.Kind.SAME
                            ? line.left()
                            : context.text("ui.conflict.differs", line.left(), line.right()));
        }

        private Label half(String text, TextDiff.Kind kind, TextDiff.Kind none) {
            boolean differs = kind != TextDiff.Kind.SAME && kind != none;
            Label label = Controls.paragraph((differs ? "≠ " : "  ") + text, "mono");
            label.setMaxWidth(Double.MAX_VALUE);
            if (differs) {
                label.getStyleClass().add("differs");
            }
            return label;
        }
    }
}
