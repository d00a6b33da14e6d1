// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.tree.RelativePath;

class IgnoreRulesTest {
    private static final IgnoreRules RULES = new IgnoreRules(List.of()).after(IgnoreFile.of("""
            # what we don't want on the server
            *.iso
            !keep.iso
            /private/
            build/
            !Thumbs.db
            """));

    private static boolean ignored(IgnoreRules rules, String path) {
        return path.endsWith("/")
                ? rules.isIgnored(RelativePath.of(path.substring(0, path.length() - 1)), true)
                : rules.isIgnored(RelativePath.of(path), false);
    }

    @ParameterizedTest
    @CsvSource({
        "disk.iso, true",
        "deep/er/disk.iso, true",
        "keep.iso, false",
        "private/, true",
        "a/private/, false",
        "private, false",
        "a/build/, true",
        "build, false",
        "notes.txt, false",
        "Thumbs.db, false",
        ".navetteignore, false"
    })
    void theFileFollowsGitsRules(String path, boolean left) {
        assertEquals(left, ignored(RULES, path), path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".DS_Store",
                "a/.~lock.budget.ods#",
                "~$budget.docx",
                ".budget.txt.swp",
                "Thumbs.db",
                "a/ehthumbs.db",
                "desktop.ini",
                ".directory",
                ".fuse_hidden0001",
                ".nfs0001",
                ".#budget.txt",
                "._photo.jpg",
                ".dropbox",
                ".sync_4f2a.db-wal",
                ".owncloudsync.log.1"
            })
    void whatProgramsLeaveBehindIsJunk(String path) {
        assertTrue(ignored(IgnoreRules.JUNK_ONLY, path));
        assertTrue(IgnoreRules.JUNK_ONLY.isJunk(RelativePath.of(path), 1000));
    }

    @Test
    void whatPeopleCouldMissIsNoJunk() {
        assertFalse(ignored(IgnoreRules.JUNK_ONLY, ".dropbox.cache/2026-11-24/budget.ods"));
        assertFalse(ignored(IgnoreRules.JUNK_ONLY, ".sync_notes.txt"));
    }

    @Test
    void whatAPersonLeftOutIsNoJunk() {
        assertFalse(RULES.isJunk(RelativePath.of("disk.iso"), 1));
        assertFalse(RULES.isJunk(RelativePath.of("Thumbs.db"), 1), "taken in again by name");
    }

    @Test
    void aFileThatIsLargeOrOfUnknownSizeIsNoJunk() {
        RelativePath file = RelativePath.of("a/Thumbs.db");
        assertTrue(IgnoreRules.JUNK_ONLY.isJunk(file, IgnoreRules.LARGEST_JUNK));
        assertFalse(IgnoreRules.JUNK_ONLY.isJunk(file, IgnoreRules.LARGEST_JUNK + 1));
        assertFalse(IgnoreRules.JUNK_ONLY.isJunk(file, -1));
    }

    @Test
    void aNameOfOursIsNoJunkByItself() {
        assertFalse(IgnoreRules.JUNK_ONLY.isJunk(RelativePath.of("a/~navette-notes.txt"), 1));
        assertFalse(IgnoreRules.JUNK_ONLY.isJunk(RelativePath.of("a/~navette-x=letters.gone"), 1));
    }

    @Test
    void whatTheCommandLineSaysWinsOverTheFile() {
        IgnoreRules rules = new IgnoreRules(List.of("!disk.iso", "*.txt")).after(IgnoreFile.of("*.iso\n!notes.txt\n"));
        assertFalse(ignored(rules, "disk.iso"));
        assertTrue(ignored(rules, "other.iso"));
        assertTrue(ignored(rules, "notes.txt"));
    }

    @Test
    void noPatternTakesInOurOwnNames() {
        IgnoreRules rules = new IgnoreRules(List.of("!*", "!~navette-*"));
        assertTrue(ignored(rules, "a/~navette-1.tmp"));
        assertTrue(ignored(rules, "~navette-probe-1/"));
    }

    @Test
    void theFileItselfIsAlwaysSynced() {
        assertFalse(ignored(new IgnoreRules(List.of("*", ".*")), ".navetteignore"));
    }
}
