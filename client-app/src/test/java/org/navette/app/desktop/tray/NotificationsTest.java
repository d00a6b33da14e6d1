// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.navette.app.api.FolderStateReply;
import org.navette.app.text.Messages;
import org.navette.app.view.FolderView;
import org.navette.app.view.Overview;
import org.navette.app.view.SampleStates;
import org.navette.app.view.StatusIcon;

class NotificationsTest {
    private final Notifications announcements = new Notifications(new Messages(Locale.ENGLISH));

    private static FolderView folder(String name, String state, StatusIcon mood, String... locked) {
        Optional<FolderStateReply> now = Optional.of(SampleStates.named(state));
        return new FolderView(name, Path.of("/" + name), now, "Words.", mood, 0, 0, List.of(locked));
    }

    private static Overview overview(FolderView... folders) {
        return new Overview(List.of(folders), List.of(), 0, Optional.empty());
    }

    private List<String> told(Overview now) {
        return announcements.of(now).stream()
                .map(Notifications.Announcement::text)
                .toList();
    }

    @Test
    void whatGoesItsWayIsNotWorthAWord() {
        assertEquals(List.of(), told(overview(folder("Asso", "syncing", StatusIcon.SYNCING))));
        assertEquals(List.of(), told(overview(folder("Asso", "idle", StatusIcon.IN_STEP))));
        assertEquals(List.of(), told(overview(folder("Asso", "offline", StatusIcon.OFFLINE))));
        assertEquals(List.of(), told(overview(folder("Asso", "paused", StatusIcon.PAUSED))));
    }

    @Test
    void aFolderThatNeedsSomebodyIsToldOnceUntilItIsOver() {
        Overview needs = overview(folder("Asso", "needs-decision", StatusIcon.ATTENTION));
        assertEquals(List.of("Asso: Words."), told(needs));
        assertEquals(List.of(), told(needs));
        assertEquals(List.of(), told(overview(folder("Asso", "idle", StatusIcon.IN_STEP))));
        assertEquals(List.of("Asso: Words."), told(needs));
    }

    @Test
    void theFirstSyncOfAFolderThatWasJustAddedIsTold() {
        assertEquals(List.of(), told(overview(folder("Asso", "idle", StatusIcon.IN_STEP))));
        FolderView asso = folder("Asso", "idle", StatusIcon.IN_STEP);
        assertEquals(List.of(), told(overview(asso, folder("Photos", "looking", StatusIcon.SYNCING))));
        assertEquals(List.of(), told(overview(asso, folder("Photos", "syncing", StatusIcon.SYNCING))));
        assertEquals(
                List.of("“Photos” is up to date: everything is here and on the server."),
                told(overview(asso, folder("Photos", "idle", StatusIcon.IN_STEP))));
        assertEquals(List.of(), told(overview(asso, folder("Photos", "syncing", StatusIcon.SYNCING))));
        assertEquals(List.of(), told(overview(asso, folder("Photos", "idle", StatusIcon.IN_STEP))));
    }

    @Test
    void aDocumentThatSomebodyElseHasOpenIsTold() {
        Overview locked = overview(folder("Asso", "idle", StatusIcon.IN_STEP, "Marie has it."));
        assertEquals(List.of("Marie has it."), told(locked));
        assertEquals(List.of(), told(locked));
    }

    @Test
    void moreConflictsAreToldAndFewerAreNot() {
        Overview asso = overview(folder("Asso", "idle", StatusIcon.IN_STEP));
        assertEquals(List.of(), told(asso.with(List.of(), 1)), "they were there before");
        assertEquals(List.of("2 conflicts to resolve"), told(asso.with(List.of(), 2)));
        assertEquals(List.of(), told(asso.with(List.of(), 1)));
    }
}
