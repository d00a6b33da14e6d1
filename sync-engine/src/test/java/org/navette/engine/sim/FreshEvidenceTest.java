// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.navette.engine.evidence.RemoteGate;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** Nothing is deleted by what was seen a while ago, or while its content has a new place that has not arrived. */
@ExtendWith(QuietEngine.class)
class FreshEvidenceTest extends TwoDevices {
    private static RelativePath path(String value) {
        return RelativePath.of(value);
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFileRestoredFromTheBinInMidPassIsNotDeletedOnTheServer(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "a", "a");
        write(one, "b", "b");
        inStep(one, two);
        SimDisk.Inode binned = Objects.requireNonNull(one.disk.find(path("a")));
        one.disk.remove(path("a"));
        one.remote.before.put("PROPFIND", () -> one.disk.put(path("a"), binned));
        pass(one);
        if (one.remote.before.remove("PROPFIND") != null) {
            // Here everything is listed at once, before the disk is looked at.
            return;
        }
        inStep(one, two, one);
        assertEquals(Map.of("a", "a", "b", "b"), onServer());
        assertEquals(onServer(), on(one));
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFolderRestoredFromTheBinWhileItIsMovedAsideIsPutBack(Temper temper) throws InterruptedException {
        for (String moment : List.of("PROPFIND", "MOVE")) {
            startWith(temper, PLAIN, PLAIN);
            write(one, "d/a", "a");
            write(one, "d/deep/b", "b");
            write(one, "c", "c");
            inStep(one, two);
            Map<RelativePath, SimDisk.Inode> binned = new TreeMap<>(one.disk.inodes);
            binned.keySet().removeIf(entry -> !entry.isAtOrBelow(path("d")));
            one.disk.remove(path("d"));
            one.remote.before.put(moment, () -> binned.forEach(one.disk::put));
            pass(one);
            if (one.remote.before.remove(moment) != null) {
                // Here collections are not moved aside.
                continue;
            }
            pass(one);
            inStep(one, two, one);
            assertEquals(Map.of("c", "c", "d", "/", "d/a", "a", "d/deep", "/", "d/deep/b", "b"), onServer(), moment);
            assertEquals(onServer(), on(one), moment);
        }
    }

    static Stream<Failure> refusals() {
        return Stream.of(
                new Failure.Forbidden(),
                new Failure.Refused(400),
                new Failure.Refused(415),
                new Failure.Refused(422),
                new Failure.Refused(500),
                new Failure.QuotaExceeded(),
                new Failure.Locked(),
                new Failure.Missing());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRenameToANameThatTheServerRefusesDeletesNothing(Failure refusal) throws InterruptedException {
        write(one, "a", "a");
        write(one, "d/b", "b");
        write(one, "d/deep/c", "c");
        inStep(one, two);
        server.refusal = Optional.of(refusal);
        one.disk.move(path("a"), path("a.refused"));
        one.disk.move(path("d"), path("e.refused"));
        for (int i = 0; i < 3; i++) {
            pass(one);
            pass(two);
        }
        assertEquals(Map.of("a", "a", "d", "/", "d/b", "b", "d/deep", "/", "d/deep/c", "c"), onServer());
        assertEquals(onServer(), on(two));
        server.refusal = Optional.empty();
        pass(one);
        inStep(one, two, one);
        assertEquals(
                Map.of(
                        "a.refused",
                        "a",
                        "e.refused",
                        "/",
                        "e.refused/b",
                        "b",
                        "e.refused/deep",
                        "/",
                        "e.refused/deep/c",
                        "c"),
                onServer());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatWasMovedIntoAFolderThatTheServerRefusesStaysWhereItWasThere(Failure refusal) throws InterruptedException {
        write(one, "a", "a");
        write(one, "b", "b");
        inStep(one, two);
        server.refusal = Optional.of(refusal);
        one.disk.makeFolders(path("new.refused/deep"));
        one.disk.move(path("a"), path("new.refused/deep/a"));
        one.disk.remove(path("b"));
        write(one, "new.refused/copy", "b");
        pass(one);
        pass(one);
        pass(two);
        assertEquals(Map.of("a", "a", "b", "b"), onServer());
        assertEquals(onServer(), on(two));
    }

    @Test
    void aRenameAndAnEditUnderANameThatTheServerRefusesDeletesNothing() throws InterruptedException {
        write(one, "a", "a");
        inStep(one, two);
        server.refusal = Optional.of(new Failure.Refused(400));
        one.disk.move(path("a"), path("a.refused"));
        one.disk.write(path("a.refused"), world.written("edited in place, and longer"));
        pass(one);
        pass(one);
        assertEquals(Map.of("a", "a"), onServer());
    }

    /** A watcher may tell of the old name alone. */
    @Test
    void aPassAtTheOldNameAloneDeletesNothingWhileTheNewOneIsRefused() throws InterruptedException {
        write(one, "x/a", "a");
        write(one, "y/b", "b");
        inStep(one, two);
        server.refusal = Optional.of(new Failure.Forbidden());
        one.disk.move(path("x/a"), path("y/a.refused"));
        world.pass(70_000);
        PassResult result = one.pass(PassOptions.USUAL.in(Set.of(path("x/a"))));
        assertEquals(List.of(new Failure.NewPlaceNotSent("y/a.refused")), failures(result));
        assertEquals("a", onServer().get("x/a"));
    }

    private static List<Failure> failures(PassResult result) {
        return result.problems().stream().map(problem -> problem.failure()).toList();
    }

    @Test
    void aRenameOnTheServerToANameThatCannotBeHeldHereTakesNothingAwayHere() throws InterruptedException {
        DiskKind windows = new DiskKind(1, new DiskTraits(true, false, true, 255), true, 0);
        startWith(Temper.APACHE, PLAIN, windows);
        write(one, "a.txt", "a");
        write(one, "d/b.txt", "b");
        inStep(one, two);
        one.disk.move(path("a.txt"), path("a:1.txt"));
        one.disk.move(path("d/b.txt"), path("d/con.txt"));
        inStep(one);
        pass(two);
        pass(two);
        assertEquals(Map.of("a.txt", "a", "d", "/", "d/b.txt", "b"), on(two));
        assertEquals(List.of(), two.disk.versions);
    }

    @Test
    void aRenameOnTheServerThatCannotBeReceivedTakesNothingAwayHere() throws InterruptedException {
        write(one, "a", "long enough to matter");
        inStep(one, two);
        server.move(path("a"), path("b"));
        for (int i = 0; i < 2; i++) {
            two.remote.refuseNextGet = true;
            pass(two);
            assertEquals(Map.of("a", "long enough to matter"), on(two));
        }
        inStep(two);
        assertEquals(Map.of("b", "long enough to matter"), on(two));
    }

    static Stream<Failure> definiteRefusals() {
        return refusals().filter(refusal -> !refusal.equals(new Failure.Refused(500)));
    }

    /** A note of an upload that was refused for certain explains nothing that somebody puts there later. */
    @ParameterizedTest
    @MethodSource("definiteRefusals")
    void whatSomebodyPutsThereAfterARefusalIsTheirs(Failure refusal) throws InterruptedException {
        write(one, "b", "b");
        inStep(one, two);
        server.refusal = Optional.of(refusal);
        write(one, "a.refused", "a");
        // A folder that cannot be looked at keeps a pass from being without problems.
        write(one, "closed/c", "c");
        one.disk.unreadable.add(path("closed"));
        pass(one);
        assertEquals(List.of(), one.journal.attempts(Intent.SEND, path("a.refused")), "a refusal is an outcome");
        server.refusal = Optional.empty();
        one.disk.remove(path("a.refused"));
        server.write(path("a.refused"), world.written("a"));
        pass(one);
        pass(two);
        assertEquals("a", onServer().get("a.refused"));
        assertEquals("a", on(one).get("a.refused"));
        assertEquals("a", on(two).get("a.refused"));
    }

    /** Of what got no answer nobody can tell whose it is: it comes back rather than goes. */
    @ParameterizedTest
    @EnumSource(Temper.class)
    void whatWasSentWithoutAnAnswerAndDeletedHereComesBack(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "b", "b");
        inStep(one, two);
        write(one, "a", "a");
        one.remote.line.loseNextAnswer = true;
        pass(one);
        one.disk.remove(path("a"));
        server.write(path("a"), world.written("a"));
        pass(one);
        inStep(one, two, one);
        assertEquals(Map.of("a", "a", "b", "b"), onServer());
        assertEquals(onServer(), on(one));
    }

    /** The same words again, long after: not what we sent, and not to be replaced by what was edited here meanwhile. */
    @Test
    void theSameContentWrittenLongAfterAnUnansweredUploadIsSomebodysOwn() throws InterruptedException {
        write(one, "b", "b");
        inStep(one, two);
        write(one, "a", "a");
        one.remote.writes.cutNextBody = true;
        pass(one);
        write(one, "a", "edited here");
        world.pass(3_600_000);
        server.write(path("a"), world.written("a"));
        pass(one);
        pass(one);
        inStep(one, two);
        assertTrue(onServer().containsValue("a"), onServer().toString());
        assertTrue(onServer().containsValue("edited here"), onServer().toString());
    }

    /** Written again just as it was, after it was deleted here: the deletion does not reach that. */
    @ParameterizedTest
    @EnumSource(Temper.class)
    void whatSomebodyWritesAgainJustAsItWasIsNotDeleted(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        write(one, "a", "a");
        write(one, "b", "b");
        inStep(one, two);
        world.pass(70_000);
        one.disk.remove(path("a"));
        server.write(path("a"), world.written("a"));
        pass(one);
        inStep(one, two, one);
        assertEquals(Map.of("a", "a", "b", "b"), onServer());
    }

    /** What was looked at before a long upload says nothing any more once that is through. */
    @ParameterizedTest
    @EnumSource(Temper.class)
    void whatSomebodyPutsThereDuringAnUploadIsNeverReplaced(Temper temper) throws InterruptedException {
        for (String content : List.of("ours", "ours, so long that it goes in several pieces")) {
            startWith(temper, PLAIN, PLAIN);
            server.movesOver = true;
            write(one, "b", "b");
            inStep(one, two);
            write(one, "a", content);
            one.remote.before.put("PUT", () -> server.write(path("a"), world.written("theirs")));
            pass(one);
            pass(one);
            pass(two);
            assertTrue(onServer().containsValue("theirs"), onServer().toString());
            assertTrue(onServer().containsValue(content), onServer().toString());
        }
    }

    /** A LOCK that makes an empty file is undone; a person's own empty file is not, whatever the server says it has made. */
    @Test
    void anEmptyDocumentThatWasThereBeforeItsLockStays() throws StoreException {
        write(one, "b", "b");
        server.store(path("empty.txt"), new byte[0]);
        RemoteState before = one.remote.look(path("empty.txt")).orElseThrow();
        Lock lock = one.remote.lock(path("empty.txt"));
        assertFalse(RemoteGate.deleteMadeByLock(one.remote, lock, before));
        assertTrue(server.entries.containsKey(path("empty.txt")));
        world.pass(3_000);
        server.store(path("empty.txt"), new byte[0]);
        assertTrue(RemoteGate.deleteMadeByLock(one.remote, lock, before));
        assertFalse(server.entries.containsKey(path("empty.txt")));
    }
}
