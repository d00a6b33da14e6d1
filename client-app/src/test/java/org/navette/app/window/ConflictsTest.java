// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("integration")
class ConflictsTest {
    private static final String MINE = "1. Comptes\n2. Fête de l’été\n3. Divers\n";
    private static final String THEIRS = "1. Comptes\n2. Fête d’hiver\n3. Divers\n4. Date\n";

    @TempDir
    Path place;

    @ParameterizedTest
    @CsvSource({"mine, 1", "theirs, 1", "both, 2"})
    void isResolvedEachWay(String keep, int left) throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.ENGLISH)) {
            share.conflict(window, Share.NOTES, MINE, THEIRS);
            window.click("go-conflicts");
            window.untilShown("diff");
            window.untilText("≠ 2. Fête d’hiver");
            window.shot("conflict-" + keep);
            window.click("keep-" + keep);
            window.untilText("There are no conflicts.");
            window.syncNow();
            Path folder = share.there.resolve(Share.NOTES).getParent();
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(left, files.count());
            }
            assertEquals(keep.equals("mine") ? MINE : THEIRS, Files.readString(share.there.resolve(Share.NOTES)));
            assertEquals(
                    Files.readString(share.there.resolve(Share.NOTES)),
                    Files.readString(share.here.resolve(Share.NOTES)));
        }
    }

    @Test
    void manyAtOnce() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.FRENCH)) {
            share.conflict(window, Share.NOTES, MINE, THEIRS);
            share.conflict(window, "Lisez-moi.txt", "Bonjour.\n", "Salut.\n");
            window.until(
                    "two", () -> window.shell().appState().conflicts().get().size() == 2);
            window.click("go-conflicts");
            window.click("select-all");
            window.untilText("2 sélectionnés");
            window.click("keep-theirs");
            window.untilText("Il n’y a pas de conflit.");
            assertEquals("Salut.\n", Files.readString(share.here.resolve("Lisez-moi.txt")));
        }
    }

    @Test
    void picturesAreSeenBesideEachOther() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.ENGLISH)) {
            Pictures.write(share.there.resolve("plan.png"), 0x0b6b68);
            window.syncNow();
            Pictures.write(share.there.resolve("plan.png"), 0x8a5a00);
            Pictures.write(share.here.resolve("plan.png"), 0xa8321f);
            window.syncNow();
            window.until(
                    "a conflict",
                    () -> !window.shell().appState().conflicts().get().isEmpty());
            window.click("go-conflicts");
            window.until(
                    "both pictures",
                    () -> window.scene().getRoot().lookupAll(".image-view").size() >= 2);
            window.shot("conflict-pictures");
            assertTrue(window.texts().stream().anyMatch(text -> text.startsWith("Mine: made on")));
        }
    }
}
