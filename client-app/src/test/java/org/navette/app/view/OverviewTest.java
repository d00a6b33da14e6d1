// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.app.api.FolderReply;
import org.navette.app.text.Messages;

class OverviewTest {
    private final Messages english = new Messages(Locale.ENGLISH);

    /** Folders in these states, as the running Navette would tell of them. */
    private static Overview of(String... states) {
        return of(Stream.of(states)
                .map(state -> SampleStates.folder("Asso", state, "Words.", true))
                .toList());
    }

    private static Overview of(List<FolderReply> folders) {
        return Overview.of(new LiveState(folders, Map.of(), List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "idle, IN_STEP",
        "looking, IN_STEP",
        "syncing, SYNCING",
        "paused, PAUSED",
        "offline, OFFLINE",
        "needs-password, ATTENTION",
        "needs-decision, ATTENTION",
        "share-gone, ERROR",
        "stopped, ERROR"
    })
    void oneFolderSpeaksForItself(String state, StatusIcon mood) {
        assertEquals(mood, of(state).mood());
    }

    @Test
    void ofSeveralTheOneThatNeedsSomebodyMostSpeaks() {
        assertEquals(StatusIcon.ERROR, of("idle", "stopped", "syncing").mood());
        assertEquals(StatusIcon.IN_STEP, of("idle", "paused").mood());
        assertEquals(StatusIcon.PAUSED, of("paused", "paused").mood());
        assertEquals("Asso: Words.", of("idle", "offline").sentence(english));
        assertEquals("Words.", of("offline").sentence(english));
    }

    @Test
    void whatIsNotKnownYetIsNotSaidToBeInStep() {
        Overview fresh = of(List.of(SampleStates.folder("Asso", "looking", "Looking for changes.", false)));
        assertEquals(StatusIcon.SYNCING, fresh.mood());
        assertEquals("Looking for changes.", fresh.sentence(english));
    }

    @Test
    void aConflictIsSomethingToLookAt() {
        Overview conflict = of("idle").with(List.of(), 1);
        assertEquals(StatusIcon.ATTENTION, conflict.mood());
        assertEquals("1 conflict to resolve", conflict.sentence(english));
        assertEquals(StatusIcon.ERROR, of("stopped").with(List.of(), 1).mood());
    }

    @Test
    void allIsWellInBothLanguages() {
        assertEquals("Everything is up to date.", of("idle", "idle").sentence(english));
        assertEquals("Tout est à jour.", of("idle").sentence(new Messages(Locale.FRENCH)));
        assertEquals("Aucun dossier n’est encore synchronisé.", of().sentence(new Messages(Locale.FRENCH)));
    }
}
