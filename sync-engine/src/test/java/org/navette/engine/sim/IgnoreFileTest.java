// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.navette.engine.local.IgnoreFile;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Failure.IgnoreFileUnknown.Why;
import org.navette.engine.port.Problem;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.tree.RelativePath;

/** A {@code .navetteignore} that comes from the share, whatever somebody has written into it. */
@ExtendWith(QuietEngine.class)
class IgnoreFileTest extends TwoDevices {
    private static final String FILE = ".navetteignore";

    private PassResult quietPass(Device device) throws InterruptedException {
        world.pass(5000);
        PassResult result = device.pass(Answer.NONE);
        assertEquals(List.of(), device.violations());
        return result;
    }

    private void somebodyWrites(String path, String content) {
        server.write(RelativePath.of(path), world.written(content));
    }

    private static List<Failure> told(PassResult result) {
        return result.problems().stream()
                .filter(problem -> problem.where().equals(FILE))
                .map(Problem::failure)
                .toList();
    }

    @Test
    void aBadLineIsToldAndStopsNobody() throws InterruptedException {
        somebodyWrites(FILE, "*.tmp\n[draft\n\\\n/private/\n");
        write(one, "a.txt", "a");
        write(one, "a.tmp", "mine");
        write(one, "private/b.txt", "mine as well");
        for (Device device : List.of(one, two, one)) {
            PassResult result = quietPass(device);
            assertEquals(List.of(new Failure.IgnoreLines(List.of(2, 3))), told(result));
            assertTrue(result.isInStep(), result.toString());
        }
        assertEquals(Set.of(FILE, "a.txt"), onServer().keySet());
        assertEquals(Set.of(FILE, "a.txt"), on(two).keySet());

        somebodyWrites(FILE, "*.tmp\n/private/\n");
        for (Device device : List.of(one, two)) {
            assertEquals(List.of(), told(quietPass(device)));
        }
        assertEquals(Set.of(FILE, "a.txt"), onServer().keySet());
    }

    @Test
    void whatALineLeftOutBeforeItBrokeStaysLeftOut() throws InterruptedException {
        write(one, FILE, "/draft/\n");
        write(one, "draft/a.txt", "mine");
        quietPass(one);
        somebodyWrites(FILE, "[draft/\n");
        assertEquals(List.of(new Failure.IgnoreLines(List.of(1))), told(quietPass(one)));
        assertEquals(Map.of(FILE, "[draft/\n"), onServer());
    }

    @Test
    void theServersFileIsTakenBeforeTheOneHereIsReliedOn() throws InterruptedException {
        write(one, FILE, "*.tmp\n");
        assertTrue(quietPass(one).isInStep());
        assertTrue(quietPass(two).isInStep());

        somebodyWrites(FILE, "*.log\n");
        write(two, "c.log", "mine");
        write(two, "c.tmp", "for everybody now");
        assertTrue(quietPass(two).isInStep());
        assertEquals(Set.of(FILE, "c.tmp"), onServer().keySet());
        assertEquals("*.log\n", on(two).get(FILE));
    }

    @Test
    void theFirstFileOfAShareIsTakenBeforeAnythingIsSent() throws InterruptedException {
        somebodyWrites(FILE, "/private/\n");
        write(one, "private/a.txt", "mine");
        write(one, "a.txt", "a");
        assertTrue(quietPass(one).isInStep());
        assertEquals(Set.of(FILE, "a.txt"), onServer().keySet());
    }

    @Test
    void whereTheFileIsNoneNothingNewIsSentAndTheRestGoesOn() throws InterruptedException {
        write(one, FILE, "*.tmp\n");
        write(one, "a.txt", "a");
        quietPass(one);
        one.disk.remove(RelativePath.of(FILE));
        one.disk.makeFolder(RelativePath.of(FILE));
        write(one, "a.tmp", "mine");
        write(one, "new.txt", "new");
        write(one, "folder/new.txt", "new");
        write(one, "a.txt", "edited");
        somebodyWrites("theirs.txt", "theirs");

        PassResult result = quietPass(one);
        assertTrue(told(result).contains(new Failure.IgnoreFileUnknown(Why.NOT_A_FILE)), result.toString());
        assertFalse(result.isInStep());
        assertEquals("edited", onServer().get("a.txt"));
        assertEquals("theirs", on(one).get("theirs.txt"));
        assertEquals(Set.of("a.txt", "theirs.txt"), without(FILE, onServer()));

        one.disk.remove(RelativePath.of(FILE));
        write(one, FILE, "*.tmp\n");
        quietPass(one);
        assertTrue(quietPass(one).isInStep());
        assertEquals(Set.of("a.txt", "theirs.txt", "new.txt", "folder", "folder/new.txt"), without(FILE, onServer()));
    }

    private static Set<String> without(String name, Map<String, String> tree) {
        tree.remove(name);
        return tree.keySet();
    }

    @Test
    void aFileThatIsTooLargeIsToldAndLeavesOutWhatItDid() throws InterruptedException {
        write(one, FILE, "*.tmp\n");
        quietPass(one);
        write(one, "a.tmp", "mine");
        somebodyWrites(FILE, "x\n".repeat(IgnoreFile.MOST_LINES + 1));
        PassResult result = quietPass(one);
        assertEquals(List.of(new Failure.IgnoreFileUnknown(Why.TOO_LARGE)), told(result));
        assertEquals(Set.of(FILE), onServer().keySet());
    }

    /** As by a program that deletes what it saves. */
    @Test
    void aFileThatIsGoneForAMomentStillHolds() throws InterruptedException {
        write(one, FILE, "*.tmp\n");
        write(one, "a.tmp", "mine");
        write(one, "b.txt", "b");
        quietPass(one);
        one.disk.remove(RelativePath.of(FILE));
        quietPass(one);
        assertEquals(Set.of("b.txt"), onServer().keySet(), "it is gone there, and holds up to now");
        quietPass(one);
        assertEquals(Set.of("a.tmp", "b.txt"), onServer().keySet(), "it was meant");
    }

    @Test
    void bytesThatAreNoTextHarmNobody() throws InterruptedException {
        server.write(
                RelativePath.of(FILE),
                world.written(new String(new byte[] {0, 1, 2, '\n', '*'}, StandardCharsets.UTF_8)));
        write(one, "a.txt", "a");
        PassResult result = quietPass(one);
        assertEquals(List.of(new Failure.IgnoreLines(List.of(1))), told(result));
        assertEquals(Set.of(FILE), onServer().keySet(), "the second line leaves out everything");
    }
}
