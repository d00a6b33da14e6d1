// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.RelativePath;

/** What users of other sync clients lost, or feared to lose, each as a test: two devices, one server, nothing random. */
@Tag("integration")
@ExtendWith(QuietEngine.class)
class OtherClientsCasesTest extends TwoDevices {

    private PassResult unasked(Device device) throws InterruptedException {
        return unasked(device, Answer.NONE);
    }

    private PassResult unasked(Device device, Answer answer) throws InterruptedException {
        world.pass(5000);
        PassResult result = device.pass(answer);
        assertEquals(List.of(), device.violations());
        return result;
    }

    private void upToDate(Device... devices) throws InterruptedException {
        for (Device device : devices) {
            PassResult result = unasked(device);
            assertTrue(result.isInStep(), result.toString());
        }
    }

    private static List<String> versions(Device device) {
        return device.disk.versions.stream()
                .map(version -> World.text(version.content()))
                .sorted()
                .toList();
    }

    /** nextcloud/desktop #9259, #7430. */
    @Test
    void aServerThatWasInstalledAnewAndIsEmptyIsAskedAbout() throws InterruptedException {
        write(one, "a.txt", "a");
        write(one, "docs/b.txt", "b");
        upToDate(one);
        Map<String, String> before = on(one);

        List.copyOf(server.entries.keySet()).forEach(server::remove);
        PassResult held = unasked(one);
        assertEquals(Doubt.SHARE_EMPTIED, held.doubt());
        assertEquals(before, on(one), "nothing is deleted here");

        unasked(one, Answer.BRING_BACK);
        assertEquals(before, onServer(), "the answer that these deletions are not meant");
        assertEquals(before, on(one));
    }

    /** The same with the folders that a new installation brings, and the other answer. */
    @Test
    void aServerWithNothingButFoldersLeftIsAskedAboutAndTheAnswerIsObeyed() throws InterruptedException {
        write(one, "docs/a.txt", "a");
        write(one, "docs/b.txt", "b");
        upToDate(one);
        server.remove(RelativePath.of("docs/a.txt"));
        server.remove(RelativePath.of("docs/b.txt"));

        assertEquals(Doubt.SHARE_EMPTIED, unasked(one).doubt());
        assertEquals(3, on(one).size());
        unasked(one, Answer.DELETE);
        assertEquals(Map.of("docs", "/"), on(one));
        assertEquals(List.of("a", "b"), versions(one), "and even then it is kept");
    }

    /** nextcloud/desktop #260. */
    @Test
    void aFolderThatCannotBeReadIsUnknownNeverDeleted() throws InterruptedException {
        write(one, "docs/a.txt", "a");
        write(one, "docs/deep/b.txt", "b");
        write(one, "c.txt", "c");
        upToDate(one);
        Map<String, String> before = onServer();

        one.disk.unreadable.add(RelativePath.of("docs"));
        write(one, "new.txt", "new");
        PassResult result = unasked(one, Answer.DELETE);
        assertTrue(result.problems().getFirst().failure() instanceof Failure.LocalTrouble, result.toString());
        before.put("new.txt", "new");
        assertEquals(before, onServer(), "the rest goes on");

        one.disk.unreadable.clear();
        upToDate(one);
        assertEquals(before, onServer());
    }

    /** nextcloud/desktop #943, #2467: whatever a server's validators are like. */
    @ParameterizedTest
    @EnumSource(Temper.class)
    void fastSuccessiveSavesMakeNoConflict(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        for (int i = 0; i < 10; i++) {
            write(one, "a.txt", "save " + i);
            world.pass(i % 3 == 0 ? 1 : 400);
            one.pass(Answer.NONE);
        }
        upToDate(one, two);
        assertEquals(Map.of("a.txt", "save 9"), on(one));
        assertEquals(Map.of("a.txt", "save 9"), on(two));
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void anUploadWhoseAnswerWasLostMakesNoConflict(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "other.txt", "other");
        upToDate(one);
        write(one, "a.txt", "first");
        one.remote.line.loseNextAnswer = true;
        unasked(one);
        write(one, "a.txt", "second");
        upToDate(one, two);
        assertEquals("second", on(two).get("a.txt"));
        assertEquals(2, on(two).size(), "no conflict copy");
    }

    @Test
    void aWeakEtagThatTurnsStrongMakesNoConflictAndNoDownload() throws InterruptedException {
        write(one, "a.txt", "a");
        one.pass(Answer.NONE);
        world.pass(10_000);
        write(one, "a.txt", "edited");
        upToDate(one);
        assertEquals(Map.of("a.txt", "edited"), onServer());
        assertEquals(List.of(), versions(one));
    }

    /** nextcloud/desktop #4806. */
    @ParameterizedTest
    @EnumSource(Temper.class)
    void anUploadThatFailsHalfWayDeletesNothing(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "big.iso", "old");
        upToDate(one, two);
        write(one, "big.iso", "new and much larger than before");
        for (int i = 0; i < 3; i++) {
            one.remote.writes.cutNextBody = true;
            unasked(one);
            assertEquals(Map.of("big.iso", "new and much larger than before"), on(one));
            unasked(two);
            assertEquals(Map.of("big.iso", "old"), on(two), "no part of it ever arrives");
        }
        upToDate(one, two);
        assertEquals(on(one), on(two));
        assertEquals(1, on(two).size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void newFilesInAFolderThatIsRemovedOnTheOtherSideSurvive(boolean removedThere) throws InterruptedException {
        write(one, "docs/old.txt", "old");
        write(one, "docs/deep/older.txt", "older");
        write(one, "stays.txt", "stays");
        upToDate(one, two);
        Device adds = removedThere ? one : two;
        Device removes = removedThere ? two : one;
        removes.disk.remove(RelativePath.of("docs"));
        upToDate(removes);
        write(adds, "docs/new.txt", "new");
        upToDate(adds, removes, adds);
        Map<String, String> expected = Map.of("docs", "/", "docs/new.txt", "new", "stays.txt", "stays");
        assertEquals(expected, on(one));
        assertEquals(expected, on(two));
    }

    /** {@link Device#LEFT_OUT} has the pattern {@code /left-out}. */
    @Test
    void aFolderThatIsLeftOutIsNeitherSentNorDeletedWithAnEditInIt() throws InterruptedException {
        server.makeCollection(RelativePath.of("left-out"));
        server.store(RelativePath.of("left-out/theirs.txt"), world.written("theirs"));
        write(one, "left-out/mine.txt", "mine");
        write(one, "a.txt", "a");
        upToDate(one);
        write(one, "left-out/mine.txt", "edited");
        server.remove(RelativePath.of("left-out"));
        upToDate(one);
        assertEquals(Map.of("a.txt", "a"), onServer());
        assertEquals("edited", on(one).get("left-out/mine.txt"));
    }

    /** Once left out, an entry is forgotten: taken in again, what is missing on a side was not deleted. */
    @Test
    void whatIsTakenInAgainIsComparedAnew() throws InterruptedException {
        write(one, "photos/a.jpg", "a");
        write(one, "b.txt", "b");
        upToDate(one);
        write(one, ".navetteignore", "/photos/");
        upToDate(one);
        one.disk.remove(RelativePath.of("photos"));
        upToDate(one);
        assertEquals("a", onServer().get("photos/a.jpg"), "removed here while it was left out");

        write(one, ".navetteignore", "# nothing");
        upToDate(one);
        assertEquals("a", on(one).get("photos/a.jpg"));
        assertEquals("a", onServer().get("photos/a.jpg"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-12_000, 12_000})
    void aClockThatIsWrongByYearsChangesNothing(long days) throws InterruptedException {
        startWith(
                Temper.SABRE,
                new DiskKind(1000, DiskTraits.PLAIN, true, Duration.ofDays(days).toMillis()),
                PLAIN);
        write(one, "a.txt", "first");
        upToDate(one, two);
        write(two, "a.txt", "second");
        upToDate(two, one);
        write(one, "a.txt", "third!");
        upToDate(one, two);
        assertEquals(Map.of("a.txt", "third!"), on(two));
        assertEquals(on(two), on(one));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1_000_000, 4_000_000_000_000L})
    void aTimeThatMovesWithoutTheContentSendsNothing(long millis) throws InterruptedException {
        write(one, "a.txt", "a");
        upToDate(one, two);
        int writes = server.writes;
        one.disk.touch(RelativePath.of("a.txt"), millis);
        upToDate(one, two);
        assertEquals(writes, server.writes);
        // As long as before it would be invisible on this disk, which unlike real ones has no change time.
        one.disk.write(RelativePath.of("a.txt"), world.written("edited"));
        one.disk.touch(RelativePath.of("a.txt"), millis);
        upToDate(one, two);
        assertEquals(Map.of("a.txt", "edited"), on(two), "and an edit under an odd time is seen");
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFileThatGrowsAllTheTimeIsSentAsItWasAndTheRestGoesOn(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "log", "line 0\n");
        write(one, "a.txt", "a");
        upToDate(one, two);
        write(one, "b.txt", "b");
        int[] lines = {0};
        world.weather = new World.Weather(true, false, false);
        world.others(() -> {
            String log = World.text(one.disk.content(RelativePath.of("log")).orElseThrow());
            one.disk.write(RelativePath.of("log"), world.written(log + "line " + ++lines[0] + "\n"));
        });
        for (int i = 0; i < 15; i++) {
            unasked(one);
        }
        assertTrue(lines[0] > 3, "it grew");
        assertEquals("b", onServer().get("b.txt"));
        world.weather = World.Weather.CALM;
        upToDate(one, two);
        assertEquals(on(one), on(two));
        assertEquals(3, on(two).size(), "no conflict copy of a log");
    }

    @Test
    void twoFullMostlyEqualTreesAreAdoptedAndTheRestIsKeptBoth() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            write(one, "d" + i % 3 + "/f" + i, "equal " + i);
            server.makeCollection(RelativePath.of("d" + i % 3));
            server.store(RelativePath.of("d" + i % 3 + "/f" + i), ("equal " + i).getBytes(StandardCharsets.UTF_8));
        }
        write(one, "only here", "here");
        server.store(RelativePath.of("only there"), world.written("there"));
        write(one, "d0/different", "mine");
        server.store(RelativePath.of("d0/different"), world.written("theirs"));

        upToDate(one);

        assertEquals(on(one), onServer());
        assertEquals("theirs", on(one).get("d0/different"));
        assertTrue(on(one).containsValue("mine") && on(one).containsValue("here") && on(one).containsValue("there"));
        assertEquals(List.of(), versions(one), "nothing was deleted");
        assertEquals(20, count(one, Operation.ADOPTED) - 3, "and the three folders they are in");
        assertEquals(2, count(one, Operation.UPLOADED), "what is only here, and the conflict copy");
    }

    private static long count(Device device, Operation operation) {
        return device.deeds.stream()
                .filter(done -> done.operation() == operation)
                .count();
    }
}
