// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navette.engine.reconcile.NamePolicy.Refused;
import org.navette.engine.reconcile.ServerSpelling.Folder;
import org.navette.engine.reconcile.ServerSpelling.Names;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.ServerNames;
import org.navette.engine.tree.SyncedState;

/** A server that composes names when something is made, and finds it under the composed name alone. */
class ServerSpellingTest {
    private static final String COMPOSED = "\u00e9";
    private static final String DECOMPOSED = "e\u0301";
    private static final ServerNames COMPOSES = new ServerNames(false, true, false);
    private static final SyncedState FOLDER = SyncedState.folder(new LocalStamp(0, 0, 0, "7"), RemoteState.FOLDER);

    private static Names match(Map<String, SyncedState> known, Map<String, Kind> here, Set<String> there) {
        Map<String, Optional<Kind>> kinds = new HashMap<>();
        here.forEach((name, kind) -> kinds.put(name, Optional.of(kind)));
        Map<String, RemoteState> listed = new HashMap<>();
        there.forEach(name -> listed.put(name, RemoteState.FOLDER));
        return ServerSpelling.match(new Folder(known, kinds, listed, Set.of()), COMPOSES, Direction.BOTH);
    }

    @Test
    void ofTwoNewNamesTheOneGoesThatTheServerKeeps() {
        Names names = match(Map.of(), Map.of(COMPOSED, Kind.FILE, DECOMPOSED, Kind.FOLDER), Set.of());
        assertEquals(List.of(new Refused(DECOMPOSED, NameTrouble.TWO_SPELLINGS, COMPOSED + " (2)")), names.refused());
    }

    /** It would count as deleted there, be made there again at each pass, and what is in it be tried for ever. */
    @Test
    void whatTheServerHasUnderANameThatAnotherEntryHasHereIsUnknownAndNotGone() {
        Names names = match(
                Map.of(DECOMPOSED, FOLDER), Map.of(COMPOSED, Kind.FILE, DECOMPOSED, Kind.FOLDER), Set.of(COMPOSED));
        assertEquals(Set.of(DECOMPOSED), names.unseenThere());
        assertEquals(Map.of(), names.respelledThere());
        assertEquals(List.of(new Refused(COMPOSED, NameTrouble.TWO_SPELLINGS, COMPOSED + " (2)")), names.refused());
    }

    @Test
    void onceTheOtherHasGoneTheNameOfTheServerIsTakenOver() {
        Names names = match(Map.of(DECOMPOSED, FOLDER), Map.of(DECOMPOSED, Kind.FOLDER), Set.of(COMPOSED));
        assertEquals(Map.of(DECOMPOSED, COMPOSED), names.respelledThere());
        assertEquals(Set.of(), names.unseenThere());
        assertEquals(List.of(), names.refused());
    }
}
