// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.tree.RelativePath;

/** What somebody put on the server or left out keeps what it is in, and is said. */
@ExtendWith(QuietEngine.class)
class KeptEntriesTest extends TwoDevices {
    private static RelativePath path(String value) {
        return RelativePath.of(value);
    }

    /** A collection with the name of what programs leave behind may hold anything. */
    @ParameterizedTest
    @EnumSource(Temper.class)
    void realFilesInACollectionWithTheNameOfJunkKeepTheFolderOnTheServer(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "d/a", "a");
        write(one, "b", "b");
        inStep(one, two);
        server.makeCollection(path("d/Thumbs.db"));
        server.store(path("d/Thumbs.db/letter"), world.written("letter"));
        one.disk.remove(path("d"));
        pass(one);
        assertEquals("letter", onServer().get("d/Thumbs.db/letter"));
    }

    /** Whatever is left out and may be somebody's: in a name of programs, of Navette itself, or by the rules here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thumbs.db/letter",
                ".dropbox/letter",
                "~navette-them-7=letters.gone/letter",
                "~navette-letters/letter",
                "~navette-letter.txt",
                ".navette/letter"
            })
    void whatIsLeftOutOnTheServerKeepsItsFolderAndIsSaidInOnePass(String leftOut) throws InterruptedException {
        write(one, "d/deep/a", "a");
        write(one, "b", "b");
        inStep(one, two);
        serverHas("d/deep/" + leftOut);
        one.disk.remove(path("d"));
        saysInEachPassThatItStays(Failure.FolderKept.Side.SERVER, path(leftOut));
        assertTrue(server.entries.containsKey(path("d/deep/" + leftOut)));
        assertEquals(List.of("b"), List.copyOf(on(one).keySet()));
        assertFalse(server.entries.containsKey(path("d/deep/a")));
        server.remove(path("d/deep/" + leftOut));
        if (!path(leftOut).folder().isRoot()) {
            server.remove(path("d/deep/" + leftOut).folder());
        }
        inStep(one, two, one);
        assertEquals(Map.of("b", "b"), onServer());
    }

    private void saysInEachPassThatItStays(Failure.FolderKept.Side side, RelativePath leftOut)
            throws InterruptedException {
        RelativePath first = leftOut.folder().isRoot() ? leftOut : leftOut.folder();
        for (int i = 0; i < 2; i++) {
            PassResult result = pass(one);
            assertEquals(List.of(new Problem("d/deep", new Failure.FolderKept(side, first.name()))), result.problems());
            assertTrue(result.isInStep());
        }
    }

    private void serverHas(String letter) {
        RelativePath file = path(letter);
        if (!server.entries.containsKey(file.folder())) {
            server.makeCollection(file.folder());
        }
        server.store(file, world.written("letter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thumbs.db/letter", "~navette-letters/letter", "~navette-letter.txt", ".navette/letter"})
    void whatIsLeftOutHereKeepsItsFolderAndIsSaidInOnePass(String leftOut) throws InterruptedException {
        write(one, "d/deep/a", "a");
        write(one, "b", "b");
        inStep(one, two);
        write(one, "d/deep/" + leftOut, "letter");
        List.copyOf(server.entries.keySet()).reversed().stream()
                .filter(entry -> entry.isAtOrBelow(path("d")))
                .forEach(server::remove);
        saysInEachPassThatItStays(Failure.FolderKept.Side.HERE, path(leftOut));
        assertTrue(one.disk.isThere(path("d/deep/" + leftOut)));
        assertFalse(one.disk.isThere(path("d/deep/a")));
        assertEquals(Map.of("b", "b"), onServer());
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void whatComesIntoACollectionThatCannotBeMovedAsideStays(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        server.refusesAside = true;
        write(one, "d/a", "a");
        write(one, "b", "b");
        inStep(one, two);
        one.disk.remove(path("d"));
        one.remote.before.put("MOVE", () -> server.store(path("d/late"), world.written("late")));
        pass(one);
        assertEquals("late", onServer().get("d/late"));
    }
}
