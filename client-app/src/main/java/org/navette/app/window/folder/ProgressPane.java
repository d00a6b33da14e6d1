// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.navette.app.api.FolderStateReply.Progress;
import org.navette.app.text.Printable;
import org.navette.app.view.FolderDetail;
import org.navette.app.view.TransferRate;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** How far a sync is: files, bytes, speed, and the time it still takes. */
final class ProgressPane extends VBox {
    private final ScreenContext context;
    private final ProgressBar bar = new ProgressBar();
    private final Label words = Controls.paragraph("", "small");
    private final TransferRate pace = new TransferRate();

    ProgressPane(ScreenContext context) {
        super(4);
        this.context = context;
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("progress");
        Controls.spoken(bar, context.text("progress.task"));
        words.setId("progress-words");
        getChildren().addAll(bar, words);
        managedProperty().bind(visibleProperty());
    }

    void show(FolderDetail folder) {
        setVisible(folder.progress().isPresent());
        if (folder.progress().isEmpty()) {
            pace.end();
            return;
        }
        Progress progress = folder.progress().get();
        Instant now = context.clock().instant();
        pace.note(now, progress.bytesDone());
        bar.setProgress(progress.share());
        List<String> parts = new ArrayList<>();
        parts.add(context.text("ui.progressFiles", progress.filesDone(), progress.files()));
        parts.add(context.text("ui.progressBytes", bytes(progress.bytesDone()), bytes(progress.bytes())));
        pace.speed().ifPresent(speed -> parts.add(context.text("ui.progressSpeed", bytes(speed))));
        pace.left(progress.bytes() - progress.bytesDone())
                .ifPresent(time ->
                        parts.add(context.text("ui.progressLeft", context.when().about(time))));
        words.setText(Printable.of(String.join(" · ", parts)));
    }

    private String bytes(long bytes) {
        return context.messages().bytes(bytes);
    }
}
