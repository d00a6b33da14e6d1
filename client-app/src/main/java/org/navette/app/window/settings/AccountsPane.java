// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.settings;

import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.navette.app.api.AccountCommand;
import org.navette.app.api.AccountCommand.AccountReply;
import org.navette.app.api.CertificateReply;
import org.navette.app.window.kit.CertificatePane;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.ScreenContext;

/** Who somebody is at which server: what it says of the account, its certificate, and what it honours. */
final class AccountsPane extends VBox {
    private final ScreenContext context;
    private final SettingsForm form;

    AccountsPane(ScreenContext context, SettingsForm form) {
        super(24);
        this.context = context;
        this.form = form;
        getStyleClass().add("pane");
        if (form.names("account").isEmpty()) {
            getChildren().add(Controls.empty(Glyph.FOLDER, context.text("ui.accounts.empty")));
        }
        form.names("account").forEach(name -> getChildren().add(account(name)));
    }

    private VBox account(String name) {
        String user = form.value("account." + name + ".user");
        VBox details = new VBox(8, Controls.label(context.text("ui.wait"), "muted"));
        VBox profile = new VBox(8);
        Button examine = Controls.button(context.text("ui.examine"), "examine-" + name, () -> examine(name, profile));
        Controls.hint(examine, context.text("ui.examine.about"));
        VBox box = new VBox(
                8,
                Controls.label(name, "section"),
                Controls.paragraph(
                        user.isEmpty() ? context.text("ui.account.nobody") : context.text("ui.account.user", user)),
                Controls.paragraph(form.value("account." + name + ".url"), "muted"),
                details,
                new FlowPane(8, 8, examine),
                profile);
        box.setId("account-" + name);
        context.commands()
                .ask(
                        new AccountCommand.About(name),
                        answer -> show(answer, details),
                        sentence -> details.getChildren().setAll(Controls.paragraph(sentence, "trouble")));
        return box;
    }

    private void show(AccountReply account, VBox details) {
        details.getChildren().clear();
        String software = account.software();
        details.getChildren()
                .add(Controls.paragraph(context.text(
                        "ui.account.server", software.isEmpty() ? context.text("doctor.unsaid") : software)));
        account.left().ifPresent(left -> quota(account.used().orElse(0L), left, details));
        account.certificate()
                .ifPresentOrElse(
                        certificate -> certificate(certificate, details),
                        () -> details.getChildren().add(Controls.paragraph(context.text("ui.account.plain"), "note")));
    }

    private void quota(long used, long left, VBox details) {
        String words = context.text(
                "ui.account.quota",
                context.messages().bytes(used),
                context.messages().bytes(used + left),
                context.messages().bytes(left));
        ProgressBar bar = new ProgressBar(used + left == 0 ? 0 : (double) used / (used + left));
        bar.setMaxWidth(360);
        Controls.spoken(bar, words);
        details.getChildren().addAll(Controls.paragraph(words), bar);
    }

    private void certificate(CertificateReply certificate, VBox details) {
        boolean pinned = certificate.pinned().orElse(false);
        details.getChildren()
                .addAll(
                        Controls.paragraph(context.text(pinned ? "ui.certificate.pinned" : "ui.certificate.vouched")),
                        new CertificatePane(context, certificate));
    }

    private void examine(String name, VBox profile) {
        profile.getChildren().setAll(Controls.label(context.text("ui.wait"), "muted"));
        context.commands()
                .ask(
                        new AccountCommand.Examine(name),
                        answer -> {
                            TextArea text = new TextArea(String.join("\n", answer.lines()));
                            text.setEditable(false);
                            text.setWrapText(true);
                            text.setPrefRowCount(16);
                            text.setId("profile-" + name);
                            Controls.spoken(text, context.text("ui.examine"));
                            profile.getChildren().setAll(text);
                        },
                        sentence -> profile.getChildren().setAll(Controls.paragraph(sentence, "trouble")));
    }
}
