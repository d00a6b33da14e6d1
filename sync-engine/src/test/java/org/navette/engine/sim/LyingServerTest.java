// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.navette.engine.port.Failure;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.sync.PassResult;
import org.navette.engine.tree.RelativePath;

/** Servers, and filters on the way to them, whose answers sound right and are not: bytes are believed when all agree. */
@ExtendWith(QuietEngine.class)
class LyingServerTest extends TwoDevices {
    private static final RelativePath FILE = RelativePath.of("budget.ods");

    private PassResult pass(Device device) throws InterruptedException {
        world.pass(70_000);
        PassResult result = device.pass(Answer.DELETE);
        assertEquals(List.of(), device.violations());
        return result;
    }

    private void inStep(Device... devices) throws InterruptedException {
        for (Device device : devices) {
            PassResult result = pass(device);
            assertTrue(result.isInStep(), result.toString());
        }
    }

    private static void assertFails(Class<? extends Failure> why, PassResult result) {
        assertTrue(result.halted().isEmpty(), result.toString());
        assertEquals(
                List.of(FILE.value()),
                result.problems().stream().map(p -> p.where()).toList(),
                result.toString());
        assertInstanceOf(why, result.problems().getFirst().failure());
    }

    private static Stream<Arguments> lies() {
        return Arrays.stream(Temper.values())
                .flatMap(temper -> Stream.of(true, false).map(honest -> Arguments.of(temper, honest)));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aFilterPageIsNoDownloadOfANewFile(Temper temper, boolean honestHeaders) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "other.txt", "other");
        write(one, FILE.value(), "the budget of the year");
        inStep(one);
        two.remote.lies.bodies = body -> isBudget(body) ? Lies.page() : body;
        two.remote.lies.honestHeaders = honestHeaders;
        assertFails(Failure.ContentMismatch.class, pass(two));
        assertEquals(Map.of("other.txt", "other"), on(two), "the rest is received");
        two.remote.lies.bodies = null;
        inStep(two);
        assertEquals("the budget of the year", on(two).get(FILE.value()));
    }

    private static boolean isBudget(byte[] body) {
        return World.text(body).startsWith("the budget");
    }

    @ParameterizedTest
    @MethodSource("lies")
    void halfOfANewVersionReplacesNothingAndIsNeverTakenForTheServers(Temper temper, boolean honestHeaders)
            throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, FILE.value(), "the budget");
        inStep(one, two);
        write(one, FILE.value(), "the budget, a colleague's version");
        inStep(one);
        two.remote.lies.bodies = body -> isBudget(body) ? Arrays.copyOf(body, body.length / 2) : body;
        two.remote.lies.honestHeaders = honestHeaders;
        assertFails(Failure.ContentMismatch.class, pass(two));
        assertEquals(Map.of(FILE.value(), "the budget"), on(two));
        assertEquals(List.of(), two.disk.versions);

        write(two, FILE.value(), "my own edit");
        assertFails(Failure.ContentMismatch.class, pass(two));
        assertEquals("the budget, a colleague's version", onServer().get(FILE.value()), "not overwritten");

        two.remote.lies.bodies = null;
        inStep(two, one);
        assertTrue(
                onServer().containsValue("the budget, a colleague's version"),
                onServer().toString());
        assertTrue(onServer().containsValue("my own edit"), onServer().toString());
    }

    /** Where a version is in doubt, it is compared before something is done about it. */
    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFilterPageIsNoVersionToBeComparedWith(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, FILE.value(), "the budget");
        world.pass(70_000);
        one.pass(Answer.DELETE);
        one.remote.lies.bodies = body -> isBudget(body) ? Lies.page() : body;
        write(one, FILE.value(), "the budget, edited");
        one.pass(Answer.DELETE);
        one.remote.lies.bodies = null;
        inStep(one, two);
        assertEquals(Map.of(FILE.value(), "the budget, edited"), on(two), "no conflict with a page");
    }
}
