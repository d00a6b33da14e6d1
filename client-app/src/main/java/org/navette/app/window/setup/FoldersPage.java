// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** Which folders of the share are wanted here. */
final class FoldersPage extends SetupPage {
    FoldersPage(ScreenContext context, SetupModel model, ShareChoice choice) {
        super(context, model, 3, "setup.folders", model.shareAddress());
        ShareTree tree = new ShareTree(context, choice);
        tree.setMinHeight(220);
        VBox.setVgrow(tree, Priority.ALWAYS);
        Button next = Controls.main(text("setup.next"), "next", model::chosen);
        add(tree, buttons(back(), next));
        focus(next);
    }
}
