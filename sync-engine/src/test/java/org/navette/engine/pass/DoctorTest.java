// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;

/** An examination removes what an earlier one has left behind, and nothing else. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class DoctorTest {
    @TempDir
    private Path place;

    @Test
    void whatWasMovedAsideUnderTheNameOfThisComputerStays() throws Exception {
        try (FakeDav server = FakeDav.start(EnumSet.noneOf(FakeFeature.class))) {
            PairOnFake pair = new PairOnFake(place, server);
            server.makeCollection("/~navette-here-1=letters.gone");
            server.put("/~navette-here-1=letters.gone/letter.txt", "a letter");
            server.makeCollection("/~navette-probe-here-2");
            server.put("/~navette-probe-here-2/free", "one");
            new Doctor("here").examine(pair.settings().account());
            assertEquals(Optional.of("a letter"), server.content("/~navette-here-1=letters.gone/letter.txt"));
            assertEquals(Optional.empty(), server.content("/~navette-probe-here-2/free"));
        }
    }
}
