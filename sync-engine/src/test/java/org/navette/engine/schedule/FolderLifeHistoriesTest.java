// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The state machine of a folder through random histories in virtual time, each from its seed. */
class FolderLifeHistoriesTest {
    private static final int HISTORIES = 1_000;

    @Test
    void nothingIsForgottenHammeredOrDoneUnasked() {
        int passes = 0;
        int questions = 0;
        int stale = 0;
        for (long seed : LongStream.range(0, HISTORIES).toArray()) {
            FolderHistory history = new FolderHistory(seed);
            history.run();
            assertEquals("", history.fault(), () -> "seed " + seed);
            passes += history.passes();
            questions += history.questions();
            stale += history.staleAnswers();
        }
        int seen = passes;
        int asked = questions;
        int late = stale;
        // Without them a history tells nothing.
        assertAll(
                () -> assertTrue(seen > 10 * HISTORIES, "passes: " + seen),
                () -> assertTrue(asked > HISTORIES / 10, "questions: " + asked),
                () -> assertTrue(late > HISTORIES / 100, "answers that came too late: " + late));
    }
}
