// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x08, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x9D, 0xAD, 0x034F, 0x061C, 0x115F,
                0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E,
                0x2060, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206A, 0x3164, 0xE000, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB,
                0x1D173, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0x10FFFF
            })
    void whatIsNotSeenOrMovesOtherTextIsWrittenOut(int c) {
        String dangerous = Character.toString(c);
        StringBuilder expected = new StringBuilder("a");
        for (int i = 0; i < dangerous.length(); i++) {
            char unit = dangerous.charAt(i);
            expected.append("\\u").append(String.format(Locale.ROOT, "%04X", (int) unit));
        }
        assertEquals(expected + "b", Printable.of("a" + dangerous + "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notes.txt",
                "Budget (conflit Marie-portable).ods",
                "\u00e9t\u00e9 na\u00efve \u0153uvre.txt",
                "e\u0301te\u0301",
                "\u05ea\u05d5\u05db\u05e0\u05d9\u05ea.docx",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.pdf",
                "\u0627\u0644\u0645\u064a\u0632\u0627\u0646\u064a\u0629 \u0662\u0660\u0662\u0666.xlsx",
                "\u0915\u094d\u200d\u0937.txt",
                "\u65e5\u672c\u8a9e.txt",
                "\uD83D\uDC69\u200D\uD83D\uDCBB.png",
                "\uD83D\uDC68\uD83C\uDFFD\u200D\uD83D\uDE80",
                "\u2764\uFE0F\u200D\uD83D\uDD25",
                "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                "\uD83C\uDDEB\uD83C\uDDF7 1\uFE0F\u20E3"
            })
    void namesOfEveryScriptStayAsTheyAre(String name) {
        assertEquals(name, Printable.of(name));
        assertEquals(name, Printable.lines(name));
    }

    @Test
    void joinersThatJoinNothingAreWrittenOut() {
        assertEquals("a\\u200Db", Printable.of("a\u200Db"));
        assertEquals("\uD83D\uDC69\\u200D.exe", Printable.of("\uD83D\uDC69\u200D.exe"));
        assertEquals("\\u200D\u0627", Printable.of("\u200D\u0627"));
    }

    @Test
    void linesAreKeptWhereSomethingHasLines() {
        assertEquals("a\n\tb\\u000D\\u001B", Printable.lines("a\n\tb\r\u001B"));
    }

    @Test
    void aHalfOfACharacterIsWrittenOut() {
        assertEquals("a\\uD83Db", Printable.of("a\uD83Db"));
    }

    @Test
    void everySentenceIsPrintableWhateverIsInIt() {
        String sentence = new Messages(Locale.ENGLISH).text("problem", "a\u001B[2J\n.txt", "sent to \u202Emoc.live");
        assertFalse(sentence.contains("\u001B") || sentence.contains("\n") || sentence.contains("\u202E"), sentence);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "photos, photos",
                "my photos, 'my photos'",
                "$(reboot), '$(reboot)'",
                "a;b, 'a;b'",
                "a`b, 'a`b'",
                "https://x.example/dav/, https://x.example/dav/",
                "a&b, 'a&b'",
                "-rf, -- -rf",
                "--exec x, -- '--exec x'",
                "~, '~'"
            })
    void whatIsShownForCopyingIsOneWordForTheShell(String value, String shown) {
        assertEquals(shown, ShellArgument.of(value));
    }

    @Test
    void noQuoteEndsTheQuotes() {
        assertEquals("'it'\\''s'", ShellArgument.of("it's"));
        assertEquals("''", ShellArgument.of(""));
    }
}
