// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.FolderStateReply;
import org.navette.app.api.FolderStateReply.QuestionReply;
import org.navette.app.text.Printable;
import org.navette.app.text.TimeFormat;
import org.navette.app.view.FolderDetail;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** The folder's name, its state in words, where its two sides are, and what can be done with all of it. */
final class FolderHeader extends VBox {
    private final ScreenContext context;
    private final String name;
    private final HBox mood = new HBox();
    private final Label sentence = Controls.paragraph("", "state");
    private final Label since = Controls.label("", "muted", "small");
    private final Hyperlink local;
    private final Label remote = Controls.label("", "muted");
    private final Button resume;
    private final MenuButton pause;
    private Path root = Path.of("");

    FolderHeader(ScreenContext context, String name) {
        super(8);
        this.context = context;
        this.name = name;
        sentence.setId("state");
        local = Controls.link("", "open-folder", () -> context.outside().open(root));
        local.setMinWidth(0);
        remote.setMinWidth(0);
        resume = Controls.button(
                context.text("tray.resume"), "resume", () -> tell(new FolderCommand.Resume(Optional.of(name))));
        resume.managedProperty().bind(resume.visibleProperty());
        pause = new MenuButton(
                context.text("tray.pause"),
                null,
                pause("tray.pauseHour", Optional.of("1h"), false),
                pause("tray.pauseTomorrow", Optional.empty(), true),
                pause("tray.pauseOpen", Optional.empty(), false));
        pause.setId("pause");
        pause.setMinWidth(USE_PREF_SIZE);
        pause.managedProperty().bind(pause.visibleProperty());
        Button now = Controls.button(
                context.text("tray.syncNow"), "sync-now", () -> tell(FolderCommand.SyncNow.of(Optional.of(name))));
        FlowPane buttons = new FlowPane(
                8,
                8,
                Controls.button(
                        context.text("tray.open"),
                        "open",
                        () -> context.outside().open(root)),
                now,
                pause,
                resume);
        HBox state = Controls.row(mood, sentence);
        HBox.setHgrow(sentence, javafx.scene.layout.Priority.ALWAYS);
        Label arrow = Controls.label("⇄", "muted");
        HBox places = Controls.row(local, arrow, remote);
        getChildren().addAll(Controls.title(name), state, since, places, buttons);
        getStyleClass().add("heading");
    }

    private MenuItem pause(String key, Optional<String> time, boolean untilTomorrow) {
        MenuItem item = new MenuItem(context.text(key));
        item.setOnAction(event -> tell(new FolderCommand.Pause(Optional.of(name), time, untilTomorrow)));
        return item;
    }

    private void tell(FolderCommand<?> command) {
        context.commands().tell(command, context.say());
    }

    void show(FolderDetail folder) {
        root = folder.view().local();
        mood.getChildren().setAll(Controls.glyph(folder.view().mood(), 22));
        sentence.setText(Printable.of(sentence(folder)));
        TimeFormat when = context.when();
        since.setText(folder.inStep()
                .map(time -> context.text(
                        "ui.inStepAt", when.ago(time, context.clock().instant())))
                .orElse(""));
        folder.inStep().ifPresent(time -> Controls.hint(since, when.exact(time)));
        since.setVisible(folder.inStep().isPresent());
        since.setManaged(since.isVisible());
        local.setText(Printable.of(Controls.abbreviated(root)));
        Controls.hint(local, root.toString());
        remote.setText(Printable.of(folder.url()));
        Controls.hint(remote, folder.url());
        resume.setVisible(folder.view().isPaused());
        pause.setVisible(!folder.view().isPaused());
    }

    /** Where something is asked, the question stands below, and says the rest. */
    private String sentence(FolderDetail folder) {
        Optional<String> about = folder.view().is(FolderStateReply.NeedsPassword.class)
                ? Optional.of("password")
                : folder.question().map(question -> switch (question) {
                    case QuestionReply.Deletions d -> "deletions";
                    case QuestionReply.Certificate c -> "certificate";
                    case QuestionReply.Folder f -> "folder";
                });
        String said = folder.view().sentence();
        return about.map(key -> context.messages().textOr("ui.state." + key, said))
                .orElse(said);
    }
}
