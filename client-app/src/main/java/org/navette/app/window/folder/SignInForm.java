// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.navette.app.enrol.Draft;
import org.navette.app.enrol.Finding;
import org.navette.app.enrol.ShareFinder;
import org.navette.app.keyring.Passwords;
import org.navette.app.view.FolderDetail;
import org.navette.app.view.Json;
import org.navette.app.view.SettingView;
import org.navette.app.window.Context;
import org.navette.app.window.Controls;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.Line;
import org.navette.engine.port.Failure;

/** Asks for the password of an account, tries it, and keeps it only if the server takes it. */
final class SignInForm extends VBox {
    private final Context context;
    private final FolderDetail folder;
    private final PasswordField password = new PasswordField();
    private final Label trouble = Controls.paragraph("", "trouble");
    private final Button sign;

    SignInForm(Context context, FolderDetail folder) {
        super(8);
        this.context = context;
        this.folder = folder;
        password.setId("password");
        password.setPrefColumnCount(20);
        Label label = Controls.label(context.text("ui.password"));
        label.setLabelFor(password);
        sign = Controls.main(context.text("ui.signIn"), "sign-in", this::sign);
        trouble.setId("sign-in-trouble");
        trouble.setVisible(false);
        trouble.managedProperty().bind(trouble.visibleProperty());
        FlowPane line = new FlowPane(8, 8, label, password, sign);
        getChildren().addAll(line, trouble);
    }

    private void sign() {
        sign.setDisable(true);
        String typed = password.getText();
        String key = "account." + folder.account() + ".user";
        context.asker()
                .ask(
                        "settings",
                        Json.of("key", key),
                        answer -> SettingView.all(answer).values().forEach(user -> check(user.value(), typed)),
                        this::refused);
    }

    private void check(String user, String typed) {
        context.asker().work(() -> keep(user, typed), this::answered, this::refused);
    }

    /** What came of it; the password is kept if the share was found. */
    private Finding keep(String user, String typed) throws java.io.IOException {
        Line line = context.program().line().apply(folder.name());
        Draft draft = new Draft(folder.url(), line.trust().certificate(), line.plainHttpAllowed());
        Finding finding = new ShareFinder(line).find(draft, new Account.Login(user, typed));
        if (finding instanceof Finding.Found(var address)) {
            new Passwords(context.program().home()).put(address.base(), user, typed);
        }
        return finding;
    }

    private void answered(Finding finding) {
        switch (finding) {
            case Finding.Found f ->
                context.asker()
                        .ask(
                                "signed",
                                Json.of("name", folder.name()),
                                done -> context.live().changed(),
                                this::refused);
            case Finding.Failed(Failure failure) -> refused(context.asker().sentence(failure));
            case Finding.NeedsTrust(var certificate) -> refused(context.asker().sentence(certificate));
            case Finding.NeedsLogin(String server, boolean browser) -> refused(wrong());
            case Finding.NotEncrypted(String server) ->
                refused(context.asker().sentence(new Failure.PlainHttp(server)));
        }
    }

    private String wrong() {
        return context.asker().sentence(new Failure.CredentialsRefused(true));
    }

    private void refused(String sentence) {
        sign.setDisable(false);
        trouble.setText(sentence);
        trouble.setVisible(true);
        password.requestFocus();
    }
}
