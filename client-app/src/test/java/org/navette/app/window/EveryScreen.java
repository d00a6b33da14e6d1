// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import org.apache.catalina.LifecycleException;
import org.navette.app.api.FolderCommand;
import org.navette.app.onboarding.Invitation;
import org.navette.app.text.Messages;
import org.navette.app.window.kit.Route;

/** A Navette with something on every screen, and a walk through all of them. */
final class EveryScreen implements AutoCloseable {
    /** What is done at each. */
    @FunctionalInterface
    interface Visit {
        void at(String name) throws Exception;
    }

    private static final int MANY = 60;

    private final String home = System.getProperty("user.home");
    final Share share;
    final OpenWindow window;

    EveryScreen(Path place, Messages messages, double width, double height) throws Exception {
        // Folders are shown as somebody's at home.
        System.setProperty("user.home", place.toString());
        share = new Share(place);
        window = new OpenWindow(share.home, place.resolve("no-policy"), messages, width, height);
    }

    void walk(Visit visit) throws Exception {
        window.untilShown("address");
        visit.at("setup-address");
        window.go(new Route.Setup(Optional.of(new Invitation(
                share.server.url().toString(), Optional.empty(), Optional.empty(), Optional.of("Association")))));
        window.untilShown("address");
        visit.at("setup-invited");
        window.click("next");
        window.untilShown("share-tree");
        window.until(
                "sizes", () -> window.scene().getRoot().lookupAll(".tree-cell").size() > 2);
        visit.at("setup-folders");
        window.click("next");
        window.type("local", share.here.toString());
        visit.at("setup-local");
        window.click("next");
        window.untilShown("forecast");
        visit.at("setup-ready");
        window.click("start");
        window.untilShown("activities");
        window.untilIdle();
        share.write(share.there, "Lisez-moi.txt", "Bienvenue à toutes et à tous.\n");
        Pictures.writePdf(share.there.resolve("Affiche.pdf"), "Fete");
        window.syncNow();
        share.conflict(
                window, Share.NOTES, "1. Comptes\n2. Fête de l’été\n3. Divers\n", "1. Comptes\n2. Bal\n3. Divers\n");
        visit.at("folder-activity");
        FolderTest.tab(window, 1);
        visit.at("folder-waits");
        FolderTest.tab(window, 2);
        window.until(
                "a version",
                () -> window.isShown("versions")
                        && !window.node("versions", ListView.class).getItems().isEmpty());
        OpenWindow.draw(() -> {
            window.node("versions", ListView.class).getSelectionModel().selectFirst();
            return null;
        });
        window.untilText("Bienvenue");
        visit.at("folder-versions");
        FolderTest.tab(window, 3);
        window.untilShown("transfer");
        window.untilShown("space");
        visit.at("folder-charts");
        window.go(new Route.Conflicts());
        window.untilShown("diff");
        visit.at("conflicts");
        window.go(new Route.Settings());
        window.untilShown("general-theme");
        visit.at("settings-general");
        SettingsTest.tab(window, "settings-accounts");
        window.untilShown("account-127.0.0.1");
        visit.at("settings-accounts");
        SettingsTest.tab(window, "settings-folders");
        window.untilShown("folder-Association");
        visit.at("settings-folders");
        SettingsTest.tab(window, "settings-network");
        window.untilShown("network-proxy");
        visit.at("settings-network");
        SettingsTest.tab(window, "settings-about");
        window.until(
                "lines",
                () -> window.isShown("traffic")
                        && !window.node("traffic", TableView.class).getItems().isEmpty());
        visit.at("settings-about");
        for (int i = 0; i < MANY; i++) {
            share.write(share.there, "Photos/" + i + ".jpg", "photo " + i);
        }
        window.syncNow();
        for (int i = 0; i < MANY; i++) {
            Files.delete(share.there.resolve("Photos/" + i + ".jpg"));
        }
        window.navette.run(FolderCommand.SyncNow.of(Optional.empty()), window.messages.locale());
        window.go(new Route.Folder("Association"));
        window.untilShown("held");
        visit.at("folder-question");
    }

    @Override
    public void close() throws IOException, LifecycleException {
        System.setProperty("user.home", home);
        window.close();
        share.close();
    }
}
