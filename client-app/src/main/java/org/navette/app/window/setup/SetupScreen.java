// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import java.nio.file.Path;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.navette.app.onboarding.FirstSyncPreview;
import org.navette.app.onboarding.LocalTarget;
import org.navette.app.view.CertificateView;
import org.navette.app.window.kit.CertificatePane;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.Route;
import org.navette.app.window.kit.Screen;
import org.navette.app.window.kit.ScreenContext;
import org.navette.engine.port.Failure;

/** Sets up a folder pair, one question at a time. */
public final class SetupScreen implements Screen {
    private static final int STEPS = 5;

    private final ScreenContext context;
    private final SetupModel model;
    private final VBox question = new VBox(12);
    private final Label trouble = Controls.paragraph("", "trouble");
    private final ProgressBar busy = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final ScrollPane page;

    public SetupScreen(ScreenContext context, SetupModel model) {
        this.context = context;
        this.model = model;
        trouble.setId("setup-trouble");
        trouble.textProperty().bind(model.trouble());
        trouble.visibleProperty().bind(trouble.textProperty().isNotEmpty());
        trouble.managedProperty().bind(trouble.visibleProperty());
        busy.setMaxWidth(Double.MAX_VALUE);
        Controls.spoken(busy, context.text("ui.wait"));
        busy.visibleProperty().bind(model.busy());
        question.setId("setup");
        question.disableProperty().bind(model.busy());
        Button stop = Controls.button(text("setup.stop"), "stop", model::stop);
        stop.visibleProperty().bind(model.busy());
        stop.setCancelButton(true);
        VBox column = new VBox(12, question, trouble, busy, stop);
        column.getStyleClass().add("setup");
        VBox centre = new VBox(column);
        centre.setAlignment(javafx.geometry.Pos.TOP_CENTER);
        page = Controls.scrollingDown(centre);
        ChangeListener<SetupStep> follower = (value, before, now) -> show(now);
        model.step().addListener(follower);
        show(model.step().get());
    }

    private String text(String key, Object... values) {
        return context.text(key, values);
    }

    private void show(SetupStep step) {
        switch (step) {
            case ADDRESS -> address();
            case CERTIFICATE -> model.certificate().ifPresent(this::certificate);
            case NOT_ENCRYPTED -> notEncrypted();
            case SIGN_IN -> signIn();
            case FOLDERS -> model.choice().ifPresent(this::folders);
            case LOCAL -> local();
            case READY -> {
                // Shown with the numbers, once they are counted.
            }
            case DONE -> {
                context.appState().changed();
                context.say().accept(text(model.doneKey(), model.name()));
                context.go().accept(new Route.Folder(model.name()));
            }
        }
    }

    private void ask(int number, String key, Object... values) {
        question.getChildren()
                .setAll(
                        Controls.label(text("setup.step", number, STEPS), "muted", "small"),
                        Controls.title(text(key, values)),
                        Controls.paragraph(text(key + ".about", values), "muted"));
    }

    private void add(Node... nodes) {
        question.getChildren().addAll(nodes);
    }

    private FlowPane buttons(Button... all) {
        FlowPane buttons = new FlowPane(8, 8, all);
        buttons.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        return buttons;
    }

    private Button back() {
        return Controls.button(text("setup.back"), "back", model::back, "flat");
    }

    /** Once it is in the window: what scrolls takes its content in a moment later. */
    private static void focus(Node node) {
        if (node.getScene() == null) {
            node.sceneProperty().subscribe(scene -> {
                if (scene != null) {
                    Platform.runLater(node::requestFocus);
                }
            });
        } else {
            Platform.runLater(node::requestFocus);
        }
    }

    private TextField field(String id, String label, javafx.beans.property.StringProperty value) {
        TextField field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(value);
        Label words = Controls.label(label, "strong");
        words.setLabelFor(field);
        add(words, field);
        return field;
    }

    private void address() {
        ask(1, "setup.address");
        if (model.isInvited()) {
            add(Controls.paragraph(text("setup.invited"), "note"));
        }
        Label preset = Controls.paragraph(text("setup.preset"), "note");
        preset.setId("preset");
        preset.visibleProperty().bind(model.preset().isNotEqualTo(""));
        preset.managedProperty().bind(preset.visibleProperty());
        add(preset);
        TextField field = field("address", text("setup.address.label"), model.address());
        field.setPromptText("https://…");
        add(buttons(Controls.main(text("setup.next"), "next", model::find)));
        focus(field);
    }

    private void certificate(Failure.CertificateNotTrusted shown) {
        ask(1, "setup.certificate", shown.host());
        CertificateView view = new CertificateView(
                shown.subject(), shown.issuer(), shown.from(), shown.until(), shown.sha256(), shown.changed());
        add(
                new CertificatePane(context, view),
                buttons(back(), Controls.button(text("ui.answer.trust"), "trust", model::trust)));
    }

    private void notEncrypted() {
        ask(1, "setup.plain", model.server());
        Button back = back();
        add(buttons(back, Controls.button(text("setup.plain.agree"), "allow-plain", model::allowPlainHttp)));
        focus(back);
    }

    private void signIn() {
        ask(2, "setup.signIn", model.server());
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

    private void folders(ShareChoice choice) {
        ask(3, "setup.folders", model.shareAddress());
        ShareTree tree = new ShareTree(context, choice);
        tree.setMinHeight(220);
        VBox.setVgrow(tree, Priority.ALWAYS);
        Button next = Controls.main(text("setup.next"), "next", model::chosen);
        add(tree, buttons(back(), next));
        focus(next);
    }

    private void local() {
        ask(4, "setup.local");
        TextField field = field("local", text("setup.local.label"), model.local());
        Label about = Controls.paragraph("", "muted");
        about.setId("local-about");
        Label holds = Controls.paragraph(text("setup.local.holds"), "note");
        holds.setId("local-holds");
        holds.managedProperty().bind(holds.visibleProperty());
        holds.setVisible(false);
        field.textProperty().addListener((value, before, now) -> look(about, holds));
        Button choose = Controls.button(text("setup.local.choose"), "choose", this::choose);
        add(
                new FlowPane(8, 8, choose),
                about,
                holds,
                buttons(back(), Controls.main(text("setup.next"), "next", () -> model.forecast(this::ready))));
        look(about, holds);
        focus(field);
    }

    private void look(Label about, Label holds) {
        model.lookAtLocal(place -> show(place, about, holds));
    }

    private void show(LocalTarget.State place, Label about, Label holds) {
        about.setText(
                place.freeBytes() < 0
                        ? text("setup.local.none")
                        : text("setup.local.free", context.messages().bytes(place.freeBytes())));
        holds.setVisible(place.holdsFiles());
    }

    private void choose() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(text("setup.local.label"));
        java.io.File chosen = chooser.showDialog(page.getScene().getWindow());
        if (chosen != null) {
            model.local().set(chosen.toPath().toString());
        }
    }

    private void ready(FirstSyncPreview forecast) {
        ask(5, "setup.ready");
        VBox facts = new VBox(8);
        facts.setId("forecast");
        fact(facts, Glyph.DOWN, "setup.ready.receive", forecast.receive(), bytes(forecast.receiveBytes()));
        fact(facts, Glyph.UP, "setup.ready.send", forecast.send(), bytes(forecast.sendBytes()));
        fact(facts, Glyph.CHECK, "setup.ready.compare", forecast.compare());
        fact(
                facts,
                Glyph.FOLDER,
                "setup.ready.leftOut",
                model.choice().map(ShareChoice::leftOutCount).orElse(0));
        if (facts.getChildren().isEmpty()) {
            facts.getChildren().add(Controls.paragraph(text("setup.ready.nothing")));
        }
        Button start = Controls.main(text("setup.start"), "start", model::start);
        Region line = new Region();
        line.setMinHeight(8);
        add(
                Controls.paragraph(
                        text(
                                "ui.pair",
                                Controls.abbreviated(Path.of(model.local().get())),
                                model.shareAddress()),
                        "strong"),
                facts,
                Controls.paragraph(text("setup.ready.safe"), "note"),
                line,
                buttons(back(), start));
        focus(start);
    }

    private void fact(VBox facts, Glyph glyph, String key, int count, Object... more) {
        if (count > 0) {
            Object[] values = new Object[more.length + 1];
            values[0] = count;
            System.arraycopy(more, 0, values, 1, more.length);
            facts.getChildren()
                    .add(Controls.row(
                            Controls.glyph(glyph, 18, "accent-glyph"), Controls.paragraph(text(key, values))));
        }
    }

    private String bytes(long bytes) {
        return context.messages().bytes(bytes);
    }

    /** Whether nobody has answered anything yet. */
    public boolean isUntouched() {
        return model.isUntouched();
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public void leave() {
        model.leave();
    }
}
