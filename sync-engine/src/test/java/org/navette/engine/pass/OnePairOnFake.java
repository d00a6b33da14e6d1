// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;

/** A folder pair, and a plain server that is new for each test. */
abstract class OnePairOnFake {
    @TempDir
    Path place;

    FakeDav server;
    PairOnFake pair;

    @BeforeEach
    void start() throws IOException {
        server = FakeDav.start(EnumSet.noneOf(FakeFeature.class));
        pair = new PairOnFake(place, server);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
