// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** Where the share is. */
final class AddressPage extends SetupPage {
    AddressPage(ScreenContext context, SetupModel model) {
        super(context, model, 1, "setup.address");
        if (model.isInvited()) {
            add(Controls.paragraph(text("setup.invited"), "note"));
        }
        Label preset = Controls.paragraph(text("setup.preset"), "note");
        preset.setId("preset");
        preset.visibleProperty().bind(model.preset().isNotEqualTo(""));
        preset.managedProperty().bind(preset.visibleProperty());
        add(preset);
        TextField field = field("address", text("setup.address.label"), model.address());
        field.setPromptText("https://…");
        add(buttons(Controls.main(text("setup.next"), "next", model::find)));
        focus(field);
    }
}
