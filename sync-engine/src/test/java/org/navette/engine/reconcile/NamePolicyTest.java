// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Maps;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.reconcile.NamePolicy.Names;
import org.navette.engine.reconcile.NamePolicy.Refused;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.NameTrouble;

class NamePolicyTest {
    private static final String COMPOSED = "\u00e9t\u00e9.txt";
    private static final String DECOMPOSED = "e\u0301te\u0301.txt";
    private static final DiskTraits MAC = new DiskTraits(true, true, false, 255);
    private static final DiskTraits WINDOWS = new DiskTraits(true, false, true, 255);

    private static Names match(Set<String> known, Set<String> here, Set<String> there, DiskTraits disk) {
        return NamePolicy.match(
                known, Maps.asMap(here, name -> Kind.FILE), Maps.asMap(there, name -> Kind.FILE), disk, Direction.BOTH);
    }

    private static List<NameTrouble> troubles(Names names) {
        return names.refused().stream().map(Refused::trouble).toList();
    }

    @Test
    void oneNameInTwoSpellingsIsOneEntryAndTakesTheServers() {
        Names names = match(Set.of(), Set.of(DECOMPOSED), Set.of(COMPOSED), DiskTraits.PLAIN);
        assertEquals(Map.of(DECOMPOSED, COMPOSED), names.respelled());
        assertEquals(List.of(), names.refused());
    }

    @Test
    void aMacThatSpellsItsOwnWayIsLeftAlone() {
        for (Set<String> known : List.of(Set.<String>of(), Set.of(COMPOSED))) {
            Names names = match(known, Set.of(DECOMPOSED), Set.of(COMPOSED), MAC);
            assertEquals(Map.of(COMPOSED, DECOMPOSED), names.here());
            assertTrue(names.respelled().isEmpty());
        }
        assertEquals(
                Map.of(COMPOSED, DECOMPOSED),
                match(Set.of(), Set.of(DECOMPOSED), Set.of(), MAC).here(),
                "sent composed");
    }

    @Test
    void twoSpellingsThatBothSidesHaveAreTwoEntries() {
        Set<String> both = Set.of(COMPOSED, DECOMPOSED);
        Names names = match(both, both, both, DiskTraits.PLAIN);
        assertEquals(both, names.here().keySet());
        assertEquals(List.of(), names.refused());
    }

    @Test
    void aSecondNameThatLooksTheSameIsReportedWithAnother() {
        Names names = match(Set.of(COMPOSED), Set.of(COMPOSED, DECOMPOSED), Set.of(COMPOSED), DiskTraits.PLAIN);
        assertEquals(
                List.of(new Refused(DECOMPOSED, NameTrouble.TWO_SPELLINGS, "\u00e9t\u00e9 (2).txt")), names.refused());
    }

    @Test
    void capitalsMakeTwoNamesWhereTheDiskCanHoldBoth() {
        Names names = match(Set.of(), Set.of("a.txt"), Set.of("A.txt"), DiskTraits.PLAIN);
        assertEquals(Set.of("a.txt"), names.here().keySet());
        assertTrue(names.respelled().isEmpty());
    }

    @Test
    void capitalsMakeOneNameWhereTheDiskCannot() {
        assertEquals(
                Map.of("a.txt", "A.txt"),
                match(Set.of(), Set.of("a.txt"), Set.of("A.txt"), WINDOWS).respelled());
    }

    @Test
    void aClashOnTheServerIsReportedAndTheFirstIsKept() {
        Names names = match(Set.of("a.txt"), Set.of("a.txt"), Set.of("a.txt", "A.txt"), WINDOWS);
        assertEquals(List.of(new Refused("A.txt", NameTrouble.CASE_CLASH, "A (2).txt")), names.refused());
        assertEquals(Set.of("a.txt"), names.here().keySet());
    }

    @Test
    void aRenameOfCapitalsOnTheServerIsFollowed() {
        Names names = match(Set.of("a.txt"), Set.of("a.txt"), Set.of("A.txt"), WINDOWS);
        assertEquals(Map.of("a.txt", "A.txt"), names.respelled());
        assertFalse(names.here().containsKey("a.txt"));
    }

    @Test
    void aRenameOfCapitalsHereIsANewNameForTheServer() {
        Names names = match(Set.of("a.txt"), Set.of("A.txt"), Set.of("a.txt"), WINDOWS);
        assertEquals(Set.of("A.txt"), names.here().keySet());
        assertEquals(List.of(), names.refused());
    }

    @Test
    void aFolderIsNoSpellingOfAFile() {
        Names names = NamePolicy.match(
                Set.of("a"), Map.of("a", Kind.FOLDER), Map.of("A", Kind.FILE), WINDOWS, Direction.BOTH);
        assertTrue(names.respelled().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "a:b.txt, a_b.txt",
        "what?.txt, what_.txt",
        "CON, _CON",
        "con.txt, _con.txt",
        "LPT1.tar.gz, _LPT1.tar.gz",
        "ends in a dot., ends in a dot_"
    })
    void whatWindowsForbidsIsReportedThereWithANameThatWouldDo(String name, String proposal) {
        assertEquals(
                List.of(new Refused(name, NameTrouble.FORBIDDEN, proposal)),
                match(Set.of(), Set.of(), Set.of(name), WINDOWS).refused());
        assertEquals(
                List.of(),
                match(Set.of(), Set.of(), Set.of(name), DiskTraits.PLAIN).refused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.txt", "com.txt", "a b.txt", ".hidden", "été.txt", "LPT"})
    void whatWindowsAllowsIsNot(String name) {
        assertEquals(List.of(), match(Set.of(), Set.of(), Set.of(name), WINDOWS).refused());
    }

    @Test
    void aNameTooLongForThisDiskIsReportedShortened() {
        String name = "é".repeat(200) + ".txt";
        Names names = match(Set.of(), Set.of(), Set.of(name), DiskTraits.PLAIN);
        assertEquals(List.of(NameTrouble.TOO_LONG), troubles(names));
        String proposal = names.refused().getFirst().proposal();
        assertEquals(
                List.of(),
                match(Set.of(), Set.of(), Set.of(proposal), DiskTraits.PLAIN).refused());
        assertTrue(proposal.endsWith(".txt"));
    }
}
