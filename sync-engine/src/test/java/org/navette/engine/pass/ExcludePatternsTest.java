// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;

class ExcludePatternsTest {
    @TempDir
    private Path place;

    @Test
    void aPatternOfTheSettingsThatIsNoneIsSaidAndTheOthersCount() throws Exception {
        try (FakeDav server = FakeDav.start(EnumSet.noneOf(FakeFeature.class))) {
            PairOnFake pair = new PairOnFake(place, server, "[draft", "*.raw", "\\");
            pair.write("a.raw", "raw");
            pair.write("b.txt", "b");
            PassResult result = pair.pass();
            assertEquals(
                    List.of(new Problem("exclude", new Failure.ExcludePatterns(List.of("[draft", "\\")))),
                    result.problems());
            assertTrue(result.isInStep());
            assertEquals(Optional.empty(), server.content("/a.raw"));
            assertEquals(Optional.of("b"), server.content("/b.txt"));
            try (FolderPair open = pair.open()) {
                assertEquals(1, open.pass(PassOptions.USUAL).problems().size());
                assertEquals(List.of(), open.pass(PassOptions.USUAL).problems(), "once is enough");
            }
        }
    }
}
