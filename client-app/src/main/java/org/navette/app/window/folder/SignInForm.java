// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.navette.app.api.Command;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.SettingsCommand;
import org.navette.app.keyring.Passwords;
import org.navette.app.onboarding.ShareFinder;
import org.navette.app.onboarding.ShareFinding;
import org.navette.app.onboarding.ShareQuery;
import org.navette.app.text.Printable;
import org.navette.app.view.FolderDetail;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.port.Failure;

/**
 * Asks for the password of an account, tries it, and keeps it only if the server takes it. Of an account that an administrator
 * has set up, it asks for the name, too.
 */
final class SignInForm extends VBox {
    private final ScreenContext context;
    private final FolderDetail folder;
    private final TextField user = new TextField();
    private final PasswordField password = new PasswordField();
    private final Label trouble = Controls.paragraph("", "trouble");
    private final Button sign;

    SignInForm(ScreenContext context, FolderDetail folder) {
        super(8);
        this.context = context;
        this.folder = folder;
        password.setId("password");
        password.setPrefColumnCount(20);
        user.setId("user");
        user.setPrefColumnCount(16);
        user.setText(folder.user());
        sign = Controls.main(context.text("ui.signIn"), "sign-in", this::sign);
        trouble.setId("sign-in-trouble");
        trouble.setVisible(false);
        trouble.managedProperty().bind(trouble.visibleProperty());
        FlowPane line = new FlowPane(8, 8);
        if (folder.user().isEmpty()) {
            line.getChildren().add(labelled("ui.user", user));
        }
        line.getChildren().addAll(labelled("ui.password", password), sign);
        getChildren().addAll(line, trouble);
    }

    /** A field with its name before it, which stay together where a line is too short for all. */
    private Node labelled(String key, Node field) {
        Label label = Controls.label(context.text(key));
        label.setLabelFor(field);
        return Controls.row(label, field);
    }

    private void sign() {
        String name = user.getText().strip();
        String typed = password.getText();
        if (name.isEmpty()) {
            refused(context.text("setup.user.empty"));
            return;
        }
        sign.setDisable(true);
        context.commands().work(() -> keep(name, typed), finding -> answered(finding, name), this::refused);
    }

    /** What came of it; the password is kept if the share was found. */
    private ShareFinding keep(String name, String typed) throws java.io.IOException {
        ConnectionSettings line = context.program().line().apply(folder.name());
        ShareQuery draft = new ShareQuery(folder.url(), line.trust().certificate(), line.plainHttpAllowed());
        ShareFinding finding = new ShareFinder(line).find(draft, new Account.Login(name, typed));
        if (finding instanceof ShareFinding.Found(var address)) {
            new Passwords(context.program().home()).put(address.base(), name, typed);
        }
        return finding;
    }

    private void answered(ShareFinding finding, String name) {
        switch (finding) {
            case ShareFinding.Found f -> {
                if (folder.user().isEmpty()) {
                    // From then on the account has a name, and all its folders begin anew.
                    tell(new SettingsCommand.Set("account." + folder.account() + ".user", Optional.of(name)));
                } else {
                    tell(new FolderCommand.Signed(Optional.of(folder.name())));
                }
            }
            case ShareFinding.Failed(Failure failure) ->
                refused(context.commands().sentence(failure));
            case ShareFinding.NeedsTrust(var certificate) ->
                refused(context.commands().sentence(certificate));
            case ShareFinding.NeedsLogin(String server, boolean browser) -> refused(wrong());
            case ShareFinding.NotEncrypted(String server) ->
                refused(context.commands().sentence(new Failure.PlainHttp(server)));
        }
    }

    private void tell(Command<?> command) {
        context.commands().tell(command, this::refused);
    }

    private String wrong() {
        return context.commands().sentence(new Failure.CredentialsRefused(true));
    }

    private void refused(String sentence) {
        sign.setDisable(false);
        trouble.setText(Printable.of(sentence));
        trouble.setVisible(true);
        password.requestFocus();
    }
}
