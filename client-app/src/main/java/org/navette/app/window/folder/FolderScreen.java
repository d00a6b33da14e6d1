// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.navette.app.view.FolderDetail;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Screen;
import org.navette.app.window.kit.ScreenContext;

/** One folder pair: how it is, what it asks, and four ways to look into it. */
public final class FolderScreen implements Screen {
    private static final double LEAST_TABS = 260;

    private final ScreenContext context;
    private final String name;
    private final VBox page = new VBox(16);
    private final Node scroll;
    private final FolderHeader heading;
    private final ProgressPane progress;
    private final QuestionPane question;
    private final WaitingPane waiting;
    private final ActivityPane activity;
    private final TabPane tabs = new TabPane();
    private final Tab waitingTab = new Tab();
    private final Tab versionsTab;
    private String wanted = "";
    private final ChangeListener<Number> follower = (value, before, now) -> show();

    public FolderScreen(ScreenContext context, String name) {
        this.context = context;
        this.name = name;
        this.heading = new FolderHeader(context, name);
        this.progress = new ProgressPane(context);
        this.question = new QuestionPane(context, name);
        this.waiting = new WaitingPane(context);
        this.activity = new ActivityPane(context, name, this::showVersions);
        page.getStyleClass().add("page");
        versionsTab = lazyTab("ui.versions", () -> new VersionsPane(context, name, wanted));
        tabs.getTabs()
                .setAll(
                        tab("ui.activity", activity),
                        waitingTab,
                        versionsTab,
                        lazyTab("ui.charts", () -> new ChartsPane(context, name)));
        waitingTab.setContent(waiting);
        waitingTab.setId("tab-waiting");
        waitingTab.setClosable(false);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setId("tabs");
        VBox.setVgrow(tabs, Priority.ALWAYS);
        tabs.setMinHeight(LEAST_TABS);
        page.getChildren().addAll(heading, question, progress, tabs);
        scroll = Controls.scrolling(page);
        context.appState().changes().addListener(follower);
        show();
    }

    private Tab tab(String key, Node content) {
        Tab tab = new Tab(context.text(key), content);
        tab.setClosable(false);
        tab.setId("tab-" + key.substring(key.indexOf('.') + 1));
        return tab;
    }

    private void showVersions(String path) {
        wanted = path;
        tabs.getSelectionModel().select(versionsTab);
        wanted = "";
    }

    /** Filled when it is looked at. */
    private Tab lazyTab(String key, java.util.function.Supplier<Node> content) {
        Tab tab = tab(key, new VBox());
        tab.selectedProperty().addListener((value, before, now) -> {
            if (now) {
                tab.setContent(content.get());
            }
        });
        return tab;
    }

    private void show() {
        context.appState().folder(name).ifPresent(this::show);
    }

    private void show(FolderDetail folder) {
        heading.show(folder);
        progress.show(folder);
        question.show(folder);
        waiting.show(folder);
        int count = folder.problems().size();
        waitingTab.setText(count == 0 ? context.text("ui.waits") : context.text("ui.waitsCount", count));
        activity.look(context.appState().newestActivity(name));
    }

    @Override
    public Node node() {
        return scroll;
    }

    @Override
    public void leave() {
        context.appState().changes().removeListener(follower);
    }
}
