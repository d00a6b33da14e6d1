// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.app.api.FileCommand;
import org.navette.app.api.FolderCommand;
import org.navette.app.view.ActivityRows.Row;

@Tag("integration")
class FolderTest {
    private static final int MANY = 60;

    @TempDir
    Path place;

    @Test
    void whatIsDoneIsSeenAndCanBeSearched() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.ENGLISH)) {
            share.write(share.here, "Comptes/facture.txt", "12");
            window.untilText("Comptes/facture.txt");
            window.untilText("sent");
            window.type("search", "facture");
            window.until("one line and its day", () -> rows(window).size() == 2);
            window.type("search", "");
            window.until("all", () -> rows(window).size() > 2);
            OpenWindow.draw(() -> {
                ListView<?> list = window.node("activities", ListView.class);
                list.requestFocus();
                list.getSelectionModel().select(1);
                return null;
            });
            menu(window, "copyAddress");
            window.until(
                    "the address",
                    () -> window.outside.stream().anyMatch(operation -> operation.startsWith("copy http")));
            menu(window, "versions");
            window.untilShown("search-versions");
            window.click("open");
            assertEquals("open " + share.here, window.outside.getLast());
            String refused = org.junit.jupiter.api.Assertions.assertThrows(
                            org.navette.app.api.CommandRefusedException.class,
                            () -> window.navette.run(
                                    new FileCommand.FileLink(
                                            share.here.resolve("Lisez-moi.txt").toString()),
                                    Locale.ENGLISH))
                    .sentence();
            assertEquals("This server does not create public links.", refused);
        }
    }

    /** Opens the menu of the chosen line, as its key does, and chooses from it. */
    private static void menu(OpenWindow window, String id) throws Exception {
        OpenWindow.draw(() -> {
            ListView<?> list = window.node("activities", ListView.class);
            javafx.event.Event.fireEvent(
                    list,
                    new javafx.scene.input.ContextMenuEvent(
                            javafx.scene.input.ContextMenuEvent.CONTEXT_MENU_REQUESTED, 5, 5, 5, 5, true, null));
            return null;
        });
        window.until(id, () -> window.chooseFromMenu(id));
    }

    private static java.util.List<?> rows(OpenWindow window) {
        return window.node("activities", ListView.class).getItems();
    }

    @Test
    void aPreviousVersionIsSeenAndRestored() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.FRENCH)) {
            share.write(share.there, Share.NOTES, "1. Tout autre chose\n");
            window.syncNow();
            tab(window, 2);
            window.untilShown("versions");
            window.until(
                    "a version",
                    () -> window.node("versions", ListView.class).getItems().size() == 1);
            OpenWindow.draw(() -> {
                window.node("versions", ListView.class).getSelectionModel().selectFirst();
                return null;
            });
            window.untilText("1. Comptes");
            window.shot("versions");
            window.click("restore");
            window.untilText("1 fichier est restauré");
            window.syncNow();
            assertEquals("1. Comptes\n2. Fête\n3. Divers\n", Files.readString(share.there.resolve(Share.NOTES)));
        }
    }

    static void tab(OpenWindow window, int index) throws Exception {
        OpenWindow.draw(() -> {
            window.node("tabs", TabPane.class).getSelectionModel().select(index);
            return null;
        });
    }

    @Test
    void whatWasRemovedByOthersIsUndoneFromTheList() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.ENGLISH)) {
            Files.delete(share.there.resolve("Lisez-moi.txt"));
            window.syncNow();
            window.untilText("deleted here, kept in the version history");
            long id = rows(window).stream()
                    .filter(row -> row instanceof Row.Entry(var activity)
                            && activity.what().equals("trashed"))
                    .map(row -> ((Row.Entry) row).activity().id())
                    .findFirst()
                    .orElseThrow();
            window.click("undo-" + id);
            window.untilText("is back as it was");
            assertEquals("Bienvenue.\n", Files.readString(share.here.resolve("Lisez-moi.txt")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "bring-back"})
    void aGuardIsAnsweredBothWays(String answer) throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.FRENCH)) {
            for (int i = 0; i < MANY; i++) {
                share.write(share.there, "Photos/" + i + ".txt", "photo " + i);
            }
            window.syncNow();
            for (int i = 0; i < MANY; i++) {
                Files.delete(share.there.resolve("Photos/" + i + ".txt"));
            }
            window.untilIdle();
            window.navette.run(FolderCommand.SyncNow.of(Optional.empty()), Locale.FRENCH);
            window.untilShown("held");
            window.untilText("Supprimer aussi");
            window.shot("guard");
            window.click("answer-" + answer);
            window.until("the answer", () -> !window.isShown("question"));
            window.syncNow();
            assertEquals(answer.equals("bring-back"), Files.exists(share.here.resolve("Photos/7.txt")));
            assertEquals(answer.equals("bring-back"), Files.exists(share.there.resolve("Photos/7.txt")));
        }
    }

    @Test
    void offlineAndBack() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.FRENCH)) {
            int port = share.server.url().getPort();
            share.stopServer();
            share.write(share.here, "note.txt", "écrit en route");
            window.navette.run(FolderCommand.SyncNow.of(Optional.empty()), Locale.FRENCH);
            window.untilText("Hors ligne");
            window.untilText("au retour du réseau");
            window.shot("offline");
            try (var again = org.navette.demoserver.WebdavServer.start(share.there, place.resolve("again"), port)) {
                window.click("sync-now");
                window.untilIdle();
                window.until("sent", () -> Files.exists(share.there.resolve("note.txt")));
                assertTrue(again.url().getPort() == port);
            }
        }
    }

    @Test
    void pausesAndGoesOn() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.ENGLISH)) {
            window.navette.run(new FolderCommand.Pause(Optional.of("Asso"), Optional.of("1h"), false), Locale.ENGLISH);
            window.untilShown("resume");
            assertFalse(window.isShown("pause"));
            window.click("resume");
            window.untilShown("pause");
        }
    }

    @Test
    void figuresAreDrawn() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.FRENCH)) {
            tab(window, 3);
            window.untilShown("transfer");
            window.untilShown("space");
            window.untilText("3 fichiers");
            window.shot("charts");
        }
    }
}
