// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import javafx.application.Platform;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** One question of setting up, with its number, its explanation, and the way on and back. */
abstract class SetupPage extends VBox {
    private static final int STEPS = 5;

    private final ScreenContext context;
    private final SetupModel model;

    /**
     * @param number of the step, from 1
     * @param key of the question's words; those with {@code .about} after it explain it
     */
    SetupPage(ScreenContext context, SetupModel model, int number, String key, Object... values) {
        super(12);
        this.context = context;
        this.model = model;
        getChildren()
                .setAll(
                        Controls.label(text("setup.step", number, STEPS), "muted", "small"),
                        Controls.title(text(key, values)),
                        Controls.paragraph(text(key + ".about", values), "muted"));
    }

    final ScreenContext context() {
        return context;
    }

    final SetupModel model() {
        return model;
    }

    final String text(String key, Object... values) {
        return context.text(key, values);
    }

    final void add(Node... nodes) {
        getChildren().addAll(nodes);
    }

    /** A field with its name above it. */
    final TextField field(String id, String label, StringProperty value) {
        TextField field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(value);
        Label words = Controls.label(label, "strong");
        words.setLabelFor(field);
        add(words, field);
        return field;
    }

    final Button back() {
        return Controls.button(text("setup.back"), "back", model::back, "flat");
    }

    static FlowPane buttons(Button... all) {
        FlowPane buttons = new FlowPane(8, 8, all);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        return buttons;
    }

    /** Once it is in the window: what scrolls takes its content in a moment later. */
    static void focus(Node node) {
        if (node.getScene() == null) {
            node.sceneProperty().subscribe(scene -> {
                if (scene != null) {
                    Platform.runLater(node::requestFocus);
                }
            });
        } else {
            Platform.runLater(node::requestFocus);
        }
    }
}
