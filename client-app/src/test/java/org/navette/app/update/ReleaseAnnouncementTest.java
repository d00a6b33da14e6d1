// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseAnnouncementTest {
    private static Optional<ReleaseAnnouncement> read(String text) {
        return ReleaseAnnouncement.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "0.2.0, 0.1.0, true",
        "0.10.0, 0.9.9, true",
        "0.1.0, 0.1.0, false",
        "0.1.0, 0.2.0, false",
        "0.1.0, 0.1.0-SNAPSHOT, true",
        "0.1.0-SNAPSHOT, 0.1.0, false",
        "0.1.1, '', true",
    })
    void aVersionIsNewerByItsNumbers(String announced, String running, boolean newer) {
        assertEquals(
                Optional.of(newer),
                read("version = \"" + announced + "\"").map(announcement -> announcement.isNewerThan(running)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "version",
                "version = 1",
                "version = \"\"",
                "version = \"a\"",
                "version = \"1 <b>\"",
                "version = \"1 2\"",
                "version = \"1\"\npage = 3",
                "version = \"1\"\npage = \"http://asso.example/\"",
                "version = \"1\"\npage = \"javascript:alert(1)\"",
                "version = \"1\"\npage = \"file:///etc/passwd\"",
                "version = \"111111111111111111111111111111111111111111111111\"",
            })
    void whatMakesNoSenseIsNone(String text) {
        assertEquals(Optional.empty(), read(text));
    }

    @Test
    void whatALaterVersionMaySayIsPassedOver() {
        assertEquals(
                Optional.of("1"),
                read("version = \"1\"\nnotes = 3\n[later]\na = 1").map(ReleaseAnnouncement::version));
    }
}
