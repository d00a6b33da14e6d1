// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuessesTest {
    private static List<String> guesses(String typed) {
        return AddressGuesses.of(typed, Optional.of("marie@asso")).orElseThrow().stream()
                .map(URI::toString)
                .toList();
    }

    @Test
    void aBareNameIsAskedAtEveryLikelyPlaceAndOverTls() {
        assertEquals(
                List.of(
                        "https://cloud.monasso.org/",
                        "https://cloud.monasso.org/remote.php/dav/files/marie%40asso/",
                        "https://cloud.monasso.org/remote.php/webdav/",
                        "https://cloud.monasso.org/dav/",
                        "https://cloud.monasso.org/webdav/",
                        "https://cloud.monasso.org/.well-known/webdav"),
                guesses(" cloud.monasso.org "));
    }

    @ParameterizedTest
    @CsvSource({
        "https://cloud.org/apps/files/?dir=/Docs&fileid=7,https://cloud.org/remote.php/dav/files/marie%40asso/Docs/",
        "https://cloud.org/nc/index.php/apps/files?dir=/,https://cloud.org/nc/remote.php/dav/files/marie%40asso/",
        "https://cloud.org/apps/files/files/12?dir=/Les%20d%C3%A9p%C3%B4ts,"
                + "https://cloud.org/remote.php/dav/files/marie%40asso/Les%20d%C3%A9p%C3%B4ts/",
        "cloud.org/index.php/login,https://cloud.org/remote.php/dav/files/marie%40asso/",
        "https://dav.org/asso/docs#top,https://dav.org/asso/docs/",
        "davs://dav.org/asso,https://dav.org/asso/",
        "http://localhost:8080/share,http://localhost:8080/share/",
        "https://dav.org/un dossier/,https://dav.org/un%20dossier/"
    })
    void whatTheBrowserShowsLeadsToTheShare(String typed, String first) {
        assertEquals(first, guesses(typed).getFirst());
    }

    @Test
    void aFolderThatIsShownCannotLeadOut() {
        assertTrue(guesses("https://cloud.org/apps/files/?dir=/../../secret/..").stream()
                .noneMatch(guess -> guess.contains("..")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://",
                "ftp://host/",
                "https://user:secret@host/",
                "file:///etc",
                "http:///path",
                "a b:c"
            })
    void whatIsNoAddressIsNone(String typed) {
        assertEquals(Optional.empty(), AddressGuesses.of(typed, Optional.empty()));
    }

    @Test
    void everyGuessIsOnTheServerThatWasNamed() {
        for (String typed :
                List.of("a.org", "https://a.org/x/index.php/apps/files/?dir=//evil.org/", "a.org/\\evil.org")) {
            AddressGuesses.of(typed, Optional.of("//evil.org/"))
                    .ifPresent(all -> all.forEach(guess -> assertEquals("a.org", guess.getHost())));
        }
    }
}
