// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Route;
import org.navette.app.window.kit.Screen;
import org.navette.app.window.kit.ScreenContext;

/** Sets up a folder pair, one question at a time. */
public final class SetupScreen implements Screen {
    private final ScreenContext context;
    private final SetupModel model;
    private final VBox question = new VBox();
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
        Button stop = Controls.button(context.text("setup.stop"), "stop", model::stop);
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

    private void show(SetupStep step) {
        switch (step) {
            case ADDRESS -> show(new AddressPage(context, model));
            case CERTIFICATE ->
                model.certificate().ifPresent(shown -> show(new CertificatePage(context, model, shown)));
            case NOT_ENCRYPTED -> show(new NotEncryptedPage(context, model));
            case SIGN_IN -> show(new SignInPage(context, model));
            case FOLDERS -> model.choice().ifPresent(choice -> show(new FoldersPage(context, model, choice)));
            case LOCAL ->
                show(new LocalPage(context, model, forecast -> show(new ReadyPage(context, model, forecast))));
            case READY -> {
                // Shown with the numbers, once they are counted.
            }
            case DONE -> {
                context.say().accept(context.text(model.doneKey(), model.name()));
                context.go().accept(new Route.Folder(model.name()));
            }
        }
    }

    private void show(SetupPage next) {
        question.getChildren().setAll(next);
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
