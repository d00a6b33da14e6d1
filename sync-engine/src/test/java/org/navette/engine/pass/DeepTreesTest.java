// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.port.Problem;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;

/** Thousands of folders in one another, on either side (ten thousand pass as well, but take minutes to be cleared away): no stack overflows, and nothing down there is taken for gone. */
@Tag("integration")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DeepTreesTest {
    private static final int LEVELS = 2_500;

    @TempDir
    private Path place;

    private FakeDav server;
    private PairOnFake pair;

    @BeforeEach
    void start() throws IOException {
        server = FakeDav.start(EnumSet.noneOf(FakeFeature.class));
        pair = new PairOnFake(place, server);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        // Deeper than what JUnit can name, and so take away.
        assertEquals(
                0,
                new ProcessBuilder("rm", "-rf", pair.root().toString())
                        .inheritIO()
                        .start()
                        .waitFor());
    }

    /** More than are looked at; a server that shows them without an end is asked no further. */
    private String deepThere(String top, String name) {
        StringBuilder path = new StringBuilder(top);
        for (int level = 0; level < TreeWalk.MOST_DEPTH + 100; level++) {
            server.makeCollection(path.toString());
            path.append('/').append(name);
        }
        server.put(path.toString(), "bottom");
        return path.toString();
    }

    private void deepHere(String top) throws Exception {
        String script = "import os,sys\nos.mkdir(sys.argv[1]);os.chdir(sys.argv[1])\n"
                + "for _ in range(" + LEVELS + "):\n os.mkdir('d');os.chdir('d')\n"
                + "open('bottom.txt','w').write('bottom')\n";
        Process made = new ProcessBuilder(
                        "python3", "-c", script, pair.file(top).toString())
                .inheritIO()
                .start();
        assertEquals(0, made.waitFor());
    }

    private static boolean isToldOnceWithin(PassResult result, String top) {
        Set<Problem> told = Set.copyOf(result.problems());
        return told.size() == 1
                && told.stream().allMatch(problem -> problem.where().startsWith(top + "/d/"))
                && result.halted().isEmpty();
    }

    @Test
    void onTheServerTheyAreSaidAndTheRestIsSynced() throws Exception {
        String bottom = deepThere("/deep", "d");
        server.put("/a.txt", "a");
        for (int pass = 0; pass < 2; pass++) {
            PassResult result = pair.pass();
            assertTrue(isToldOnceWithin(result, "deep"), result.toString());
            assertFalse(result.isInStep());
        }
        assertEquals("a", pair.read("a.txt"));
        assertEquals(Optional.of("bottom"), server.content(bottom));
    }

    @Test
    void inTheFolderTheyAreSaidAndTheRestIsSynced() throws Exception {
        pair.write("a.txt", "a");
        deepHere("deep");
        for (int pass = 0; pass < 2; pass++) {
            PassResult result = pair.pass();
            assertTrue(isToldOnceWithin(result, "deep"), result.toString());
        }
        assertEquals(Optional.of("a"), server.content("/a.txt"));
        try (FolderPair open = pair.open()) {
            assertEquals(new PendingChanges(0, 0), open.waiting());
        }
    }

    @Test
    void aRemovalKeepsThem() throws Exception {
        pair.write("a.txt", "a");
        deepHere("deep");
        pair.pass();
        for (boolean unsynced : new boolean[] {false, true}) {
            try (FolderPair open = pair.open()) {
                LocalRemoval.Report report = open.removeLocal(new LocalRemoval.Options(unsynced, Set.of()));
                assertEquals(Optional.empty(), report.halted());
                assertFalse(report.kept().isEmpty());
            }
        }
        assertTrue(Files.exists(pair.file("deep"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void junkInJunkIsNotLookedThroughForEver() throws Exception {
        pair.write("x/a.txt", "a");
        pair.write("b.txt", "b");
        assertEquals(PassResult.NOTHING, pair.pass());
        String bottom = deepThere("/x/.dropbox", ".dropbox");
        Files.delete(pair.file("x/a.txt"));
        Files.delete(pair.file("x"));
        PassResult result = pair.pass();
        assertEquals(Optional.empty(), result.halted());
        assertEquals(Optional.of("bottom"), server.content(bottom));
    }
}
