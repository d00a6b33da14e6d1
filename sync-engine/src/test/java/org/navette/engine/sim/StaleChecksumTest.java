// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** A server that keeps checksums, and files that are changed behind its back: it then tells those of the versions before. */
@ExtendWith(QuietEngine.class)
class StaleChecksumTest extends TwoDevices {
    private static final RelativePath FILE = RelativePath.of("budget.ods");

    @BeforeEach
    void start() throws InterruptedException {
        startWith(Temper.NEXTCLOUD, PLAIN, PLAIN);
        write(one, "other.txt", "other");
        inStep(one);
    }

    private void changeBehindItsBack(String content) {
        server.removed(FILE);
        server.writeBehindItsBack(FILE, world.written(content));
    }

    @Test
    void aVersionThatIsToldWithTheChecksumOfTheOneBeforeArrives() throws InterruptedException {
        write(one, FILE.value(), "budget 1");
        inStep(one, two);
        changeBehindItsBack("budget 2");
        inStep(one, two);
        assertEquals("budget 2", on(one).get(FILE.value()));
        assertEquals("budget 2", on(two).get(FILE.value()));
        inStep(one, two);
    }

    @Test
    void anEditHereAndOneBehindItsBackAreKeptBoth() throws InterruptedException {
        write(one, FILE.value(), "budget 1");
        inStep(one, two);
        changeBehindItsBack("budget 2");
        write(one, FILE.value(), "budget 3");
        inStep(one, two);
        assertEquals(3, on(one).size(), on(one).toString());
        assertTrue(on(one).containsValue("budget 2") && on(one).containsValue("budget 3"));
        assertEquals(on(one), on(two));
    }

    @Test
    void whatIsNewHereIsComparedNotBelievedToBeTheSame() throws InterruptedException {
        write(one, FILE.value(), "budget 1");
        inStep(one);
        changeBehindItsBack("budget 2");
        // The other computer has the content whose checksum is told, and never had anything else.
        write(two, FILE.value(), "budget 1");
        PassResult result = pass(two);
        assertInstanceOf(
                Failure.ContentMismatch.class, result.problems().getFirst().failure(), result.toString());
        write(two, FILE.value(), "budget 1, edited");
        pass(two);
        assertEquals("budget 2", onServer().get(FILE.value()), "not overwritten");
        server.calmDown();
        inStep(two, one);
        assertTrue(on(two).containsValue("budget 2") && on(two).containsValue("budget 1, edited"), on(two).toString());
    }

    @Test
    void aWrongChecksumAtAVersionThatIsKnownIsNoEdit() throws InterruptedException {
        write(one, FILE.value(), "budget 1");
        inStep(one, two);
        server.label(
                FILE,
                Optional.of(Sha256.ofContent("something else".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        int deeds = two.deeds.size();
        inStep(one, two);
        assertEquals(deeds, two.deeds.size(), "nothing is received");
        write(one, FILE.value(), "budget 2");
        inStep(one, two);
        assertEquals("budget 2", on(two).get(FILE.value()));
    }

    @Test
    void aFileWhoseMovedNameTellsAStaleChecksumStaysHereUntilThatHasArrived() throws InterruptedException {
        write(one, FILE.value(), "budget 1");
        inStep(one, two);
        server.rename(FILE, RelativePath.of("moved.ods"));
        server.label(RelativePath.of("moved.ods"), Optional.of(Sha256.ofContent(Lies.page())));
        two.remote.refuseNextGet = true;
        pass(two);
        assertTrue(on(two).containsValue("budget 1"), on(two).toString());
        server.calmDown();
        inStep(two, one);
        assertEquals(Map.of("other.txt", "other", "moved.ods", "budget 1"), on(two));
    }
}
