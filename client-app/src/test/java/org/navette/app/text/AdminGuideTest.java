// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.app.settings.SettingKey;

/** The tables of keys in the guides are those of the code. With {@code -Dguides.write=true} they are written anew. */
class AdminGuideTest {
    private static final String BEGIN = "<!-- what follows is written by AdminGuideTest -->\n";
    private static final String END = "<!-- written until here -->\n";

    @ParameterizedTest
    @CsvSource({"admin-guide.md, en", "guide-admin.md, fr"})
    void theTableHasEveryKey(String file, String language) throws IOException {
        Path page = Path.of("../docs", file);
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        String table = table(Locale.of(language));
        if (Boolean.getBoolean("guides.write")) {
            Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
        } else {
            assertEquals(table, text.substring(begin, end), "write it anew with -Dguides.write=true");
        }
    }

    private static String table(Locale language) {
        Messages messages = new Messages(language);
        StringBuilder table = new StringBuilder(
                language.getLanguage().equals("fr")
                        ? "| clé | | sans choix |\n|---|---|---|\n"
                        : "| key | | unless chosen |\n|---|---|---|\n");
        for (SettingKey key : SettingKey.values()) {
            String name = key.section().title() + (key.section().isMany() ? ".NAME." : ".") + key.label();
            // “{0}” takes …: without the name.
            String takes =
                    messages.text("settings.type." + key.type().name(), "").replaceFirst("^[^”»]*[”»]\\s*", "");
            String standard = key.standard().isEmpty() ? "" : "`" + key.standard() + "`";
            table.append("| `%s` | %s | %s |\n".formatted(name, takes, standard));
        }
        return table.toString();
    }
}
