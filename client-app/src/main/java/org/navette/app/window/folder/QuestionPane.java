// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.navette.app.view.CertificateView;
import org.navette.app.view.FolderDetail;
import org.navette.app.view.Json;
import org.navette.app.window.kit.CertificatePane;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.ScreenContext;

/** What a folder needs a person for, in plain words, and the answers there are. */
final class QuestionPane extends VBox {
    private static final double LINE = 28;
    private static final int MOST_LINES = 5;

    private final ScreenContext context;
    private final String name;
    private String asked = "";

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
        String state = folder.view().state();
        String now = state.startsWith("needs-")
                ? state + folder.question() + folder.held() + folder.view().sentence()
                : "";
        if (now.equals(asked)) {
            return;
        }
        asked = now;
        setVisible(!now.isEmpty());
        getChildren().clear();
        if (state.equals("needs-password")) {
            ask(
                    folder.user().isEmpty() ? "ui.question.signIn" : "ui.question.password",
                    List.of(),
                    new SignInForm(context, folder));
        } else if (folder.question().equals("deletions")) {
            ask(
                    "ui.question.deletions",
                    folder.held(),
                    answers(
                            answer(
                                    "ui.answer.delete",
                                    "answer-delete",
                                    "delete",
                                    folder.held(),
                                    folder.held().size()),
                            answer("ui.answer.bringBack", "answer-bring-back", "bring-back", folder.held())));
        } else if (folder.question().equals("folder")) {
            ask(
                    "ui.question.folder",
                    List.of(),
                    answers(answer("ui.answer.compare", "answer-compare", "bring-back", List.of())));
        } else if (folder.question().equals("certificate")) {
            folder.certificate().ifPresent(certificate -> certificate(folder, certificate));
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
    private Button answer(String key, String id, String answer, List<String> shown, Object... values) {
        JsonObject arguments = Json.of("name", name, "answer", answer);
        if (!shown.isEmpty()) {
            JsonArray held = new JsonArray();
            shown.forEach(held::add);
            arguments.add("held", held);
        }
        return Controls.button(
                context.text(key, values),
                id,
                () -> context.commands()
                        .ask("sync-now", arguments, done -> context.appState().changed(), context.say()));
    }

    private void certificate(FolderDetail folder, CertificateView certificate) {
        VBox shown = new VBox(8, new CertificatePane(context, certificate), trust(folder, certificate.sha256()));
        ask(certificate.changed() ? "ui.question.certificateChanged" : "ui.question.certificate", List.of(), shown);
    }

    private Button trust(FolderDetail folder, String sha256) {
        return Controls.button(
                context.text("ui.answer.trust"),
                "answer-trust",
                () -> context.commands()
                        .ask(
                                "set",
                                Json.of("key", "account." + folder.account() + ".trust-cert", "value", sha256),
                                done -> context.appState().changed(),
                                context.say()));
    }
}
