// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.settings;

import javafx.scene.layout.VBox;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** Limits, proxy, and lines that are paid by volume. */
final class NetworkPane extends VBox {
    NetworkPane(ScreenContext context, SettingsForm form) {
        super(16);
        getStyleClass().add("pane");
        getChildren()
                .addAll(
                        form.text("network.limit-up", context.text("ui.limitUp"), "500k"),
                        form.text("network.limit-down", context.text("ui.limitDown"), "2M"),
                        Controls.paragraph(context.text("ui.limit.about"), "muted", "small"),
                        form.text("network.proxy", context.text("ui.proxy"), "proxy.example.org:3128"),
                        Controls.paragraph(context.text("ui.proxy.about"), "muted", "small"),
                        form.text("network.metered-limit", context.text("ui.metered"), "10M"),
                        Controls.paragraph(context.text("ui.metered.about"), "muted", "small"));
    }
}
