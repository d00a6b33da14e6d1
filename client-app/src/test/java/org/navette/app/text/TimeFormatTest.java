// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimeFormatTest {
    private final Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final TimeFormat french = new TimeFormat(new Messages(Locale.FRENCH), ZoneId.of("Europe/Paris"));
    private final TimeFormat english = new TimeFormat(new Messages(Locale.ENGLISH), ZoneId.of("Europe/Paris"));

    @Test
    void soonIsSaidAsPeopleDo() {
        assertEquals("à l’instant", french.ago(now.minusSeconds(20), now));
        assertEquals("il y a 5 min", french.ago(now.minusSeconds(300), now));
        assertEquals("3 h ago", english.ago(now.minusSeconds(3 * 3600 + 60), now));
        assertEquals(english.exact(now.minus(Duration.ofDays(2))), english.ago(now.minus(Duration.ofDays(2)), now));
    }

    @Test
    void daysHaveNames() {
        LocalDate today = LocalDate.of(2026, 11, 25);
        assertEquals("Aujourd’hui", french.day(today, today));
        assertEquals("Yesterday", english.day(today.minusDays(1), today));
        assertEquals("vendredi 20 novembre 2026", french.day(LocalDate.of(2026, 11, 20), today));
    }

    @Test
    void timesThatSomethingTakesAreRough() {
        assertEquals("about 12 s", english.about(Duration.ofSeconds(12)));
        assertEquals("environ une minute", french.about(Duration.ofSeconds(62)));
        assertEquals("about 3 minutes", english.about(Duration.ofSeconds(170)));
        assertEquals("environ 2 heures", french.about(Duration.ofMinutes(125)));
    }
}
