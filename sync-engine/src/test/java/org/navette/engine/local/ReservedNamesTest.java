// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.tree.RelativePath;

class ReservedNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".navette",
                ".Navette",
                ".NAVETTE",
                ".nav\u200Cette",
                "\u200D.navette",
                ".navette\uFEFF",
                ".navette.",
                ".navette ",
                "NAVETT~1",
                "navett~12",
                "~navette-4f2a-1.tmp",
                "~Navette-x"
            })
    void whatSomeDiskTakesForOursIsReservedInEveryFolder(String name) {
        assertTrue(ReservedNames.isReserved(name));
        IgnoreRules rules = new IgnoreRules(List.of("!*", "!.navette"));
        assertTrue(rules.isIgnored(RelativePath.of(name), true));
        assertTrue(rules.isIgnored(RelativePath.of("a/b/" + name), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".navetteignore",
                "navette",
                ".navette2",
                "navette.txt",
                ".navett",
                "~navett",
                "navett~",
                "navett~x",
                "n~1",
                "x.navette",
                ".n\u00e0vette",
                "."
            })
    void whatIsNobodysIsNot(String name) {
        assertFalse(ReservedNames.isReserved(name));
    }

    @Test
    void theOwnFolderGoesWithNothing() {
        assertFalse(IgnoreRules.JUNK_ONLY.isJunk(RelativePath.of("a/.navette"), 1));
        assertTrue(ReservedNames.isInOwnFolder(RelativePath.of("a/.Navette/versions/b.txt")));
        assertFalse(ReservedNames.isInOwnFolder(RelativePath.of("a/b.txt")));
    }

    @Test
    void ownPlacesAreLeftOutInEverySpelling() {
        IgnoreRules rules = new IgnoreRules(List.of("!*")).without(Set.of(RelativePath.of("donn\u00e9es/navette")));
        assertTrue(rules.isIgnored(RelativePath.of("donne\u0301es/Navette"), true));
        assertTrue(rules.after(IgnoreFile.of("!*")).isIgnored(RelativePath.of("donn\u00e9es/navette"), true));
        assertFalse(rules.isIgnored(RelativePath.of("donn\u00e9es"), true));
    }
}
