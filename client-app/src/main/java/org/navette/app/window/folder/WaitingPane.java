// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.FolderStatusReply.ProblemReply;
import org.navette.app.view.FolderDetail;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Glyph;
import org.navette.app.window.kit.ScreenContext;

/** What waits, and why. */
final class WaitingPane extends VBox {
    private final ScreenContext context;
    private final Label count = Controls.paragraph("");
    private final ListView<ProblemReply> troubles = new ListView<>();

    WaitingPane(ScreenContext context) {
        super(8);
        this.context = context;
        getStyleClass().add("pane");
        count.setId("waiting-count");
        troubles.setId("troubles");
        Controls.spoken(troubles, context.text("ui.waits"));
        troubles.setPlaceholder(Controls.empty(Glyph.CHECK, context.text("ui.waits.empty")));
        troubles.setCellFactory(list -> new TroubleCell());
        VBox.setVgrow(troubles, Priority.ALWAYS);
        getChildren().addAll(count, troubles);
    }

    void show(FolderDetail folder) {
        int waiting = folder.view().waiting();
        count.setText(context.text("state.waiting", waiting, context.messages().bytes(folder.waitingBytes())));
        count.setVisible(waiting > 0);
        count.setManaged(waiting > 0);
        if (!Objects.equals(troubles.getItems(), folder.problems())) {
            troubles.getItems().setAll(folder.problems());
        }
    }

    private static final class TroubleCell extends ListCell<ProblemReply> {
        @Override
        protected void updateItem(@Nullable ProblemReply trouble, boolean empty) {
            super.updateItem(trouble, empty);
            setText(null);
            if (empty || trouble == null) {
                setGraphic(null);
                Controls.silent(this);
                return;
            }
            Label path = Controls.paragraph(trouble.path(), "strong");
            Label why = Controls.paragraph(trouble.sentence(), "muted");
            VBox words = new VBox(path, why);
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox row = Controls.row(Controls.glyph(Glyph.ATTENTION, 16, "mood-attention"), words);
            row.setPrefWidth(0);
            setGraphic(row);
            Controls.spoken(this, trouble.path() + ": " + trouble.sentence());
        }
    }
}
