// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.RelativePath;

/** Faults that the simulation found, each as the shortest story in which it happened; docs/reliability.md lists them. */
@ExtendWith(QuietEngine.class)
class FoundFaultsTest extends TwoDevices {
    private static final DiskKind BLIND = new DiskKind(1, new DiskTraits(true, false, true, 255), true, 0);

    private static final DiskKind COARSE = new DiskKind(1000, DiskTraits.PLAIN, true, 0);

    private static RelativePath path(String value) {
        return RelativePath.of(value);
    }

    @Test
    void aFileThatIsNotListedIsNotTakenForDeleted() throws InterruptedException {
        startWith(Temper.NGINX, PLAIN, PLAIN);
        write(one, ".profile", "mine");
        write(one, "folder/.hidden", "mine too");
        inStep(one, one);
        assertEquals("mine", on(one).get(".profile"));
        write(one, ".profile", "edited");
        inStep(one, one);
        assertEquals("edited", onServer().get(".profile"));
        one.disk.remove(path(".profile"));
        inStep(one);
        assertEquals(Map.of("folder", "/", "folder/.hidden", "mine too"), onServer());
    }

    @Test
    void aServerThatTakesInfinityForOneEmptiesNoFolder() throws InterruptedException {
        startWith(Temper.WORST, PLAIN, PLAIN);
        write(one, "folder/a", "a");
        write(one, "folder/inner/b", "b");
        inStep(one, two, one, two);
        assertEquals(Map.of("folder", "/", "folder/a", "a", "folder/inner", "/", "folder/inner/b", "b"), on(two));
        assertEquals(on(two), on(one));
    }

    @Test
    void aServerThatIsFullIsStillReceivedFrom() throws InterruptedException {
        server.store(path("theirs"), world.written("theirs"));
        server.full = true;
        write(one, "mine", "mine");
        PassResult result = pass(one);
        assertTrue(
                result.problems().stream().allMatch(problem -> problem.failure() instanceof Failure.QuotaExceeded),
                result.toString());
        assertEquals("theirs", on(one).get("theirs"));
        server.full = false;
        inStep(one);
        assertEquals("mine", onServer().get("mine"));
    }

    @Test
    void aFileThatMayNotBeMovedOutIsSentAsANewOne() throws InterruptedException {
        server.makeCollection(SimServer.READ_ONLY);
        server.store(SimServer.READ_ONLY.child("a"), world.written("a"));
        inStep(one);
        one.disk.move(SimServer.READ_ONLY.child("a"), path("a"));
        pass(one);
        assertEquals(Map.of("read-only", "/", "read-only/a", "a", "a", "a"), onServer());
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aTemporaryFileIsRemovedWhereverItHasGot(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "d/a", "a");
        inStep(one, two);
        server.store(path("d/~navette-one-7.tmp"), world.written("cut off"));
        server.move(path("d"), path("e"));
        inStep(one, two, one);
        assertEquals(Map.of("e", "/", "e/a", "a"), onServer());
        assertEquals(onServer(), on(two));
        assertTrue(
                server.entries.keySet().stream().noneMatch(file -> file.name().contains("~navette")));
    }

    @Test
    void aCollectionMovedAsideThatNothingRemembersComesBackUnderANameThatPeopleSee() throws InterruptedException {
        write(one, "a", "a");
        inStep(one);
        server.makeCollection(path("~navette-one-9.gone"));
        server.store(path("~navette-one-9.gone/b"), world.written("b"));
        pass(one);
        inStep(one);
        assertTrue(on(one).containsValue("b"), on(one).toString());
    }

    @Test
    void aDiskThatIsPulledOutDeletesNothing() throws InterruptedException {
        write(one, "a", "a");
        write(one, "d/b", "b");
        inStep(one);
        one.disk.unmounted = true;
        PassResult result = pass(one);
        assertTrue(result.halted().orElseThrow() instanceof Failure.LocalRootReplaced, result.toString());
        assertEquals(Map.of("a", "a", "d", "/", "d/b", "b"), onServer());
        one.disk.unmounted = false;
        inStep(one);
    }

    @Test
    void aRenameOfCapitalsIsFollowedOnADiskThatSeesNoDifference() throws InterruptedException {
        startWith(Temper.APACHE, PLAIN, BLIND);
        write(one, "docs/budget.ods", "b");
        inStep(one, two);
        one.disk.move(path("docs/budget.ods"), path("docs/Budget.ods"));
        inStep(one);
        one.disk.move(path("docs"), path("Docs"));
        inStep(one, two, two);
        assertEquals(Map.of("Docs", "/", "Docs/Budget.ods", "b"), on(two));
        assertEquals(List.of(), two.disk.versions, "nothing was deleted and fetched");

        two.disk.move(path("Docs/Budget.ods"), path("Docs/BUDGET.ods"));
        inStep(two, one);
        assertEquals(Map.of("Docs", "/", "Docs/BUDGET.ods", "b"), on(one));
    }

    @Test
    void twoNamesThatDifferInCapitalsWaitWithAReasonAndLoseNothing() throws InterruptedException {
        startWith(Temper.APACHE, PLAIN, BLIND);
        write(one, "a.txt", "small");
        write(one, "A.txt", "capital");
        inStep(one);
        PassResult result = pass(two);
        assertTrue(result.problems().getFirst().failure() instanceof Failure.NameProblem, result.toString());
        assertEquals(1, on(two).size());
        pass(two);
        inStep(one);
        assertEquals(Map.of("a.txt", "small", "A.txt", "capital"), onServer());
    }

    @Test
    void anUploadThatNeverHappenedExplainsNothingLater() throws InterruptedException {
        write(one, "copy of", "the same");
        inStep(one, two);
        write(two, "a", "the same");
        two.remote.writes.cutNextBody = true;
        pass(two);
        two.disk.remove(path("a"));
        inStep(two);
        write(one, "a", "the same");
        inStep(one, two, one);
        assertEquals(Map.of("a", "the same", "copy of", "the same"), onServer());
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void whatIsDeletedInAFolderThatMovesStaysDeleted(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "d/a", "a");
        write(one, "d/b", "b");
        inStep(one, two);
        one.disk.move(path("d"), path("e"));
        one.disk.remove(path("e/a"));
        inStep(one, two, one);
        assertEquals(Map.of("e", "/", "e/b", "b"), onServer());
        assertEquals(onServer(), on(two));
    }

    /** Sizes and contents as of a move in a circle: on a server where moves do not show, each may be the other's new place. */
    @ParameterizedTest
    @EnumSource(Temper.class)
    void filesThatWaitForEachOthersNamesThereComeIn(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "a", "one of them");
        write(one, "b", "the other 1");
        inStep(one, two);
        server.remove(path("a"));
        server.remove(path("b"));
        server.makeCollection(path("a"));
        server.makeCollection(path("b"));
        server.store(path("a/inner"), world.written("the other 2"));
        server.store(path("b/inner"), world.written("one of us 2"));
        pass(two);
        inStep(two, one, one);
        assertEquals(Map.of("a", "/", "a/inner", "the other 2", "b", "/", "b/inner", "one of us 2"), on(two));
        assertEquals(onServer(), on(one));
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void filesThatWaitForEachOthersNamesHereAreSent(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "a", "one of them");
        write(one, "b", "the other");
        inStep(one, two);
        one.disk.move(path("a"), path("aside"));
        one.disk.makeFolders(path("a"));
        one.disk.move(path("b"), path("a/inner"));
        one.disk.makeFolders(path("b"));
        one.disk.move(path("aside"), path("b/inner"));
        pass(one);
        inStep(one);
        pass(two);
        inStep(two);
        assertEquals(Map.of("a", "/", "a/inner", "the other", "b", "/", "b/inner", "one of them"), onServer());
        assertEquals(onServer(), on(two));
    }

    @Test
    void aFolderThatIsSpelledLikeAFileHereAsThisDiskSeesItComesIn() throws InterruptedException {
        startWith(Temper.NGINX, PLAIN, BLIND);
        write(one, "a.txt", "14 bytes of it");
        inStep(one, two);
        server.remove(path("a.txt"));
        server.makeCollection(path("A.txt"));
        server.store(path("A.txt/d"), world.written("14 of another1"));
        pass(two);
        inStep(two);
        assertEquals(Map.of("A.txt", "/", "A.txt/d", "14 of another1"), on(two));
    }

    @Test
    void aFileThatMovesIntoAFolderSpelledLikeItComesInWhereThisDiskSeesNoDifference() throws InterruptedException {
        startWith(Temper.NEXTCLOUD, PLAIN, BLIND);
        write(one, "A.txt", "14 bytes of it");
        inStep(one, two);
        server.makeCollection(path("a.txt"));
        server.rename(path("A.txt"), path("a.txt/b"));
        pass(two);
        inStep(two);
        assertEquals(Map.of("a.txt", "/", "a.txt/b", "14 bytes of it"), on(two));
    }

    /** Where the deletion is given up for what is here, nothing is wrong with the version there. */
    @Test
    void aFolderThatTakesTheNameOfAFileWhichIsBeingDeletedIsNoConflict() throws InterruptedException {
        startWith(Temper.NGINX, PLAIN, PLAIN);
        write(one, "d", "a file");
        world.pass(70_000);
        one.pass(Answer.DELETE);
        one.disk.remove(path("d"));
        one.remote.before.put("PROPFIND", () -> one.disk.makeFolders(path("d")));
        one.pass(Answer.DELETE);
        inStep(one, two);
        assertEquals(Map.of("d", "/"), on(one));
        assertEquals(Map.of("d", "/"), on(two));
    }

    /** What only the content shows is compared once the file has left its name. */
    @Test
    void anEditOfTheSameSizeInTheSecondInWhichTheFileWasReadIsNotReplaced() throws InterruptedException {
        startWith(Temper.APACHE, PLAIN, COARSE);
        world.fast = true;
        write(one, "a", "the first one");
        inStep(one, two);
        server.store(path("a"), world.written("theirs, and longer"));
        world.pass(70_000 + 1000 - world.millis() % 1000);
        two.disk.touch(path("a"), two.disk.now());
        two.remote.before.put("GET", () -> write(two, "a", "the other one"));
        two.pass(Answer.DELETE);
        assertEquals(List.of(), two.violations());
        inStep(two, one);
        assertEquals("theirs, and longer", on(two).get("a"));
        assertTrue(on(two).containsValue("the other one"), on(two).toString());
        assertEquals(on(two), on(one));
    }

    /** Each of two names that look the same is its own, where the disk tells them apart. */
    @Test
    void aFileThatWasRespelledAndEditedIsNoLongerWaitedForOnceItIsSent() throws InterruptedException {
        write(one, "d/\u00e9", "composed");
        inStep(one, two);
        one.disk.move(path("d/\u00e9"), path("d/e\u0301"));
        write(one, "d/e\u0301", "edited since");
        inStep(one, two);
        assertEquals(Map.of("d", "/", "d/e\u0301", "edited since"), onServer());
        assertEquals(onServer(), on(two));
    }

    /** What waits for a name that cannot be here, or is held, keeps its own from others: those are reported, not tried for ever. */
    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"NONE", "DELETE"})
    void aFolderWhoseNameIsTakenByAFileThatStaysIsReported(Answer answer) throws InterruptedException {
        startWith(Temper.WORST, PLAIN, BLIND);
        write(one, "A.txt", "14 bytes of it");
        server.makeCollection(path("c"));
        inStep(one, two);
        server.remove(path("A.txt"));
        server.makeCollection(path("a.txt"));
        server.store(path("C"), world.written("14 of another1"));
        world.pass(70_000);
        PassResult result = two.pass(answer);
        assertEquals(
                List.of(Failure.NameProblem.class),
                result.problems().stream()
                        .filter(problem -> problem.where().equals("a.txt"))
                        .map(problem -> problem.failure().getClass())
                        .toList());
        assertEquals("14 bytes of it", on(two).get("A.txt"));
        server.remove(path("C"));
        pass(two);
        inStep(two);
        assertEquals(Map.of("a.txt", "/", "c", "/"), on(two));
    }

    /** A rename to another spelling is finished after a crash; else the two would look like new files of two people. */
    @Test
    void aRespellingThatIsCutOffAnywhereMakesNoConflict() throws InterruptedException {
        boolean crashed = true;
        for (int call = 1; crashed; call++) {
            startWith(Temper.APACHE, PLAIN, BLIND);
            write(one, "d/b.ods", "first");
            inStep(one, two);
            one.disk.move(path("d/b.ods"), path("d/B.ODS"));
            write(one, "d/B.ODS", "edited since");
            inStep(one);
            int before = world.crashes;
            two.crashAt(call, false);
            pass(two);
            crashed = world.crashes > before;
            inStep(two, one);
            assertEquals(Map.of("d", "/", "d/B.ODS", "edited since"), on(two), "cut off at call " + call);
            assertEquals(on(two), on(one));
        }
    }

    /** What comes new into a folder that became a file here brings the folder back, and nothing that was deleted with it. */
    @Test
    void aFolderThatComesBackForWhatIsNewInItBringsNothingElseBack() throws InterruptedException {
        write(one, "c/known", "known");
        inStep(one, two);
        one.disk.remove(path("c"));
        write(one, "c", "a file now");
        server.store(path("c/new"), world.written("new"));
        pass(one);
        pass(one);
        inStep(one, two);
        assertTrue(on(one).containsValue("a file now"), on(one).toString());
        assertEquals("new", on(one).get("c/new"));
        assertTrue(!on(one).containsKey("c/known"), on(one).toString());
        assertEquals(on(one), on(two));
    }

    /** The same, where a file took the folder's place on the server. */
    @Test
    void aFolderThatStaysForWhatIsNewInItKeepsNothingThatWasDeletedThere() throws InterruptedException {
        write(one, "c/known", "known");
        inStep(one, two);
        server.remove(path("c"));
        server.store(path("c"), world.written("a file now"));
        write(one, "c/new", "new");
        pass(one);
        pass(one);
        inStep(one, two);
        assertEquals("a file now", on(one).get("c"));
        assertTrue(on(one).containsValue("new"), on(one).toString());
        assertTrue(!on(one).containsValue("known"), on(one).toString());
        assertEquals(on(one), on(two));
    }

    /** What was sent unheard under its old name is no edit of somebody else's under the new one. */
    @Test
    void whatHasAnotherNameSinceAnUnansweredEditStaysAsItIs() throws InterruptedException {
        startWith(Temper.APACHE, PLAIN, PLAIN);
        write(one, "a.txt", "old");
        inStep(one, one);
        write(one, "a.txt", "new!");
        one.remote.line.loseNextAnswer = true;
        one.pass(Answer.DELETE);
        one.disk.remove(RelativePath.of("a.txt"));
        write(one, "e.txt", "old");
        inStep(one, one);
        assertEquals("old", on(one).get("e.txt"), on(one).toString());
        assertEquals(on(one), onServer());
    }
}
