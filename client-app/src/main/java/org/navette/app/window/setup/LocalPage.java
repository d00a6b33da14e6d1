// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import java.io.File;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.stage.DirectoryChooser;
import org.navette.app.onboarding.FirstSyncPreview;
import org.navette.app.onboarding.LocalTarget;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** Where the folder is to be on this computer. */
final class LocalPage extends SetupPage {
    private final Label about = Controls.paragraph("", "muted");
    private final Label holds;

    /** @param ready is given what the first sync will do, once it is counted */
    LocalPage(ScreenContext context, SetupModel model, Consumer<FirstSyncPreview> ready) {
        super(context, model, 4, "setup.local");
        TextField field = field("local", text("setup.local.label"), model.local());
        about.setId("local-about");
        holds = Controls.paragraph(text("setup.local.holds"), "note");
        holds.setId("local-holds");
        holds.managedProperty().bind(holds.visibleProperty());
        holds.setVisible(false);
        field.textProperty().addListener((value, before, now) -> model.lookAtLocal(this::show));
        Button choose = Controls.button(text("setup.local.choose"), "choose", this::choose);
        add(
                new FlowPane(8, 8, choose),
                about,
                holds,
                buttons(back(), Controls.main(text("setup.next"), "next", () -> model.forecast(ready))));
        model.lookAtLocal(this::show);
        focus(field);
    }

    private void show(LocalTarget.State place) {
        about.setText(
                place.freeBytes() < 0
                        ? text("setup.local.none")
                        : text("setup.local.free", context().messages().bytes(place.freeBytes())));
        holds.setVisible(place.holdsFiles());
    }

    private void choose() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(text("setup.local.label"));
        File chosen = chooser.showDialog(getScene().getWindow());
        if (chosen != null) {
            model().local().set(chosen.toPath().toString());
        }
    }
}
