// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RelativePath;

/** Names on the server that a disk cannot tell from those of what stays on it. */
@ExtendWith(QuietEngine.class)
class TakenNamesTest extends TwoDevices {
    private static final DiskKind BLIND = new DiskKind(1, new DiskTraits(true, false, true, 255), true, 0);

    /** Deleted here, and with something new in it there, a folder comes back: but its name belongs to a file by then. */
    @Test
    void aKnownFolderWhoseNameAFileHasTakenIsReportedAndNothingIsTriedAgain() throws InterruptedException {
        startWith(Temper.WORST, PLAIN, BLIND);
        server.makeCollection(RelativePath.of("A.txt"));
        pass(two);
        two.disk.remove(RelativePath.of("A.txt"));
        server.store(RelativePath.of("A.txt/new"), world.written("new there"));
        server.store(RelativePath.of("a.txt"), world.written("a file there"));
        write(two, "a.txt", "a file here");
        pass(two);
        for (int i = 0; i < 2; i++) {
            int writes = server.writes;
            Map<String, String> before = on(two);
            PassResult result = pass(two);
            assertEquals(1, result.problems().size(), result.toString());
            assertEquals(
                    new Failure.NameProblem("A.txt", NameTrouble.CASE_CLASH, Optional.of("A (2).txt")),
                    assertInstanceOf(
                            Failure.NameProblem.class,
                            result.problems().getFirst().failure()));
            assertEquals(writes, server.writes, "nothing is tried again");
            assertEquals(before, on(two));
        }
        assertEquals("new there", onServer().get("A.txt/new"));
        assertTrue(on(two).containsValue("a file here") && on(two).containsValue("a file there"));

        server.rename(RelativePath.of("A.txt"), RelativePath.of("A (2).txt"));
        pass(two);
        PassResult result = pass(two);
        assertTrue(result.isInStep(), result.toString());
        assertEquals("new there", on(two).get("A (2).txt/new"));
    }
}
