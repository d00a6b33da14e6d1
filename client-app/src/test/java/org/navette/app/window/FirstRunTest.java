// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.demoserver.WebdavServer;

@Tag("integration")
class FirstRunTest {
    @TempDir
    Path place;

    @Test
    void fromNothingToInStep() throws Exception {
        Path share = Files.createDirectories(place.resolve("share/Comptes"));
        Files.writeString(share.resolve("budget.txt"), "12 €\n");
        Files.createDirectories(place.resolve("share/Photos"));
        Files.writeString(place.resolve("share/Photos/mer.txt"), "bleue");
        Path local = place.resolve("ici");
        try (WebdavServer server = WebdavServer.start(place.resolve("share"), place.resolve("server"));
                OpenWindow window = new OpenWindow(place.resolve("home"), Locale.FRENCH)) {
            window.untilShown("address");
            window.shot("first-1-address");
            window.type("address", server.url().toString());
            window.click("next");
            window.untilShown("share-tree");
            window.untilText("Comptes  —  1 fichier");
            window.shot("first-3-folders");
            window.click("next");
            window.type("local", local.toString());
            window.untilText("libres");
            window.shot("first-4-local");
            window.click("next");
            window.untilShown("forecast");
            window.untilText("2 fichiers à recevoir");
            window.shot("first-5-ready");
            window.click("start");
            window.untilText("À jour");
            window.untilText("Aujourd’hui");
            window.shot("main");
            assertEquals("12 €\n", Files.readString(local.resolve("Comptes/budget.txt")));
            assertTrue(Files.exists(local.resolve("Photos/mer.txt")));
        }
    }
}
