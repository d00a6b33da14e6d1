// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navette.engine.pass.Conflicts.Choice;
import org.navette.engine.pass.Conflicts.Conflict;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RecordedConflict;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** Conflicts are recorded when they are made or first seen, listed from there, and forgotten once they are resolved. */
@Tag("integration")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ConflictsTest extends OnePairOnFake {
    private static final String OLDER = "in/letter (conflit Marie-portable 2026-11-24 10h15).odt";

    private Conflicts conflicts() throws StoreException {
        PairSettings settings = pair.settings();
        return Conflicts.of(settings.home(), pair.root(), settings.account().address(), Clock.systemUTC());
    }

    private List<RecordedConflict> recorded() throws StoreException {
        PairSettings settings = pair.settings();
        return PairRegistry.journalOf(
                        settings.home(), pair.root(), settings.account().address())
                .conflicts();
    }

    /** Two versions of one file, and the pass that keeps both. */
    private Conflict make(String file) throws Exception {
        pair.write(file, "first");
        assertEquals(PassResult.NOTHING, pair.pass());
        pair.write(file, "mine, edited");
        server.put("/" + file, "theirs, edited there");
        assertEquals(PassResult.NOTHING, pair.pass());
        List<Conflict> listed = conflicts().list();
        assertEquals(1, listed.size());
        assertEquals(1, recorded().size());
        return listed.getFirst();
    }

    @Test
    void oneThatAPassMakesIsListedWithBothSizes() throws Exception {
        Conflict conflict = make("budget.ods");
        assertEquals(RelativePath.of("budget.ods"), conflict.original());
        assertEquals("here", conflict.device());
        assertEquals("mine, edited".length(), conflict.size());
        assertEquals(Optional.of((long) "theirs, edited there".length()), conflict.originalSize());
    }

    @Test
    void oneThatIsSettledIsForgottenByThePassThatFollows() throws Exception {
        for (Choice choice : Choice.values()) {
            Conflict conflict = make(choice + ".txt");
            Set<RelativePath> changed = conflicts().settle(conflict.copy(), choice);
            assertTrue(changed.contains(conflict.copy()), () -> choice + " changed " + changed);
            assertEquals(List.of(), conflicts().list());
            assertEquals(PassResult.NOTHING, pair.pass(PassOptions.USUAL.in(changed)));
            assertEquals(List.of(), recorded(), () -> "after " + choice);
        }
    }

    @Test
    void theTrueNameIsKnownWhereTheCopyCouldHoldOnlyAPartOfIt() throws Exception {
        String name = "a".repeat(240) + ".txt";
        Conflict conflict = make(name);
        assertEquals(RelativePath.of(name), conflict.original());
        conflicts().settle(conflict.copy(), Choice.MINE);
        assertEquals("mine, edited", pair.read(name));
    }

    @Test
    void oneThatAnotherNavetteMadeIsListedOnceAPassHasReceivedIt() throws Exception {
        server.makeCollection("/in");
        server.put("/" + OLDER, "by an older version");
        pair.write("in/letter.odt", "the letter");
        assertEquals(PassResult.NOTHING, pair.pass());
        assertEquals(
                List.of(new RecordedConflict(
                        RelativePath.of(OLDER),
                        RelativePath.of("in/letter.odt"),
                        "Marie-portable",
                        "2026-11-24 10h15")),
                recorded());
        assertEquals(1, conflicts().list().size());
    }

    @Test
    void aPersonResolvesOneByDeletingOrRenamingTheCopy() throws Exception {
        pair.write("in/letter.odt", "the letter");
        for (boolean deleting : new boolean[] {true, false}) {
            pair.write(OLDER, "another letter");
            assertEquals(PassResult.NOTHING, pair.pass());
            assertEquals(1, recorded().size());
            if (deleting) {
                Files.delete(pair.file(OLDER));
            } else {
                Files.move(pair.file(OLDER), pair.file("in/letter, old.odt"));
            }
            assertEquals(List.of(), conflicts().list(), "it is listed no more at once");
            assertEquals(PassResult.NOTHING, pair.pass());
            assertEquals(List.of(), recorded());
        }
    }

    @Test
    void oneInAFolderThatIsGoneIsForgotten() throws Exception {
        pair.write(OLDER, "another letter");
        pair.write("stays", "more than that folder");
        assertEquals(PassResult.NOTHING, pair.pass());
        assertEquals(1, recorded().size());
        Files.delete(pair.file(OLDER));
        Files.delete(pair.file("in"));
        assertEquals(PassResult.NOTHING, pair.pass());
        assertEquals(List.of(), recorded());
    }

    @Test
    void listingLooksAtNothingButWhatIsRecorded() throws Exception {
        pair.write("letter.odt", "the letter");
        assertEquals(PassResult.NOTHING, pair.pass());
        pair.write(OLDER, "no pass has seen it");
        assertEquals(List.of(), conflicts().list());
        conflicts().settle(RelativePath.of(OLDER), Choice.BOTH);
        assertTrue(pair.has("in/letter (Marie-portable).odt"), "it can be settled by its name");
        StoreException none = assertThrows(
                StoreException.class, () -> conflicts().settle(RelativePath.of("letter.odt"), Choice.MINE));
        assertEquals(new Failure.Missing(), none.failure());
    }
}
