// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.preview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.ScreenContext;

/** What is in a file: its text, its picture, the first page of its PDF; else how large it is. */
public final class Preview extends StackPane {
    private final ScreenContext context;
    private @Nullable Path shown;

    public Preview(ScreenContext context) {
        this.context = context;
        getStyleClass().add("preview");
        setMinWidth(0);
        getChildren().setAll(Controls.empty(Glyph.SEARCH, context.text("ui.preview.choose")));
    }

    /**
     * @param content where the content is
     * @param name the file's name, which says what kind of content it is
     */
    public void show(Path content, String name) {
        shown = content;
        context.commands()
                .work(
                        () -> Content.read(content, name),
                        result -> {
                            if (content.equals(shown)) {
                                getChildren().setAll(node(result, content));
                            }
                        },
                        sentence -> getChildren().setAll(Controls.empty(Glyph.ATTENTION, sentence)));
    }

    private Node node(Content content, Path file) {
        return switch (content) {
            case Content.Text(List<String> lines, boolean whole) -> {
                TextArea area = new TextArea(String.join("\n", lines) + (whole ? "" : "\n…"));
                area.setEditable(false);
                area.setWrapText(true);
                Controls.spoken(area, context.text("ui.preview"));
                yield area;
            }
            case Content.Picture(Image image) -> picture(image);
            case Content.Other(long bytes) ->
                Controls.empty(
                        Glyph.FOLDER,
                        context.text("ui.preview.none", context.messages().bytes(bytes)),
                        Controls.button(
                                context.text("ui.do.open"),
                                "open-preview",
                                () -> context.outside().open(file)));
        };
    }

    private Node picture(Image image) {
        ImageView view = new ImageView(image);
        view.setPreserveRatio(true);
        view.setSmooth(true);
        Controls.spoken(view, context.text("ui.preview"));
        ScrollPane pane = new ScrollPane(new StackPane(view));
        pane.setFitToWidth(true);
        pane.setFitToHeight(true);
        view.fitWidthProperty().bind(pane.widthProperty().subtract(4));
        view.fitHeightProperty().bind(pane.heightProperty().subtract(4));
        return pane;
    }

    /** The lines of a file, if it is a text that can be shown whole. */
    public static Optional<List<String>> lines(Path file, String name) throws IOException {
        return Files.isRegularFile(file)
                        && Content.read(file, name) instanceof Content.Text(var lines, boolean whole)
                        && whole
                ? Optional.of(lines)
                : Optional.empty();
    }
}
