// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.tree.RelativePath;

class IgnorePatternTest {
    private static boolean matches(String pattern, String path) throws IgnorePattern.MalformedException {
        return IgnorePattern.parse(pattern).orElseThrow().matches(RelativePath.of(path), false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[draft",
                "\\",
                "*.tmp\\",
                "a/[",
                "a/[!",
                "[a-",
                "[]",
                "[[:alpha:]",
                "[[:nonsense:]]",
                "[\\",
                "![draft",
                "/a/[b/",
                "a\0b"
            })
    void aLineThatCanMatchNothingIsNoPattern(String line) {
        assertThrows(IgnorePattern.MalformedException.class, () -> IgnorePattern.parse(line));
        assertFalse(IgnoreRules.isPattern(line));
    }

    @Test
    void aLineThatIsTooLongIsNoPattern() throws IgnorePattern.MalformedException {
        assertTrue(IgnorePattern.parse("a".repeat(IgnorePattern.LONGEST)).isPresent());
        assertThrows(
                IgnorePattern.MalformedException.class,
                () -> IgnorePattern.parse("a".repeat(IgnorePattern.LONGEST + 1)));
    }

    @Test
    void emptyLinesAndCommentsSayNothing() throws IgnorePattern.MalformedException {
        for (String line : List.of("", "   ", "# [draft", "#")) {
            assertEquals(Optional.empty(), IgnorePattern.parse(line), line);
        }
    }

    /** Each of these takes longer than the age of the universe where every way through a pattern is tried. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void noPatternTakesLong() throws IgnorePattern.MalformedException {
        String name = "a".repeat(250);
        String path = (name + "/").repeat(15) + name;
        assertFalse(matches("*a".repeat(60) + "*b", name));
        assertFalse(matches("**/a*".repeat(200) + "/b", path));
        assertFalse(matches("/" + "**/".repeat(1000) + "*b", path));
        assertFalse(matches("/**" + "/*[!b]*".repeat(15) + "/**b", path));
        assertTrue(matches("*?".repeat(250), name));
    }

    @Test
    void aCharacterIsOneHoweverManyBytesItTakes() throws IgnorePattern.MalformedException {
        assertTrue(matches("caf?", "café"));
        assertTrue(matches("?", "😀"));
        assertTrue(matches("[à-ü]*", "été"));
    }

    @Test
    void whateverIsInAFileTheRestOfItCounts() throws IOException {
        byte[] latin = "/priv\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] before = "\uFEFF*.iso\r\n[draft\r\n\\\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[before.length + latin.length + 5];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(latin, 0, all, before.length, latin.length);
        System.arraycopy("*.tmp".getBytes(StandardCharsets.UTF_8), 0, all, all.length - 5, 5);

        IgnoreFile file = IgnoreFile.read(new ByteArrayInputStream(all)).orElseThrow();
        assertEquals(List.of("*.iso", "*.tmp"), file.patterns());
        assertEquals(List.of(2, 3, 4), file.badLines());
        assertEquals(file.patterns(), IgnoreFile.of(file.text()).patterns());
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        byte[] lines = "a\n".repeat(IgnoreFile.MOST_LINES).getBytes(StandardCharsets.UTF_8);
        assertTrue(IgnoreFile.read(new ByteArrayInputStream(lines)).isPresent());
        byte[] more = "a\n".repeat(IgnoreFile.MOST_LINES + 1).getBytes(StandardCharsets.UTF_8);
        assertFalse(IgnoreFile.read(new ByteArrayInputStream(more)).isPresent());
        assertFalse(IgnoreFile.read(new ByteArrayInputStream(new byte[IgnoreFile.LARGEST + 1]))
                .isPresent());
    }
}
