// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.settings;

import java.io.IOException;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import org.navette.app.desktop.Autostart;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** What holds for all of Navette. */
final class GeneralPane extends VBox {
    private final ScreenContext context;
    private final Autostart autostart = Autostart.ofSystem();

    GeneralPane(ScreenContext context, SettingsForm form, Runnable themeChanged) {
        super(16);
        this.context = context;
        getStyleClass().add("pane");
        if (autostart.isPossible()) {
            getChildren().add(atStart());
        }
        getChildren()
                .addAll(
                        form.yesNo("general.notifications", context.text("ui.notifications"), () -> {}),
                        form.choice(
                                "general.language",
                                context.text("ui.language"),
                                "ui.language.",
                                List.of("system", "fr", "en"),
                                () -> context.say().accept(context.text("ui.language.later"))),
                        form.choice(
                                "general.theme",
                                context.text("ui.theme"),
                                "ui.theme.",
                                List.of("system", "light", "dark"),
                                themeChanged),
                        form.text("general.device", context.text("ui.device"), ""),
                        Controls.paragraph(context.text("ui.device.about"), "muted", "small"),
                        form.text("general.min-disk-free", context.text("ui.minDiskFree"), "500M"),
                        Controls.paragraph(context.text("ui.minDiskFree.about"), "muted", "small"));
    }

    private CheckBox atStart() {
        CheckBox box = new CheckBox(context.text("ui.autostart"));
        box.setId("autostart");
        context.commands().work(autostart::isOn, box::setSelected, context.say());
        box.setOnAction(event -> context.commands().work(() -> put(box.isSelected()), done -> {}, context.say()));
        return box;
    }

    private boolean put(boolean on) throws IOException, InterruptedException {
        autostart.set(on);
        return on;
    }
}
