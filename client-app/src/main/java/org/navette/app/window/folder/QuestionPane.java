// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.CertificateReply;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.FolderStateReply;
import org.navette.app.api.FolderStateReply.QuestionReply;
import org.navette.app.api.SettingsCommand;
import org.navette.app.view.FolderDetail;
import org.navette.app.window.kit.CertificatePane;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.ScreenContext;
import org.navette.engine.reconcile.DeletionGuard.Answer;

/** What a folder needs a person for, in plain words, and the answers there are. */
final class QuestionPane extends VBox {
    private static final double LINE = 28;
    private static final int MOST_LINES = 5;

    private final ScreenContext context;
    private final String name;
    private @Nullable Asked asked;

    /** What is being asked. */
    private record Asked(boolean password, Optional<QuestionReply> question, String sentence) {}

    QuestionPane(ScreenContext context, String name) {
        super(8);
        this.context = context;
        this.name = name;
        setId("question");
        getStyleClass().add("question");
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void show(FolderDetail folder) {
        boolean needsPassword = folder.view().is(FolderStateReply.NeedsPassword.class);
        Asked now = new Asked(needsPassword, folder.question(), folder.view().sentence());
        boolean open = needsPassword || now.question().isPresent();
        if (now.equals(asked) || (!open && asked == null)) {
            return;
        }
        asked = open ? now : null;
        setVisible(open);
        getChildren().clear();
        if (needsPassword) {
            ask(
                    folder.user().isEmpty() ? "ui.question.signIn" : "ui.question.password",
                    List.of(),
                    new SignInForm(context, folder));
        }
        now.question().ifPresent(question -> ask(folder, question));
    }

    private void ask(FolderDetail folder, QuestionReply question) {
        switch (question) {
            case QuestionReply.Deletions(List<String> held, long before) ->
                ask(
                        "ui.question.deletions",
                        held,
                        answers(
                                answer("ui.answer.delete", "answer-delete", Answer.DELETE, held, held.size()),
                                answer("ui.answer.bringBack", "answer-bring-back", Answer.BRING_BACK, held)));
            case QuestionReply.Folder() ->
                ask(
                        "ui.question.folder",
                        List.of(),
                        answers(answer("ui.answer.compare", "answer-compare", Answer.BRING_BACK, List.of())));
            case QuestionReply.Certificate(CertificateReply certificate) -> certificate(folder, certificate);
        }
    }

    private void ask(String key, List<String> entries, Node answers) {
        Node title = Controls.row(
                Controls.glyph(Glyph.ATTENTION, 20, "mood-attention"),
                Controls.paragraph(context.text(key, entries.size()), "question-title"));
        getChildren().add(title);
        String more = context.messages().textOr(key + ".more", "");
        if (!more.isEmpty()) {
            getChildren().add(Controls.paragraph(more));
        }
        if (!entries.isEmpty()) {
            ListView<String> list = new ListView<>();
            list.getItems().setAll(entries);
            list.setId("held");
            Controls.spoken(list, context.text("ui.held"));
            list.setMinHeight(LINE * Math.min(entries.size(), MOST_LINES) + 4);
            list.setPrefHeight(LINE * Math.min(entries.size(), MOST_LINES) + 4);
            getChildren().add(list);
        }
        getChildren().add(answers);
    }

    private static Node answers(Button... buttons) {
        return new FlowPane(8, 8, buttons);
    }

    /** @param shown the deletions it is about, and no others */
    private Button answer(String key, String id, Answer answer, List<String> shown, Object... values) {
        FolderCommand.SyncNow command = new FolderCommand.SyncNow(
                Optional.of(name), Optional.of(answer), Optional.of(shown).filter(held -> !held.isEmpty()));
        return Controls.button(
                context.text(key, values), id, () -> context.commands().tell(command, context.say()));
    }

    private void certificate(FolderDetail folder, CertificateReply certificate) {
        VBox shown = new VBox(8, new CertificatePane(context, certificate), trust(folder, certificate.sha256()));
        boolean changed = certificate.changed().orElse(false);
        ask(changed ? "ui.question.certificateChanged" : "ui.question.certificate", List.of(), shown);
    }

    private Button trust(FolderDetail folder, String sha256) {
        SettingsCommand.Set command =
                new SettingsCommand.Set("account." + folder.account() + ".trust-cert", Optional.of(sha256));
        return Controls.button(
                context.text("ui.answer.trust"),
                "answer-trust",
                () -> context.commands().tell(command, context.say()));
    }
}
