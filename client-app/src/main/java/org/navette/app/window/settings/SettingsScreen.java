// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.SettingsCommand;
import org.navette.app.view.ChosenSettings;
import org.navette.app.window.kit.AppContext;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Screen;
import org.navette.app.window.kit.ScreenContext;

/** All that can be chosen, in five parts. */
public final class SettingsScreen implements Screen {
    private final ScreenContext context;
    private final VBox page = new VBox(12);
    private final Map<Tab, Supplier<Region>> parts = new LinkedHashMap<>();
    private final TabPane tabs = new TabPane();
    private @Nullable FoldersPane folders;

    public SettingsScreen(ScreenContext context, AppContext program, Runnable themeChanged) {
        this.context = context;
        page.getStyleClass().add("page");
        page.getChildren().addAll(Controls.title(context.text("ui.settings")), tabs);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        context.commands()
                .ask(
                        new SettingsCommand.ListSettings(Optional.empty()),
                        answer -> {
                            SettingsForm form = new SettingsForm(context, ChosenSettings.of(answer));
                            part("general", () -> new GeneralPane(context, form, themeChanged));
                            part("accounts", () -> new AccountsPane(context, form));
                            part("folders", () -> {
                                folders = new FoldersPane(context, form);
                                return folders;
                            });
                            part("network", () -> new NetworkPane(context, form));
                            part("about", () -> new AboutPane(context));
                            tabs.getTabs().setAll(parts.keySet());
                        },
                        context.say());
        tabs.getSelectionModel().selectedItemProperty().addListener((value, before, now) -> fill(now));
    }

    private void part(String name, Supplier<Region> content) {
        Tab tab = new Tab(context.text("ui.settings." + name));
        tab.setId("settings-" + name);
        parts.put(tab, content);
    }

    /** Each part is made when it is looked at. */
    private void fill(Tab tab) {
        Supplier<Region> content = parts.get(tab);
        if (content != null && tab.getContent() == null) {
            tab.setContent(Controls.scrollingDown(content.get()));
        }
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public void leave() {
        if (folders != null) {
            folders.leave();
        }
    }
}
