// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.navette.app.onboarding.FirstSyncPreview;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.ScreenContext;

/** What the first sync will do, before anything is written. */
final class ReadyPage extends SetupPage {
    private final VBox facts = new VBox(8);

    ReadyPage(ScreenContext context, SetupModel model, FirstSyncPreview forecast) {
        super(context, model, 5, "setup.ready");
        facts.setId("forecast");
        fact(Glyph.DOWN, "setup.ready.receive", forecast.receive(), bytes(forecast.receiveBytes()));
        fact(Glyph.UP, "setup.ready.send", forecast.send(), bytes(forecast.sendBytes()));
        fact(Glyph.CHECK, "setup.ready.compare", forecast.compare());
        fact(
                Glyph.FOLDER,
                "setup.ready.leftOut",
                model.choice().map(ShareChoice::leftOutCount).orElse(0));
        if (facts.getChildren().isEmpty()) {
            facts.getChildren().add(Controls.paragraph(text("setup.ready.nothing")));
        }
        Button start = Controls.main(text("setup.start"), "start", model::start);
        Region line = new Region();
        line.setMinHeight(8);
        String local = Controls.abbreviated(Path.of(model.local().get()));
        add(
                Controls.paragraph(text("ui.pair", local, model.shareAddress()), "strong"),
                facts,
                Controls.paragraph(text("setup.ready.safe"), "note"),
                line,
                buttons(back(), start));
        focus(start);
    }

    private void fact(Glyph glyph, String key, int count, Object... more) {
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
        return context().messages().bytes(bytes);
    }
}
