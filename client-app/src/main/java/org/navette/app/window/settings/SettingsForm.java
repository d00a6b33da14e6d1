// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.settings;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.navette.app.api.SettingsCommand;
import org.navette.app.view.ChosenSettings;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.ScreenContext;

/** Fields for settings: each is written when it is left, and says so if it can't be, or may not be, changed. */
final class SettingsForm {
    private final ScreenContext context;
    private ChosenSettings settings;

    SettingsForm(ScreenContext context, ChosenSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /** Empty if nothing is set. */
    String value(String key) {
        return settings.value(key);
    }

    boolean isLocked(String key) {
        return settings.isLocked(key);
    }

    /** The names of what there are several of: {@code account}, {@code folder}. */
    List<String> names(String section) {
        return settings.names(section);
    }

    /** A text, with an example of one. */
    VBox text(String key, String label, String prompt) {
        TextField field = new TextField(value(key));
        field.setPromptText(prompt);
        field.setMaxWidth(360);
        field.setOnAction(event -> set(key, field.getText(), () -> {}));
        field.focusedProperty().addListener((value, before, now) -> {
            if (!now) {
                set(key, field.getText(), () -> {});
            }
        });
        return labelled(key, label, field);
    }

    Node yesNo(String key, String label, Runnable then) {
        CheckBox box = new CheckBox(label);
        box.setId(id(key));
        box.setSelected(value(key).equals("true"));
        box.setDisable(isLocked(key));
        box.setOnAction(event -> set(key, String.valueOf(box.isSelected()), then));
        return isLocked(key) ? Controls.row(box, lock(key)) : box;
    }

    /** Says that somebody else has decided. */
    private Node lock(String key) {
        Node lock = Controls.row(
                Controls.glyph(Glyph.LOCK, 14, "muted-glyph"),
                Controls.label(context.text("settings.origin.locked"), "muted", "small"));
        lock.setId(id(key) + "-locked");
        return lock;
    }

    /** @param prefix of the words for the values */
    VBox choice(String key, String label, String prefix, List<String> values, Runnable then) {
        ChoiceBox<String> box = new ChoiceBox<>();
        box.getItems().setAll(values);
        box.setValue(value(key));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(String value) {
                return value == null ? "" : context.text(prefix + value);
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("a choice is not typed");
            }
        });
        box.valueProperty().addListener((value, before, now) -> set(key, now, then));
        return labelled(key, label, box);
    }

    private static String id(String key) {
        return key.replace('.', '-');
    }

    VBox labelled(String key, String text, Control control) {
        control.setId(id(key));
        Label label = Controls.paragraph(text, "strong");
        label.setLabelFor(control);
        HBox line = new HBox(8, label);
        VBox box = new VBox(4, line, control);
        if (isLocked(key)) {
            control.setDisable(true);
            line.getChildren().add(lock(key));
        }
        return box;
    }

    /** Sets a value; what is empty is unset. */
    void set(String key, String value, Runnable then) {
        if (Objects.equals(value(key), value) || isLocked(key)) {
            return;
        }
        context.commands()
                .ask(
                        new SettingsCommand.Set(key, Optional.of(value).filter(text -> !text.isEmpty())),
                        answer -> {
                            settings = settings.with(answer);
                            then.run();
                        },
                        context.say());
    }
}
