// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import javafx.scene.control.Button;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** Whether the password may go over a line that is not encrypted. */
final class NotEncryptedPage extends SetupPage {
    NotEncryptedPage(ScreenContext context, SetupModel model) {
        super(context, model, 1, "setup.plain", model.server());
        Button back = back();
        add(buttons(back, Controls.button(text("setup.plain.agree"), "allow-plain", model::allowPlainHttp)));
        focus(back);
    }
}
