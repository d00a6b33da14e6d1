// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.tree.RelativePath;

/** What a device moved aside on the server, and then never came back to, is put back by whoever finds it. */
@Tag("integration")
@ExtendWith(QuietEngine.class)
class AbandonedCollectionsTest extends TwoDevices {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private static RelativePath path(String value) {
        return RelativePath.of(value);
    }

    private Optional<RelativePath> aside() {
        return server.entries.keySet().stream()
                .filter(entry -> entry.name().endsWith(".gone"))
                .findFirst();
    }

    /** Device one deletes {@code d}, somebody puts a file into it in the last moment, and the device dies right after the MOVE. */
    private boolean dieInMidRemoval(Temper temper, String folder) throws InterruptedException {
        for (int call = 1; call < 400; call++) {
            startWith(temper, PLAIN, PLAIN);
            write(one, folder + "/a", "a");
            write(one, "c", "c");
            inStep(one, two);
            one.disk.remove(path(folder));
            one.remote.before.put("MOVE", () -> server.write(path(folder).child("new"), world.written("new")));
            one.crashAt(call, false);
            pass(one);
            if (aside().isPresent()) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aStrangersFileInACollectionWhoseMoverNeverComesBackIsSeenAgain(Temper temper) throws InterruptedException {
        assumeTrue(dieInMidRemoval(temper, "x/d"), "collections are not moved aside on this server");
        boolean whole = server.holds(aside().orElseThrow().child("a"), "a");
        pass(two);
        world.pass(HOUR / 2);
        pass(two);
        assertTrue(aside().isPresent(), "its owner may still be at work");
        world.pass(HOUR / 2);
        pass(two);
        inStep(two);
        assertEquals("new", onServer().get("x/d/new"));
        // Where nothing could be recognised aside, this file was deleted by itself before.
        assertEquals(whole ? "a" : null, onServer().get("x/d/a"));
        assertEquals(onServer(), on(two));
        assertTrue(aside().isEmpty());
        // Its owner comes back after all: what its person deleted goes, and nothing else.
        pass(one);
        inStep(one, two, one);
        assertEquals(Map.of("x", "/", "x/d", "/", "x/d/new", "new", "c", "c"), onServer());
        assertEquals(onServer(), on(one));
        assertEquals(onServer(), on(two));
    }

    @Test
    void anOwnerThatIsBackWithinTheHourIsNotDisturbed() throws InterruptedException {
        assertTrue(dieInMidRemoval(Temper.APACHE, "d"));
        pass(two);
        pass(one);
        inStep(one, two, one);
        assertEquals(Map.of("d", "/", "d/new", "new", "c", "c"), onServer());
        assertEquals(onServer(), on(two));
    }

    @Test
    void whereItsNameIsTakenByNowItComesBackBesideIt() throws InterruptedException {
        assertTrue(dieInMidRemoval(Temper.APACHE, "d"));
        server.write(path("d"), world.written("another"));
        pass(two);
        world.pass(HOUR);
        pass(two);
        inStep(two);
        assertEquals("another", onServer().get("d"));
        assertTrue(onServer().containsValue("new"), onServer().toString());
        assertEquals(onServer(), on(two));
    }

    @Test
    void itIsFoundInAFolderThatWasMovedMeanwhile() throws InterruptedException {
        assertTrue(dieInMidRemoval(Temper.APACHE, "x/d"));
        pass(two);
        server.rename(path("x"), path("y"));
        world.pass(HOUR);
        pass(two);
        inStep(two);
        assertEquals("new", onServer().get("y/d/new"));
        assertEquals(onServer(), on(two));
    }

    @Test
    void aNameThatIsTooLongToBeToldComesBackAsOneThatBeginsLikeIt() throws InterruptedException {
        String name = "Süßes ".repeat(28).strip();
        assertTrue(dieInMidRemoval(Temper.APACHE, name));
        pass(two);
        world.pass(HOUR);
        pass(two);
        inStep(two);
        assertTrue(
                onServer().entrySet().stream()
                        .anyMatch(entry -> entry.getKey().startsWith("Süßes Süßes")
                                && entry.getValue().equals("new")),
                onServer().toString());
    }

    @Test
    void whatAnEarlierVersionMovedAsideIsPutBackAsWell() throws InterruptedException {
        write(two, "c", "c");
        inStep(two);
        server.makeCollection(path("~navette-other-9.gone"));
        server.write(path("~navette-other-9.gone/b"), world.written("b"));
        pass(two);
        world.pass(HOUR);
        pass(two);
        inStep(two);
        assertTrue(on(two).containsValue("b"), on(two).toString());
    }

    @Test
    void twoThatFindItAtOncePutItBackOnce() throws InterruptedException {
        assertTrue(dieInMidRemoval(Temper.APACHE, "d"));
        Device three = new Device("three", world, server, PLAIN);
        pass(two);
        pass(three);
        world.pass(HOUR);
        two.remote.before.put("MOVE", () -> {
            try {
                three.pass(Answer.DELETE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        pass(two);
        inStep(two, three);
        assertEquals(Map.of("d", "/", "d/a", "a", "d/new", "new", "c", "c"), onServer());
        assertEquals(onServer(), on(three));
    }

    @Test
    void aPairThatOnlyReceivesLeavesItToOthers() throws InterruptedException {
        assertTrue(dieInMidRemoval(Temper.APACHE, "d"));
        for (int i = 0; i < 3; i++) {
            two.pass(PassOptions.USUAL.answering(Answer.DELETE).going(Direction.DOWNLOAD));
            world.pass(HOUR);
        }
        assertTrue(aside().isPresent());
    }
}
