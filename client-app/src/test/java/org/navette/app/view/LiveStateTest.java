// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.navette.app.api.ActivityReply;
import org.navette.app.api.ConflictReply;
import org.navette.app.api.Event;
import org.navette.app.api.FolderReply;
import org.navette.app.api.StatusReply;
import org.navette.app.api.UpdateReply;

class LiveStateTest {
    private final FolderReply asso = SampleStates.folder("Asso", "idle", "Up to date.", true);
    private final FolderReply photos = SampleStates.folder("Photos", "idle", "Up to date.", true);
    private final LiveState read = LiveState.of(
            new StatusReply(true, List.of(asso, photos), Optional.empty(), Optional.empty()),
            List.of(conflict("Photos", "a"), conflict("Asso", "b"), conflict("Photos", "c")),
            List.of(activity(7, "Asso"), activity(6, "Photos")));

    private static ConflictReply conflict(String folder, String name) {
        return new ConflictReply(
                folder,
                name + " copy",
                name,
                "laptop",
                "2026-11-25",
                1,
                Optional.empty(),
                Path.of(name),
                Path.of(name));
    }

    private static ActivityReply activity(long id, String folder) {
        return new ActivityReply(
                id,
                Instant.EPOCH,
                folder,
                "uploaded",
                id + ".txt",
                Optional.empty(),
                1,
                "sent",
                Optional.empty(),
                Optional.empty());
    }

    private static List<String> originals(LiveState state) {
        return state.allConflicts().stream().map(ConflictReply::original).toList();
    }

    @Test
    void anEventSaysHowAFolderIsNowAndNothingOfTheOthers() {
        FolderReply syncing = SampleStates.folder("Photos", "syncing", "Syncing.", true);
        assertEquals(
                List.of(asso, syncing), read.with(new Event.Status(syncing)).folders());
    }

    @Test
    void aFolderThatWasAddedComesLast() {
        FolderReply fresh = SampleStates.folder("Archives", "looking", "Looking.", false);
        assertEquals(
                List.of(asso, photos, fresh), read.with(new Event.Status(fresh)).folders());
    }

    @Test
    void aFolderThatWasRemovedTakesItsConflictsAlong() {
        LiveState now = read.with(new Event.Removed("Photos"));
        assertEquals(List.of(asso), now.folders());
        assertEquals(List.of("b"), originals(now));
    }

    @Test
    void conflictsOfOneFolderTakeThePlaceOfThoseItHad() {
        assertEquals(List.of("b", "a", "c"), originals(read));
        LiveState now = read.with(new Event.Conflicts("Photos", List.of(conflict("Photos", "d"))));
        assertEquals(List.of("b", "d"), originals(now));
        assertEquals(List.of("d"), originals(now.with(new Event.Conflicts("Asso", List.of()))));
    }

    @Test
    void whatIsDoneComesFirstAndIsRememberedForAWhile() {
        LiveState now = LongStream.rangeClosed(8, 100)
                .mapToObj(id -> new Event.Activity(activity(id, "Asso")))
                .reduce(read, LiveState::with, (one, other) -> other);
        assertEquals(LiveState.MOST_RECENT, now.recent().size());
        assertEquals(100, now.newestActivity("Asso"));
        assertEquals(6, read.newestActivity("Photos"));
        assertEquals(0, now.newestActivity("Photos"));
    }

    /** What was read already may be told once more. */
    @Test
    void whatIsKnownIsNotAddedAgain() {
        assertEquals(read, read.with(new Event.Activity(activity(7, "Asso"))));
    }

    @Test
    void newsOfANewerVersionStay() {
        UpdateReply news = new UpdateReply("There is a newer one.", Optional.of("0.2"), Optional.empty());
        assertEquals(
                Optional.of(news),
                read.with(new Event.Update(Optional.of(news))).update());
    }
}
