// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.navette.app.view.ActivityRows.Row;

class ActivityRowsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static ActivityView at(String time, String path) {
        return new ActivityView(1, Instant.parse(time), "Asso", "uploaded", path, path, "sent " + path, 3, false);
    }

    private final ActivityView late = at("2026-11-25T23:30:00Z", "Comptes/Budget.ods");
    private final ActivityView noon = at("2026-11-25T11:00:00Z", "photo.jpg");

    @Test
    void daysAreThoseOfThePlaceOneIsAt() {
        assertEquals(
                List.of(
                        new Row.Day(LocalDate.of(2026, 11, 26)),
                        new Row.Entry(late),
                        new Row.Day(LocalDate.of(2026, 11, 25)),
                        new Row.Entry(noon)),
                ActivityRows.of(List.of(late, noon), "", PARIS));
    }

    @Test
    void aSearchLooksIntoPathsWhateverTheCapitals() {
        assertEquals(
                List.of(new Row.Day(LocalDate.of(2026, 11, 26)), new Row.Entry(late)),
                ActivityRows.of(List.of(late, noon), " budget ", PARIS));
        assertEquals(List.of(), ActivityRows.of(List.of(late, noon), "nothing", PARIS));
    }
}
