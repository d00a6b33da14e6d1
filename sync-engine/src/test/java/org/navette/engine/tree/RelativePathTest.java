// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelativePathTest {
    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/..", "../a", "a//b", "/a", "a/", "a/./b", "a\0b"})
    void whatCouldLeadOutIsNoPath(String value) {
        assertThrows(IllegalArgumentException.class, () -> RelativePath.of(value));
    }

    @Test
    void aFolderComesRightBeforeWhatIsBelowIt() {
        List<String> sorted = Stream.of("a b", "a/z", "a", "a/b/c", "a-", "b", "a/b")
                .map(RelativePath::of)
                .sorted()
                .map(RelativePath::value)
                .toList();
        assertEquals(List.of("a", "a/b", "a/b/c", "a/z", "a b", "a-", "b"), sorted);
    }

    @Test
    void belowIsByNamesNotByLetters() {
        assertTrue(RelativePath.of("a/b").isBelow(RelativePath.of("a")));
        assertFalse(RelativePath.of("ab").isBelow(RelativePath.of("a")));
        assertFalse(RelativePath.of("a").isBelow(RelativePath.of("a")));
        assertTrue(RelativePath.of("a").isBelow(RelativePath.ROOT));
        assertFalse(RelativePath.ROOT.isBelow(RelativePath.ROOT));
    }

    @Test
    void movesWithItsFolder() {
        RelativePath moved = RelativePath.of("a/b/c").moved(RelativePath.of("a/b"), RelativePath.of("x"));
        assertEquals(RelativePath.of("x/c"), moved);
    }

    @Test
    void etagsAreComparedWeakly() {
        ETag weak = ETag.parse("W/\"3-5\"").orElseThrow();
        ETag strong = ETag.parse("\"3-5\"").orElseThrow();
        assertEquals(strong, weak);
        assertEquals("W/\"3-5\"", weak.asGiven());
        assertEquals("\"3-5\"", weak.strong());
        assertTrue(ETag.parse("\"\"").isEmpty());
        assertTrue(ETag.parse("\"a\r\nEvil: header\"").isEmpty());
    }
}
