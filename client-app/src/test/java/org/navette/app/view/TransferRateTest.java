// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransferRateTest {
    private final TransferRate pace = new TransferRate();
    private final Instant begun = Instant.parse("2026-11-25T10:00:00Z");

    private void note(int second, long bytes) {
        pace.note(begun.plusSeconds(second), bytes);
    }

    @Test
    void isOfTheLastSecondsOnly() {
        note(0, 0);
        assertEquals(Optional.empty(), pace.speed(), "nothing is known yet");
        note(1, 1_000);
        assertEquals(Optional.empty(), pace.speed(), "that is too short to say");
        note(5, 5_000);
        assertEquals(Optional.of(1_000L), pace.speed());
        assertEquals(Optional.of(Duration.ofSeconds(10)), pace.left(10_000));
        note(15, 105_000);
        assertEquals(Optional.of(10_000L), pace.speed(), "what was slow is over");
    }

    @Test
    void beginsAnewWithTheNextSync() {
        note(0, 0);
        note(4, 8_000);
        note(5, 100);
        assertEquals(Optional.empty(), pace.speed());
        note(9, 4_100);
        assertEquals(Optional.of(1_000L), pace.speed());
        pace.end();
        assertEquals(Optional.empty(), pace.left(5));
    }

    @Test
    void whatDoesNotMoveHasNoEnd() {
        note(0, 500);
        note(8, 500);
        assertEquals(Optional.empty(), pace.speed());
        assertEquals(Optional.empty(), pace.left(100));
    }
}
