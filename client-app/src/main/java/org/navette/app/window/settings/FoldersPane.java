// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.navette.app.api.FolderCommand;
import org.navette.app.onboarding.ShareBrowser;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.ScreenContext;
import org.navette.app.window.setup.ShareChoice;
import org.navette.app.window.setup.ShareTree;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** What holds for each folder: which way it goes, and what of it is not on this computer. */
final class FoldersPane extends VBox {
    private static final Duration TYPING = Duration.millis(400);

    private static final double TREE = 180;

    private final ScreenContext context;
    private final SettingsForm form;
    private final List<ShareChoice> opened = new ArrayList<>();

    FoldersPane(ScreenContext context, SettingsForm form) {
        super(24);
        this.context = context;
        this.form = form;
        getStyleClass().add("pane");
        if (form.names("folder").isEmpty()) {
            getChildren().add(Controls.empty(Glyph.FOLDER, context.text("tray.empty")));
        }
        form.names("folder").forEach(name -> getChildren().add(folder(name)));
    }

    private VBox folder(String name) {
        String key = "folder." + name + ".";
        Button remove = Controls.button(context.text("ui.remove"), "remove-" + name, () -> {});
        Controls.hint(remove, context.text("ui.remove.about"));
        VBox box = new VBox(
                12,
                Controls.label(name, "section"),
                Controls.paragraph(Controls.abbreviated(Path.of(form.value(key + "local"))), "muted"),
                form.choice(
                        key + "mode",
                        context.text("ui.mode"),
                        "ui.mode.",
                        List.of("both", "upload", "download"),
                        () -> {}),
                rules(name, key + "exclude"),
                new FlowPane(8, 8, remove));
        remove.setOnAction(event -> sure(remove, name, box));
        box.setId("folder-" + name);
        return box;
    }

    /** The patterns, and beside them what of this folder they match right now. */
    private VBox rules(String name, String key) {
        TextArea patterns = new TextArea(form.value(key));
        patterns.setPrefRowCount(4);
        patterns.setPromptText("*.tmp\n/Photos/");
        ListView<String> matches = new ListView<>();
        matches.setId("matches-" + name);
        matches.setPrefHeight(110);
        Controls.spoken(matches, context.text("ui.rules.matches", 0));
        Label count = Controls.label("", "muted", "small");
        count.setId("matches-count-" + name);
        Button save = Controls.button(
                context.text("ui.rules.save"),
                "save-" + name,
                () -> form.set(key, patterns.getText(), () -> context.say().accept(context.text("ui.rules.saved"))));
        save.setDisable(form.isLocked(key));
        PauseTransition pause = new PauseTransition(TYPING);
        pause.setOnFinished(event -> preview(name, patterns.getText(), matches, count));
        patterns.textProperty().addListener((value, before, now) -> pause.playFromStart());
        preview(name, patterns.getText(), matches, count);
        VBox box = form.labelled(key, context.text("ui.rules"), patterns);
        box.getChildren()
                .addAll(
                        Controls.paragraph(context.text("ui.rules.about"), "muted", "small"),
                        count,
                        matches,
                        new FlowPane(8, 8, choose(name, patterns, box), save));
        return box;
    }

    /** The folders of the share, to be ticked: what is chosen is written down as patterns. */
    private Button choose(String name, TextArea patterns, VBox box) {
        Button button = Controls.button(context.text("ui.choose"), "choose-" + name, () -> {});
        button.disableProperty().bind(patterns.disableProperty());
        button.setOnAction(event -> context.commands()
                .work(
                        () -> ShareBrowser.open(context.program()
                                .account()
                                .of(name)
                                .orElseThrow(() -> new StoreException(new Failure.CredentialsRefused(false)))),
                        share -> {
                            choice(share, patterns, box);
                            box.getChildren().remove(button);
                        },
                        context.say()));
        return button;
    }

    private void choice(ShareBrowser share, TextArea patterns, VBox box) {
        ShareChoice choice = new ShareChoice(
                context.commands(), share, patterns.getText().lines().toList(), context.say());
        opened.add(choice);
        ShareTree tree = new ShareTree(context, choice);
        tree.setPrefHeight(TREE);
        tree.changes().addListener((value, before, now) -> patterns.setText(String.join("\n", choice.patterns())));
        box.getChildren().add(1, tree);
    }

    /** The screen is left. */
    void leave() {
        opened.forEach(ShareChoice::close);
    }

    private void preview(String name, String patterns, ListView<String> matches, Label count) {
        List<String> rules = patterns.lines().filter(line -> !line.isBlank()).toList();
        context.commands()
                .ask(
                        new FolderCommand.LeftOut(name, rules),
                        answer -> {
                            matches.getItems().setAll(answer.entries());
                            count.setText(context.text("ui.rules.matches", answer.count()));
                        },
                        count::setText);
    }

    /** Asked a second time, in the same place: there is no way back but setting it up again. */
    private void sure(Button remove, String name, VBox box) {
        remove.setText(context.text("ui.remove.sure"));
        remove.getStyleClass().add("danger");
        remove.setOnAction(again -> context.commands()
                .ask(
                        new FolderCommand.Remove(name, false, false),
                        answer -> {
                            getChildren().remove(box);
                            context.say().accept(context.text("remove.done", name));
                        },
                        context.say()));
    }
}
