// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.navette.app.text.Printable;
import org.navette.app.view.StatusIcon;

/** The parts screens are made of. Texts come in the language already; what is in them of others is made {@link Printable}. */
public final class Controls {
    private static final Duration HOVER = Duration.millis(400);
    private static final Object HINT = Tooltip.class;

    private Controls() {}

    public static Label label(String text, String... styles) {
        Label label = new Label(Printable.lines(text));
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** A text of several lines, as wide as there is room. */
    public static Label paragraph(String text, String... styles) {
        Label label = label(text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    public static Label title(String text) {
        return paragraph(text, "title");
    }

    public static Button button(String text, String id, Runnable operation, String... styles) {
        Button button = new Button(Printable.of(text));
        button.setId(id);
        button.setOnAction(event -> operation.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().addAll(styles);
        return button;
    }

    public static Hyperlink link(String text, String id, Runnable operation) {
        Hyperlink link = new Hyperlink(Printable.of(text));
        link.setId(id);
        link.setOnAction(event -> operation.run());
        return link;
    }

    /** The one button that Enter means. */
    public static Button main(String text, String id, Runnable operation) {
        Button button = button(text, id, operation, "accent");
        button.setDefaultButton(true);
        return button;
    }

    /** What a screen reader says of a node. */
    public static void spoken(Node node, String text) {
        node.setAccessibleText(Printable.of(text));
    }

    /** Nothing of its own is said of a node. */
    public static void silent(Node node) {
        node.setAccessibleText(null);
    }

    /** Words that are shown while the mouse rests on something. */
    public static Tooltip tooltip(String text) {
        return new Tooltip(Printable.lines(text));
    }

    /** Shown while the mouse rests on it, and read by screen readers; takes the place of an earlier one. */
    public static void hint(Node node, String text) {
        node.setAccessibleHelp(Printable.lines(text));
        if (node.getProperties().get(HINT) instanceof Tooltip shown) {
            shown.setText(Printable.lines(text));
            return;
        }
        Tooltip tooltip = tooltip(text);
        node.getProperties().put(HINT, tooltip);
        tooltip.setShowDelay(HOVER);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(480);
        Tooltip.install(node, tooltip);
    }

    /** A drawing that takes the room it is drawn in. */
    public static StackPane glyph(Glyph glyph, double size, String... styles) {
        StackPane pane = new StackPane(glyph.draw(size, styles));
        pane.setMinSize(size, size);
        pane.setPrefSize(size, size);
        pane.setMaxSize(size, size);
        pane.setMouseTransparent(true);
        return pane;
    }

    public static StackPane glyph(StatusIcon mood, double size) {
        return glyph(Glyph.of(mood), size, "mood-" + mood.name().toLowerCase(java.util.Locale.ROOT));
    }

    public static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** A path as people at home say it. */
    public static String abbreviated(Path path) {
        Path home = Path.of(System.getProperty("user.home", "/"));
        return path.startsWith(home) && !path.equals(home)
                ? Path.of("~").resolve(home.relativize(path)).toString()
                : path.toString();
    }

    /** A page as high as the window; in a window that is lower than its least height, it is scrolled. */
    public static ScrollPane scrolling(Region page) {
        ScrollPane scroll = scrollingDown(page);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        return scroll;
    }

    /** As wide as the window, and as high as it is. */
    public static ScrollPane scrollingDown(Region page) {
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        return scroll;
    }

    /** What a place is for, where there is nothing in it yet. */
    public static VBox empty(Glyph glyph, String text, Node... actions) {
        Label label = paragraph(text, "muted");
        label.setMaxWidth(420);
        label.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        VBox box = new VBox(16, glyph(glyph, 40, "muted-glyph"), label);
        box.getChildren().addAll(List.of(actions));
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("empty");
        return box;
    }
}
