// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import com.google.gson.JsonObject;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.navette.app.enrol.Draft;
import org.navette.app.enrol.Finding;
import org.navette.app.enrol.ShareFinder;
import org.navette.app.keyring.Passwords;
import org.navette.app.text.Printable;
import org.navette.app.view.FolderDetail;
import org.navette.app.view.Json;
import org.navette.app.window.Context;
import org.navette.app.window.Controls;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.Line;
import org.navette.engine.port.Failure;

/**
 * Asks for the password of an account, tries it, and keeps it only if the server takes it. Of an account that an administrator
 * has set up, it asks for the name, too.
 */
final class SignInForm extends VBox {
    private final Context context;
    private final FolderDetail folder;
    private final TextField user = new TextField();
    private final PasswordField password = new PasswordField();
    private final Label trouble = Controls.paragraph("", "trouble");
    private final Button sign;

    SignInForm(Context context, FolderDetail folder) {
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
        context.asker().work(() -> keep(name, typed), finding -> answered(finding, name), this::refused);
    }

    /** What came of it; the password is kept if the share was found. */
    private Finding keep(String name, String typed) throws java.io.IOException {
        Line line = context.program().line().apply(folder.name());
        Draft draft = new Draft(folder.url(), line.trust().certificate(), line.plainHttpAllowed());
        Finding finding = new ShareFinder(line).find(draft, new Account.Login(name, typed));
        if (finding instanceof Finding.Found(var address)) {
            new Passwords(context.program().home()).put(address.base(), name, typed);
        }
        return finding;
    }

    private void answered(Finding finding, String name) {
        switch (finding) {
            case Finding.Found f -> {
                if (folder.user().isEmpty()) {
                    // From then on the account has a name, and all its folders begin anew.
                    ask("set", Json.of("key", "account." + folder.account() + ".user", "value", name));
                } else {
                    ask("signed", Json.of("name", folder.name()));
                }
            }
            case Finding.Failed(Failure failure) -> refused(context.asker().sentence(failure));
            case Finding.NeedsTrust(var certificate) -> refused(context.asker().sentence(certificate));
            case Finding.NeedsLogin(String server, boolean browser) -> refused(wrong());
            case Finding.NotEncrypted(String server) ->
                refused(context.asker().sentence(new Failure.PlainHttp(server)));
        }
    }

    private void ask(String command, JsonObject arguments) {
        context.asker().ask(command, arguments, done -> context.live().changed(), this::refused);
    }

    private String wrong() {
        return context.asker().sentence(new Failure.CredentialsRefused(true));
    }

    private void refused(String sentence) {
        sign.setDisable(false);
        trouble.setText(Printable.of(sentence));
        trouble.setVisible(true);
        password.requestFocus();
    }
}
