// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckBoxTreeItem;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TreeView;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.app.api.SettingsCommand;
import org.navette.app.provision.AdminServer;
import org.navette.app.provision.SigningKey;
import org.navette.app.text.Messages;
import org.navette.app.window.kit.AppContext;
import org.navette.app.window.kit.Route;

@Tag("integration")
class SettingsTest {
    @TempDir
    Path place;

    static void tab(OpenWindow window, String id) throws Exception {
        window.until("tabs", () -> {
            for (var node : window.scene().getRoot().lookupAll(".tab-pane")) {
                TabPane pane = (TabPane) node;
                for (Tab tab : pane.getTabs()) {
                    if (id.equals(tab.getId())) {
                        pane.getSelectionModel().select(tab);
                        return true;
                    }
                }
            }
            return false;
        });
    }

    private static String setting(OpenWindow window, String key) throws Exception {
        return window.navette
                .run(new SettingsCommand.ListSettings(Optional.of(key)), Locale.ENGLISH)
                .settings()
                .getFirst()
                .value();
    }

    @Test
    void whatIsChosenIsKeptAndTheFolderGoesOn() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.ENGLISH)) {
            window.click("go-settings");
            window.untilShown("general-theme");
            OpenWindow.draw(() -> {
                @SuppressWarnings("unchecked")
                ChoiceBox<String> theme = window.node("general-theme", ChoiceBox.class);
                theme.setValue("dark");
                return null;
            });
            window.until("the theme", () -> window.outside.contains("theme"));
            assertEquals("dark", setting(window, "general.theme"));
            window.click("general-notifications");
            window.until(
                    "no notifications",
                    () -> setting(window, "general.notifications").equals("false"));
            window.type("general-device", "Portable de Marie");
            window.robot.press(javafx.scene.input.KeyCode.ENTER).release(javafx.scene.input.KeyCode.ENTER);
            window.until("the name", () -> setting(window, "general.device").equals("Portable de Marie"));
            tab(window, "settings-network");
            window.type("network-limit-up", "many");
            window.robot.press(javafx.scene.input.KeyCode.ENTER).release(javafx.scene.input.KeyCode.ENTER);
            window.untilText("takes a number of bytes");
            assertEquals("", setting(window, "network.limit-up"));
        }
    }

    @Test
    void rulesShowWhatTheyMatchBeforeTheyAreSaved() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.FRENCH)) {
            window.click("go-settings");
            tab(window, "settings-folders");
            window.untilShown("matches-Asso");
            window.type("folder-Asso-exclude", "/Comptes/\n");
            window.untilText("Ces règles excluent 1 élément ici");
            window.until(
                    "Comptes",
                    () -> window.node("matches-Asso", ListView.class).getItems().contains("Comptes/"));
            window.shot("settings-rules");
            assertTrue(Files.exists(share.here.resolve("Comptes/budget.txt")));
        }
    }

    @Test
    void foldersAreLeftOutByTickingThem() throws Exception {
        try (Share share = new Share(place)) {
            share.write(share.there, "Photos/Mer/vague.txt", "~");
            share.write(share.there, "Photos/Montagne/pic.txt", "^");
            try (OpenWindow window = share.synced(Locale.ENGLISH)) {
                window.click("go-settings");
                tab(window, "settings-folders");
                window.type("folder-Asso-exclude", "*.tmp\n/Photos/Mer/");
                window.click("choose-Asso");
                window.untilText("Photos  —  2 files");
                CheckBoxTreeItem<?> photos = item(window, "Photos");
                assertTrue(photos.isIndeterminate(), "a part of it is left out");
                OpenWindow.draw(() -> {
                    photos.setIndeterminate(false);
                    photos.setSelected(false);
                    return null;
                });
                window.until("the pattern", () -> text(window).equals("*.tmp\n/Photos/"));
                window.shot("settings-choose");
                window.click("save-Asso");
                window.untilText("The rules are saved.");
                assertTrue(Files.exists(share.there.resolve("Photos/Mer/vague.txt")));
                OpenWindow.draw(() -> {
                    photos.setSelected(true);
                    return null;
                });
                window.until("only the rule", () -> text(window).equals("*.tmp"));
            }
        }
    }

    private static String text(OpenWindow window) {
        return window.node("folder-Asso-exclude", TextArea.class).getText();
    }

    private static CheckBoxTreeItem<?> item(OpenWindow window, String name) {
        for (Object item : window.node("share-tree", TreeView.class).getRoot().getChildren()) {
            if (item instanceof CheckBoxTreeItem<?> folder
                    && String.valueOf(folder.getValue()).equals(name)) {
                return folder;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void withoutAPlaceForAnIconTheWindowSaysSo() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.FRENCH)) {
            assertFalse(window.isShown("note"));
            window.wayBack = AppContext.WayBack.NONE;
            OpenWindow.draw(() -> {
                window.shell().showWayBack();
                return null;
            });
            window.untilText("Navette travaille tant que cette fenêtre est ouverte");
            window.shot("no-tray");
        }
    }

    @Test
    void anAccountIsDescribedAndItsServerExamined() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.ENGLISH)) {
            window.click("go-settings");
            tab(window, "settings-accounts");
            window.untilText("Server:");
            window.untilText("not encrypted");
            window.click("examine-127.0.0.1");
            window.untilText("Telling versions apart");
            window.shot("settings-account");
            tab(window, "settings-about");
            window.until(
                    "traffic",
                    () -> !window.node("traffic", TableView.class).getItems().isEmpty());
            window.shot("settings-about");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void whatAnAdministratorLockedIsVisiblyLocked(String language) throws Exception {
        Path policy = place.resolve("policy.toml");
        Files.writeString(policy, """
                locked = ["general.notifications", "network.proxy"]
                [general]
                notifications = true
                [network]
                proxy = "proxy.asso.example:3128"
                [[account]]
                name = "asso"
                url = "https://cloud.asso.example/dav/"
                """);
        Messages messages = new Messages(Locale.of(language));
        try (OpenWindow window = new OpenWindow(place.resolve("home"), policy, messages, 940, 640)) {
            window.untilShown("preset");
            window.shot("setup-preset-" + language);
            window.go(new Route.Settings());
            window.untilShown("general-notifications");
            assertTrue(window.node("general-notifications", CheckBox.class).isDisabled());
            tab(window, "settings-network");
            window.untilShown("network-proxy-locked");
            window.untilText(messages.text("settings.origin.locked"));
            assertTrue(window.node("network-proxy", javafx.scene.control.TextField.class)
                    .isDisabled());
            window.shot("settings-locked-" + language);
        }
    }

    @Test
    void aNewerVersionIsToldAndNothingMore() throws Exception {
        String news = "version = \"99.1\"\npage = \"https://asso.example/navette/\"\n";
        SigningKey key = new SigningKey();
        try (AdminServer server = new AdminServer(place);
                Share share = new Share(place);
                OpenWindow window = share.synced(Locale.FRENCH)) {
            server.put("/navette.toml", news);
            server.put("/navette.toml.sig", key.sign(news));
            assertFalse(window.isShown("go-update"));
            for (String[] setting : new String[][] {
                {"update.ca-file", server.authority().toString()},
                {"update.key", key.line()},
                {"update.url", server.url("/navette.toml")}
            }) {
                window.navette.run(new SettingsCommand.Set(setting[0], Optional.of(setting[1])), Locale.FRENCH);
            }
            window.untilShown("go-update");
            window.click("go-update");
            window.until("the page", () -> window.outside.contains("browse https://asso.example/navette/"));
            window.click("go-settings");
            tab(window, "settings-about");
            window.untilText("Une version plus récente de Navette est disponible");
            window.shot("settings-update");
        }
    }

    @Test
    void aFolderIsOnlyRemovedAfterASecondYes() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.FRENCH)) {
            window.click("go-settings");
            tab(window, "settings-folders");
            window.click("remove-Asso");
            window.untilText("Arrêter la synchronisation\u202f?");
            window.click("remove-Asso");
            window.until("gone", () -> !window.isShown("remove-Asso"));
            assertTrue(Files.exists(share.here.resolve("Lisez-moi.txt")));
            assertTrue(Files.exists(share.there.resolve("Lisez-moi.txt")));
        }
    }
}
