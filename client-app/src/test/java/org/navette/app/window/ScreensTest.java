// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.app.text.Messages;
import org.navette.app.view.StatusIcon;
import org.navette.app.window.kit.Glyph;

/** Every screen: seen in both languages and themes, in words of our own, with names, by contrast, at any size. */
@Tag("integration")
class ScreensTest {
    private static final double CONTRAST = 4.5;

    @TempDir
    Path place;

    @ParameterizedTest
    @CsvSource({"fr, light", "fr, dark", "en, light", "en, dark"})
    void isDrawn(String language, String theme) throws Exception {
        try (EveryScreen screens = new EveryScreen(place, new Messages(Locale.of(language)), 940, 640)) {
            Set<String> pale = new TreeSet<>();
            screens.window.theme(theme);
            screens.walk(name -> {
                screens.window.shot(name + "-" + language + "-" + theme);
                OpenWindow.draw(() -> {
                    collectPale(screens.window.scene().getRoot(), name, pale);
                    return null;
                });
            });
            assertEquals(Set.of(), pale, "texts that are hard to read");
        }
    }

    /** Text against the nearest background that is drawn behind it. */
    private static void collectPale(Node node, String screen, Set<String> pale) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node instanceof Text text
                && text.getFill() instanceof Color colour
                && !text.getText().isBlank()) {
            double contrast = contrast(colour, behind(node));
            if (contrast < CONTRAST) {
                pale.add("%s: “%s” %.1f %s on %s".formatted(screen, text.getText(), contrast, colour, behind(node)));
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectPale(child, screen, pale));
        }
    }

    private static Color behind(Node node) {
        for (Parent at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof javafx.scene.layout.Region region && region.getBackground() != null) {
                var fills = region.getBackground().getFills();
                if (!fills.isEmpty() && fills.getLast().getFill() instanceof Color colour && colour.getOpacity() == 1) {
                    return colour;
                }
            }
        }
        return Color.WHITE;
    }

    /** As WCAG 2.2 defines it. */
    private static double contrast(Color one, Color other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    /** Whatever is no data comes out of the files of words; and every control says what it is. */
    @Test
    void saysNothingThatIsNotInTheFilesOfWords() throws Exception {
        try (EveryScreen screens = new EveryScreen(place, Marked.messages(), 940, 640)) {
            Set<String> foreign = new TreeSet<>();
            Set<String> nameless = new TreeSet<>();
            screens.walk(name -> OpenWindow.draw(() -> {
                collectForeign(screens.window.scene().getRoot(), name, foreign);
                collectNameless(screens.window.scene().getRoot(), name, nameless);
                return null;
            }));
            assertEquals(Set.of(), foreign, "words that are written in the code");
            assertEquals(Set.of(), nameless, "controls a screen reader cannot name");
        }
    }

    private void collectForeign(Node node, String screen, Set<String> foreign) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && labeled.getText() != null && isWord(labeled.getText())) {
            foreign.add(screen + ": " + labeled.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectForeign(child, screen, foreign));
        }
    }

    /** What is in brackets, names of this share, paths, addresses, numbers and times are no words of the code. */
    private boolean isWord(String text) {
        String rest = text.replaceAll("⟦.*⟧", "");
        List<String> data = List.of(
                "Navette",
                "Association",
                "127.0.0.1",
                "Comptes",
                "Réunions",
                "Photos",
                "Lisez-moi",
                "Affiche",
                "http",
                "/");
        return rest.matches("(?s).*\\p{L}{2}.*")
                && data.stream().noneMatch(rest::contains)
                && !rest.matches("(?s).*\\d (bytes|kB|MB).*|.*\\d{4}-\\d\\d-\\d\\d.*|.*\\d\\h[AP]M|≠ .*|  .*")
                && !answered().contains(rest);
    }

    /** What the running Navette says itself, in its own words, which are without brackets. */
    private static Set<String> answered() {
        ResourceBundle english = new Messages(Locale.ENGLISH).bundle();
        return english.keySet().stream()
                .filter(key -> key.startsWith("traffic.") || key.startsWith("state."))
                .map(english::getString)
                .collect(Collectors.toSet());
    }

    private static void collectNameless(Node node, String screen, Set<String> nameless) {
        if (!node.isVisible()) {
            return;
        }
        boolean asks = node instanceof TextInputControl
                || node instanceof ButtonBase
                || node instanceof ListView
                || node instanceof TreeView
                || node instanceof ComboBoxBase;
        if (asks && node.isFocusTraversable() && name((Control) node).isBlank()) {
            nameless.add(screen + ": " + node);
        }
        if (node instanceof Parent parent && !(node instanceof ListView)) {
            parent.getChildrenUnmodifiable().forEach(child -> collectNameless(child, screen, nameless));
        }
    }

    private static String name(Control control) {
        if (control.getAccessibleText() != null) {
            return control.getAccessibleText();
        }
        if (control instanceof Labeled labeled && labeled.getText() != null) {
            return labeled.getText();
        }
        return control.getScene().getRoot().lookupAll(".label").stream()
                .filter(node -> node instanceof Label label && control.equals(label.getLabelFor()))
                .map(node -> ((Label) node).getText())
                .findFirst()
                .orElse("");
    }

    /** Longer words than ours, letters twice as large, windows as small as it gets and as large as the screen here. */
    @ParameterizedTest
    @CsvSource({"small, 480, 360, 14", "large-text, 1270, 790, 28", "large, 1270, 790, 14"})
    void fits(String name, double width, double height, int text) throws Exception {
        try (EveryScreen screens = new EveryScreen(place, Marked.longMessages(), width, height)) {
            Set<String> cut = new TreeSet<>();
            OpenWindow.draw(() -> {
                screens.window.scene().getRoot().setStyle("-fx-font-size: " + text + "px;");
                return null;
            });
            screens.walk(screen -> {
                screens.window.shot("fits-" + name + "-" + screen);
                OpenWindow.draw(() -> {
                    collectCut(screens.window.scene().getRoot(), screen, cut);
                    return null;
                });
            });
            assertEquals(Set.of(), cut, "words that are cut short");
        }
    }

    /** Of buttons and paragraphs nothing may be missing; names and paths may be shortened, and are whole in a hint. */
    private static void collectCut(Node node, String screen, Set<String> cut) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && (labeled.isWrapText()
                        || node instanceof Button
                        || labeled.getStyleClass().contains("strong"))) {
            for (Node part : labeled.getChildrenUnmodifiable()) {
                if (part instanceof Text shown
                        && part.getStyleClass().contains("text")
                        && shown.getText().endsWith("…")
                        && !labeled.getText().endsWith("…")) {
                    cut.add(screen + ": " + labeled.getText());
                }
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectCut(child, screen, cut));
        }
    }

    /** From the first question to the first sync without a mouse. */
    @Test
    void isWorkedByKeyboardAlone() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = new OpenWindow(share.home, Locale.ENGLISH)) {
            window.untilShown("address");
            window.until("focus", () -> "address".equals(focused(window)));
            window.robot.write(share.server.url().toString());
            press(window, javafx.scene.input.KeyCode.ENTER);
            window.untilShown("share-tree");
            window.until("focus", () -> "next".equals(focused(window)));
            press(window, javafx.scene.input.KeyCode.ENTER);
            window.until("focus", () -> "local".equals(focused(window)));
            window.robot
                    .press(javafx.scene.input.KeyCode.CONTROL, javafx.scene.input.KeyCode.A)
                    .release(javafx.scene.input.KeyCode.A, javafx.scene.input.KeyCode.CONTROL);
            window.robot.write(share.here.toString());
            press(window, javafx.scene.input.KeyCode.ENTER);
            window.untilShown("start");
            press(window, javafx.scene.input.KeyCode.ENTER);
            window.untilShown("activities");
            List<String> visited = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                press(window, javafx.scene.input.KeyCode.TAB);
                visited.add(OpenWindow.draw(() -> focused(window)));
            }
            for (String id :
                    List.of("folders", "go-add", "go-settings", "open", "sync-now", "pause", "tabs", "search")) {
                assertEquals(true, visited.contains(id), id + " is reached by the Tab key: " + visited);
            }
        }
    }

    /** Where one is can be seen: whatever takes the focus looks different then. */
    @Test
    void theFocusIsSeen() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.ENGLISH)) {
            for (String id : List.of("go-add", "go-settings", "open", "sync-now", "pause", "open-folder", "search")) {
                OpenWindow.draw(() -> {
                    window.node("folders", Node.class).requestFocus();
                    return null;
                });
                int[] before = window.pixels(id);
                OpenWindow.draw(() -> {
                    window.node(id, Node.class).requestFocus();
                    return null;
                });
                window.untilLooksOther(id, before);
            }
        }
    }

    /** Every state has a shape and a word of its own, so that no colour is needed to tell them apart. */
    @Test
    void statesAreToldApartWithoutColours() {
        assertEquals(
                StatusIcon.values().length,
                Arrays.stream(StatusIcon.values()).map(Glyph::of).distinct().count());
        for (Locale language : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            Messages messages = new Messages(language);
            assertEquals(
                    StatusIcon.values().length,
                    Arrays.stream(StatusIcon.values())
                            .map(mood -> messages.text("mood." + mood.name()))
                            .distinct()
                            .count());
        }
    }

    private static String focused(OpenWindow window) {
        Node owner = window.scene().getFocusOwner();
        return owner == null || owner.getId() == null ? "" : owner.getId();
    }

    private static void press(OpenWindow window, javafx.scene.input.KeyCode key) {
        window.robot.press(key).release(key);
    }
}
