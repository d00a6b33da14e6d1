// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** Who somebody is: a name and a password, or a page of the server's. */
final class SignInPage extends SetupPage {
    SignInPage(ScreenContext context, SetupModel model) {
        super(context, model, 2, "setup.signIn", model.server());
        TextField user = field("user", text("ui.user"), model.user());
        PasswordField password = new PasswordField();
        password.setId("password");
        Label label = Controls.label(text("ui.password"), "strong");
        label.setLabelFor(password);
        add(label, password, Controls.paragraph(text("setup.password.kept"), "muted", "small"));
        Button next = Controls.main(text("ui.signIn"), "next", () -> model.signIn(password.getText()));
        if (model.isPageOffered()) {
            add(
                    Controls.paragraph(text("setup.page.about"), "note"),
                    Controls.button(text("setup.page"), "sign-in-page", model::signInByPage));
        }
        add(buttons(back(), next));
        focus(user.getText().isEmpty() ? user : password);
    }
}
