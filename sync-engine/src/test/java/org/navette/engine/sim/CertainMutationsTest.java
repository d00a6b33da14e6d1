// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.navette.engine.evidence.HeldLocks;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.StoreException;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.RelativePath;

/**
 * Stories that leave nothing to chance, each about one line of the engine: {@link SabotageTest} tells each to an engine without
 * that line, with which it has to end badly.
 */
@Tag("integration")
@ExtendWith(QuietEngine.class)
class CertainMutationsTest extends TwoDevices {
    private static final RelativePath FILE = RelativePath.of("a.txt");
    /** Contents from ten bytes on are large here, and go in pieces. */
    private static final String SHORT = "mine";

    private static final DiskKind COARSE = new DiskKind(1000, DiskTraits.PLAIN, true, 0);

    private void start(Temper temper, DiskKind kind) throws InterruptedException {
        startWith(temper, kind, kind);
        world.fast = true;
        write(one, "probed.txt", "probed");
        settle();
    }

    private void settle() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            for (Device device : new Device[] {one, two}) {
                // Longer than a lock is granted for.
                world.pass(70_000);
                device.pass(Answer.DELETE);
            }
        }
    }

    private void beginOfASecond() {
        world.pass(1000 - world.millis() % 1000);
    }

    private void somebodyPuts(String content) {
        server.removed(FILE);
        server.write(FILE, world.written(content));
    }

    private void everybodyHas(String... contents) {
        for (String content : contents) {
            assertTrue(onServer().containsValue(content), content + " is gone from " + onServer());
        }
        assertEquals(onServer(), on(one));
        assertEquals(onServer(), on(two));
    }

    @Test
    void aVersionWrittenRightBeforeALockWasTakenIsNotReplaced() throws InterruptedException {
        start(Temper.RCLONE, PLAIN);
        write(one, "a.txt", "first");
        settle();
        write(one, "a.txt", SHORT);
        // Its content goes under a temporary name, and then over the file.
        one.remote.before.put("PUT", () -> somebodyPuts("their"));
        one.pass(Answer.DELETE);
        settle();
        everybodyHas(SHORT, "their");
    }

    @Test
    void aVersionWrittenRightBeforeADocumentWasLockedIsNotReplaced() throws InterruptedException {
        start(Temper.APACHE, PLAIN);
        write(one, "a.txt", "first content of some length");
        settle();
        write(one, "a.txt", "second content of some length");
        one.remote.before.put("PUT", () -> {
            somebodyPuts("theirs");
            try {
                new HeldLocks(one.journal).put(new Lock(FILE, server.locks.lock(FILE)));
            } catch (StoreException e) {
                throw new AssertionError(e);
            }
        });
        one.pass(Answer.DELETE);
        settle();
        everybodyHas("second content of some length", "theirs");
    }

    /** Only its content tells it from the version that both sides had. */
    @Test
    void aVersionOfTheSameSizeAndSecondIsNotReplaced() throws InterruptedException {
        start(Temper.SABRE, PLAIN);
        long second = sentInASecond();
        write(one, "a.txt", "and my next edit");
        // It was compared a moment ago.
        one.remote.before.put("LOCK", () -> putInTheSame(second));
        one.pass(Answer.DELETE);
        settle();
        everybodyHas("their content", "and my next edit");
    }

    @Test
    void aVersionOfTheSameSizeAndSecondIsNotDeleted() throws InterruptedException {
        start(Temper.SABRE, PLAIN);
        putInTheSame(sentInASecond());
        one.disk.remove(FILE);
        world.pass(60_000);
        one.pass(Answer.DELETE);
        settle();
        everybodyHas("their content");
    }

    private long sentInASecond() throws InterruptedException {
        beginOfASecond();
        long second = world.millis() / 1000;
        write(one, "a.txt", "first content");
        one.pass(Answer.DELETE);
        assertTrue(server.holds(FILE, "first content"));
        return second;
    }

    private void putInTheSame(long second) {
        assertEquals(second, world.millis() / 1000);
        somebodyPuts("their content");
    }

    /** It had a name that is left out for a while, and the answer to the DELETE never came: nobody else has deleted it. */
    @Test
    void whatWeDeletedThereAndIsHereAgainIsSentAgain() throws InterruptedException {
        start(Temper.APACHE, PLAIN);
        write(one, "a.txt", SHORT);
        settle();
        RelativePath leftOut = RelativePath.of("a.bak");
        one.disk.rename(FILE, leftOut);
        one.remote.line.loseNextAnswer = true;
        one.pass(Answer.DELETE);
        assertTrue(server.find(FILE).isEmpty(), "still there: " + onServer());
        one.disk.rename(leftOut, FILE);
        one.pass(Answer.DELETE);
        settle();
        everybodyHas(SHORT);
    }

    @Test
    void whatComesIntoACollectionRightBeforeItIsMovedAsideStays() throws InterruptedException {
        start(Temper.APACHE, PLAIN);
        write(one, "d/a.txt", "a");
        settle();
        one.disk.remove(RelativePath.of("d"));
        one.remote.before.put("MOVE", () -> server.write(RelativePath.of("d/late.txt"), world.written("late")));
        one.pass(Answer.DELETE);
        settle();
        everybodyHas("late");
    }

    @Test
    void aSmallUploadOfWhichTheServerKeptAPartIsSentAgain() throws InterruptedException {
        start(Temper.APACHE, PLAIN);
        write(one, "a.txt", SHORT);
        one.remote.lies.stores = content -> Optional.of(Arrays.copyOf(content, content.length / 2));
        one.pass(Answer.DELETE);
        one.remote.lies.stores = null;
        settle();
        everybodyHas(SHORT);
        assertEquals(Map.of("a.txt", SHORT, "probed.txt", "probed"), onServer());
    }

    /** Once a look has shown that it did not arrive, whoever writes the same there has written it themselves. */
    @Test
    void anUploadThatWasSeenNotToHaveArrivedExplainsNothing() throws InterruptedException {
        start(Temper.APACHE, PLAIN);
        write(one, "a.txt", SHORT);
        one.remote.writes.cutNextBody = true;
        one.pass(Answer.DELETE);
        one.pass(PassOptions.USUAL.withResting(Map.of(FILE, new Failure.ChangedMeanwhile())));
        assertTrue(server.find(FILE).isEmpty());
        somebodyPuts(SHORT);
        write(one, "a.txt", "my next");
        one.pass(Answer.DELETE);
        settle();
        everybodyHas(SHORT, "my next");
    }

    /** What was deleted here under that name is still there, and may be brought back. */
    @Test
    void aConflictCopyTakesNoNameThatTheJournalKnows() throws InterruptedException {
        start(Temper.APACHE, PLAIN);
        world.pass(60_000 - world.millis() % 60_000);
        String first = conflict("one", "their");
        one.pass(Answer.DELETE);
        one.disk.remove(RelativePath.of(first));
        somebodyPuts("other");
        write(one, "a.txt", "two");
        one.pass(PassOptions.USUAL.deferringDeletions(true));
        assertTrue(onServer().containsValue("one"), "deleted unasked: " + onServer());
        assertTrue(onServer().containsValue("two"), onServer().toString());
    }

    private String conflict(String mine, String theirs) throws InterruptedException {
        write(one, "a.txt", mine);
        somebodyPuts(theirs);
        one.pass(Answer.DELETE);
        return on(one).entrySet().stream()
                .filter(entry -> entry.getValue().equals(mine))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anOlderFolderUnderANewerJournalReplacesNothing() throws InterruptedException {
        start(Temper.APACHE, PLAIN);
        write(one, "a.txt", "old");
        settle();
        FolderBackup backup = FolderBackup.of(one.disk);
        somebodyPuts("new");
        settle();
        one.restored = true;
        backup.replace(one.disk, world, true);
        one.pass(Answer.DELETE);
        settle();
        assertEquals("new", onServer().get("a.txt"));
    }

    @Test
    void whatAProgramSavesIntoAReplacedFileGetsAName() throws InterruptedException {
        start(Temper.APACHE, PLAIN);
        write(one, "a.txt", "first");
        settle();
        long open = Optional.ofNullable(one.disk.find(FILE)).orElseThrow().id();
        somebodyPuts("their");
        one.pass(Answer.DELETE);
        one.disk.saveIntoVersion(open, "saved".getBytes(UTF_8));
        settle();
        everybodyHas("saved", "their");
    }

    @Test
    void aLargeUploadThatIsKeptScrambledIsSentAgain() throws InterruptedException {
        start(Temper.NGINX, PLAIN);
        String large = "mine ".repeat(70_000);
        write(one, "a.txt", large);
        one.remote.lies.stores = content -> {
            byte[] kept = content.clone();
            kept[kept.length - 1] ^= 1;
            return Optional.of(kept);
        };
        one.pass(Answer.DELETE);
        one.remote.lies.stores = null;
        settle();
        assertTrue(server.holds(FILE, large), "what the server has made of it stays there");
        everybodyHas(large);
    }

    @Test
    void aMoveThatWasConfirmedAndNotDoneIsNotBelieved() throws InterruptedException {
        start(Temper.APACHE, PLAIN);
        write(one, "a.txt", SHORT);
        settle();
        one.disk.rename(FILE, RelativePath.of("b.txt"));
        confirmedAndNotDone("MOVE");
        assertEquals(Set.of("b.txt", "probed.txt"), onServer().keySet());
        everybodyHas(SHORT);
    }

    @Test
    void aCollectionThatWasConfirmedAndNotMadeIsNotBelieved() throws InterruptedException {
        start(Temper.APACHE, PLAIN);
        one.disk.makeFolder(RelativePath.of("empty"));
        confirmedAndNotDone("MKCOL");
        assertEquals(Set.of("empty", "probed.txt"), onServer().keySet());
        everybodyHas();
    }

    private void confirmedAndNotDone(String method) throws InterruptedException {
        one.remote.lies.undone.add(method);
        one.pass(Answer.DELETE);
        one.pass(Answer.DELETE);
        one.remote.lies.undone.clear();
        settle();
    }

    @Test
    void aPieceThatWasConfirmedAndNotKeptLeavesNoGap() throws InterruptedException {
        start(Temper.APACHE, PLAIN);
        String large = "a content that goes in pieces";
        write(one, "a.txt", large);
        one.remote.lies.dropsPieceAt = 8;
        one.pass(Answer.DELETE);
        assertTrue(server.find(FILE).isEmpty(), "there is a file with a gap: " + onServer());
        one.remote.lies.dropsPieceAt = -1;
        settle();
        everybodyHas(large);
    }

    private void startAt(ServerSpellings spellings) throws InterruptedException {
        startWith(Temper.APACHE, PLAIN, PLAIN);
        server.spellings = spellings;
        write(one, "probed.txt", "probed");
        settle();
    }

    @Test
    void aNameThatTheServerTakesForAnotherIsReported() throws InterruptedException {
        startAt(ServerSpellings.CASE_BLIND);
        write(one, "report.txt", SHORT);
        settle();
        write(two, "Report.txt", "their");
        PassResult result = two.pass(Answer.DELETE);
        assertTrue(
                result.problems().stream().anyMatch(problem -> problem.failure() instanceof Failure.NameProblem),
                result.toString());
        assertEquals(Map.of("report.txt", SHORT, "probed.txt", "probed"), onServer());
    }

    @Test
    void whatTheServerSpellsItsOwnWayKeepsItsNameHere() throws InterruptedException {
        startAt(ServerSpellings.COMPOSED);
        write(one, "Cafe\u0301.txt", SHORT);
        settle();
        assertEquals(Map.of("Cafe\u0301.txt", SHORT, "probed.txt", "probed"), on(one));
        assertEquals(Map.of("Caf\u00e9.txt", SHORT, "probed.txt", "probed"), onServer());
    }

    /** The stamp is that of the content before, and is old by the time at which the journal speaks of it. */
    @Test
    void anEditInTheTickInWhichItsFileWasSentIsSentToo() throws InterruptedException {
        editInTheTickOfAnUpload(Sabotage.NONE);
    }

    @Test
    void aStampWhoseYouthIsAskedLateIsNoticed() {
        assertThrows(AssertionError.class, () -> editInTheTickOfAnUpload(Sabotage.RACY_ASKED_LATE));
    }

    private void editInTheTickOfAnUpload(Sabotage sabotage) throws InterruptedException {
        start(Temper.LIGHTTPD, COARSE);
        world.sabotage = sabotage;
        beginOfASecond();
        write(one, "a.txt", "first");
        one.remote.afterPut = path -> {
            one.remote.afterPut = none -> {};
            write(one, "a.txt", "again");
            world.pass(2500);
        };
        one.pass(Answer.DELETE);
        assertEquals(Set.of("first"), Set.of(onServer().get("a.txt")));
        settle();
        everybodyHas("again");
    }
}
