// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.navette.app.view.Json;
import org.navette.app.view.SettingView;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.ScreenContext;

/** Fields for settings: each is written when it is left, and says so if it can't be, or may not be, changed. */
final class SettingsForm {
    private final ScreenContext context;
    private final Map<String, SettingView> settings;

    SettingsForm(ScreenContext context, Map<String, SettingView> settings) {
        this.context = context;
        this.settings = settings;
    }

    SettingView get(String key) {
        return settings.getOrDefault(key, new SettingView(key, "", "standard"));
    }

    /** The names of what there are several of: {@code account}, {@code folder}. */
    List<String> names(String section) {
        List<String> names = new ArrayList<>();
        for (String key : settings.keySet()) {
            if (key.startsWith(section + ".")) {
                String name = key.substring(section.length() + 1, key.lastIndexOf('.'));
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** A text, with an example of one. */
    VBox text(String key, String label, String prompt) {
        TextField field = new TextField(get(key).value());
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
        box.setSelected(get(key).value().equals("true"));
        box.setDisable(get(key).isLocked());
        box.setOnAction(event -> set(key, String.valueOf(box.isSelected()), then));
        return get(key).isLocked() ? Controls.row(box, lock(key)) : box;
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
        box.setValue(get(key).value());
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
        if (get(key).isLocked()) {
            control.setDisable(true);
            line.getChildren().add(lock(key));
        }
        return box;
    }

    /** Sets a value; what is empty is unset. */
    void set(String key, String value, Runnable then) {
        if (Objects.equals(get(key).value(), value) || get(key).isLocked()) {
            return;
        }
        context.commands()
                .ask(
                        "set",
                        Json.of("key", key, "value", value),
                        answer -> {
                            settings.putAll(SettingView.all(answer));
                            context.appState().changed();
                            then.run();
                        },
                        context.say());
    }
}
