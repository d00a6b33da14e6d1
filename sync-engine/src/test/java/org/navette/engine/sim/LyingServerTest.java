// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.tree.RelativePath;

/** Servers, and filters on the way to them, whose answers sound right and are not: bytes are believed when all agree. */
@ExtendWith(QuietEngine.class)
class LyingServerTest extends TwoDevices {
    private static final RelativePath FILE = RelativePath.of("budget.ods");

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

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFolderWhoseTypeIsNotToldStaysWithAllThatIsInIt(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "plans/budget.ods", "the budget");
        write(one, "plans/inner/deep", "deep");
        inStep(one, two);
        Map<String, String> before = on(two);
        two.remote.lies.untyped.add("plans");
        PassResult result = pass(two);
        assertEquals("plans", result.problems().getFirst().where(), result.toString());
        assertEquals(before, on(two));
        assertEquals(before, onServer());
        two.remote.lies.untyped.clear();
        inStep(two);
        assertEquals(List.of(), two.disk.versions);
    }

    /** What a server keeps of what it says it has taken. */
    enum Kept {
        NOTHING,
        AN_EMPTY_FILE,
        ALL_BUT_THE_END,
        SOMETHING_ELSE,
        SOMETHING_AS_LONG;

        Optional<byte[]> of(byte[] content) {
            if (!World.text(content).startsWith("budget")) {
                return Optional.of(content);
            }
            return switch (this) {
                case NOTHING -> Optional.empty();
                case AN_EMPTY_FILE -> Optional.of(new byte[0]);
                case ALL_BUT_THE_END -> Optional.of(Arrays.copyOf(content, content.length - 3));
                case SOMETHING_ELSE -> Optional.of("removed by the virus scanner".getBytes(StandardCharsets.UTF_8));
                case SOMETHING_AS_LONG ->
                    Optional.of(World.text(content).replace('b', 'B').getBytes(StandardCharsets.UTF_8));
            };
        }

        /** A server that tells versions apart by their size and the second, or not at all, hides that. */
        boolean isSeenBy(Temper temper) {
            return this != SOMETHING_AS_LONG || temper == Temper.APACHE;
        }
    }

    private static Stream<Arguments> receipts() {
        return Arrays.stream(Temper.values())
                .flatMap(temper -> Arrays.stream(Kept.values())
                        .filter(kept -> kept.isSeenBy(temper))
                        .map(kept -> Arguments.of(temper, kept)));
    }

    /** A first pass by itself: what a server honours is found out while it is honest. */
    private void meet(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "other.txt", "other");
        inStep(one);
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void aNewFileThatIsTakenAndNotKeptStaysHereAndIsSentAgain(Temper temper, Kept kept) throws InterruptedException {
        meet(temper);
        write(one, FILE.value(), "budget 1");
        one.remote.lies.stores = kept::of;
        for (int i = 0; i < 3; i++) {
            assertFails(Failure.NotStored.class, pass(one));
            assertEquals(Map.of("other.txt", "other", FILE.value(), "budget 1"), on(one));
            assertEquals(List.of(), one.disk.versions);
        }
        one.remote.lies.stores = null;
        inStep(one, two);
        assertEquals(Map.of("other.txt", "other", FILE.value(), "budget 1"), on(two));
        assertEquals(on(two), on(one));
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void anEditThatIsTakenAndNotKeptStaysHereAndIsSentAgain(Temper temper, Kept kept) throws InterruptedException {
        meet(temper);
        write(one, FILE.value(), "older");
        inStep(one);
        write(one, FILE.value(), "budget 1");
        one.remote.lies.stores = kept::of;
        for (int i = 0; i < 3; i++) {
            assertFails(Failure.NotStored.class, pass(one));
            assertEquals(Map.of("other.txt", "other", FILE.value(), "budget 1"), on(one));
            assertEquals(List.of(), one.disk.versions);
        }
        one.remote.lies.stores = null;
        inStep(one, two);
        assertEquals(Map.of("other.txt", "other", FILE.value(), "budget 1"), on(two));
        assertEquals(on(two), on(one));
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aColleaguesEditRightAfterOursIsKeptBesideIt(Temper temper) throws InterruptedException {
        meet(temper);
        write(one, FILE.value(), "budget 1");
        boolean[] acted = new boolean[1];
        one.remote.lies.stores = content -> Optional.of(content);
        one.remote.afterPut = file -> {
            if (file.equals(FILE) && !acted[0]) {
                acted[0] = true;
                server.store(FILE, world.written("a colleague's"));
            }
        };
        pass(one);
        inStep(one, two);
        boolean visible = on(two).containsValue("budget 1")
                || one.disk.versions.stream()
                        .map(version -> World.text(version.content()))
                        .anyMatch("budget 1"::equals);
        assertTrue(visible, on(two).toString());
        assertTrue(acted[0] ? on(two).containsValue("a colleague's") : visible, on(two).toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = Temper.class,
            names = {"APACHE", "TOMCAT"})
    void aLastPieceThatIsTakenAndNotKeptMakesNoFile(Temper temper) throws InterruptedException {
        meet(temper);
        write(one, FILE.value(), "older");
        inStep(one);
        write(one, FILE.value(), "a budget that goes in pieces");
        one.remote.lies.dropsLastPiece = true;
        assertFails(Failure.NotStored.class, pass(one));
        assertEquals("older", onServer().get(FILE.value()), "a part never gets the name");
        assertEquals("a budget that goes in pieces", on(one).get(FILE.value()));
        one.remote.lies.dropsLastPiece = false;
        inStep(one, two);
        assertEquals("a budget that goes in pieces", on(two).get(FILE.value()));
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 16})
    void aPieceInTheMiddleThatIsTakenAndNotKeptLeavesNoZeros(long offset) throws InterruptedException {
        meet(Temper.APACHE);
        write(one, FILE.value(), "older");
        inStep(one);
        write(one, FILE.value(), "a budget that goes in pieces");
        one.remote.lies.dropsPieceAt = offset;
        assertFails(Failure.NotStored.class, pass(one));
        assertEquals("older", onServer().get(FILE.value()), "a file with a gap never gets the name");
        one.remote.lies.dropsPieceAt = -1;
        inStep(one, two);
        assertEquals("a budget that goes in pieces", on(two).get(FILE.value()));
    }

    /** Whether the server counts them or joins what it has. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPieceThatGetsLostBeforeAllAreJoinedMakesNoVersion(boolean counts) throws InterruptedException {
        meet(Temper.NEXTCLOUD);
        write(one, FILE.value(), "older");
        inStep(one);
        write(one, FILE.value(), "a budget that goes in pieces");
        one.remote.lies.dropsPieceAt = 2;
        one.remote.lies.countsPieces = counts;
        assertFails(counts ? Failure.Refused.class : Failure.NotStored.class, pass(one));
        assertEquals("a budget that goes in pieces", on(one).get(FILE.value()));
        one.remote.lies.dropsPieceAt = -1;
        inStep(one, two);
        assertEquals("a budget that goes in pieces", on(two).get(FILE.value()));
        assertTrue(server.chunks.isEmpty(), "nothing is left beside the share");
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aMoveThatIsSaidToBeDoneAndIsNotBecomesANewFileAndADeletion(Temper temper) throws InterruptedException {
        meet(temper);
        write(one, FILE.value(), "budget 1");
        write(one, "plans/a.txt", "a plan");
        inStep(one, two);
        one.remote.lies.undone.add("MOVE");
        one.disk.rename(FILE, RelativePath.of("budget 2026.ods"));
        one.disk.rename(RelativePath.of("plans"), RelativePath.of("projects"));
        Map<String, String> meant = on(one);
        for (int i = 0; i < 3; i++) {
            pass(one);
            assertEquals(meant, on(one), "nothing is taken for deleted there");
            assertEquals(List.of(), one.disk.versions);
        }
        one.remote.lies.undone.clear();
        pass(one);
        inStep(one, two);
        assertEquals(meant, on(one));
        assertEquals(meant, on(two));
        assertEquals(meant, onServer());
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aCollectionThatIsSaidToBeMadeAndIsNotStaysHere(Temper temper) throws InterruptedException {
        meet(temper);
        one.disk.makeFolder(RelativePath.of("empty"));
        write(one, "full/inner/a.txt", "a");
        Map<String, String> before = on(one);
        one.remote.lies.undone.add("MKCOL");
        for (int i = 0; i < 3; i++) {
            PassResult result = pass(one);
            assertTrue(
                    result.problems().stream().anyMatch(problem -> problem.failure() instanceof Failure.NotStored),
                    result.toString());
            assertEquals(before, on(one));
        }
        one.remote.lies.undone.clear();
        inStep(one, two);
        assertEquals(before, on(one));
        assertEquals(before, on(two));
    }

    /** What is kept has the length of what was sent, and its last bytes are others. */
    private static Optional<byte[]> scrambled(byte[] content) {
        byte[] kept = content.clone();
        if (content.length > 1000) {
            kept[kept.length - 1] ^= 1;
        }
        return Optional.of(kept);
    }

    @ParameterizedTest
    @EnumSource(
            value = Temper.class,
            names = {"NGINX", "RCLONE", "NEXTCLOUD"})
    void aLargeFileThatIsKeptScrambledAtTheSameLengthIsNotStored(Temper temper) throws InterruptedException {
        meet(temper);
        String large = "budget ".repeat(50_000);
        write(one, FILE.value(), large);
        one.remote.lies.stores = LyingServerTest::scrambled;
        for (int i = 0; i < 3; i++) {
            assertFails(Failure.NotStored.class, pass(one));
            assertEquals(Map.of("other.txt", "other", FILE.value(), large), on(one));
        }
        one.remote.lies.stores = null;
        inStep(one, two);
        write(one, FILE.value(), large + "edited");
        one.remote.lies.stores = LyingServerTest::scrambled;
        for (int i = 0; i < 3; i++) {
            assertFails(Failure.NotStored.class, pass(one));
        }
        one.remote.lies.stores = null;
        inStep(one, two);
        assertEquals(Map.of("other.txt", "other", FILE.value(), large + "edited"), on(two));
        assertEquals(on(two), onServer());
    }
}
