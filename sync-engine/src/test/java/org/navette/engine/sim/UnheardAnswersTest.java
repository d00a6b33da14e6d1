// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.engine.pass.PassResult;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.tree.RelativePath;

/** One person alone goes on working after an answer of the server was lost: nothing comes back, and nothing is a conflict. */
@ExtendWith(QuietEngine.class)
class UnheardAnswersTest extends TwoDevices {
    private void startAt(Temper temper, ServerSpellings spellings) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        server.spellings = spellings;
        write(one, "other", "other");
        inStep(one);
    }

    private void answerToTheNextWriteIsLost() throws InterruptedException {
        world.pass(70_000);
        one.remote.line.loseNextAnswer = true;
        PassResult result = one.pass(Answer.DELETE);
        assertTrue(result.halted().isPresent(), result.toString());
    }

    private void everywhere(Map<String, String> tree) throws InterruptedException {
        inStep(one, two, one);
        assertEquals(tree, on(one));
        assertEquals(tree, on(two));
        assertEquals(tree, onServer());
    }

    private void makeFolderUnheard(String folder) throws InterruptedException {
        one.disk.makeFolders(RelativePath.of(folder));
        answerToTheNextWriteIsLost();
        assertTrue(onServer().containsKey("d"), onServer().toString());
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFolderThatBecomesAFileIsNoConflict(Temper temper) throws InterruptedException {
        startAt(temper, ServerSpellings.EXACT);
        makeFolderUnheard("d/inner");
        one.disk.remove(RelativePath.of("d"));
        write(one, "d", "a file by now");
        everywhere(Map.of("d", "a file by now", "other", "other"));
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFolderThatIsDeletedDoesNotComeBack(Temper temper) throws InterruptedException {
        startAt(temper, ServerSpellings.EXACT);
        makeFolderUnheard("d");
        one.disk.remove(RelativePath.of("d"));
        everywhere(Map.of("other", "other"));
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFolderThatIsRenamedHasOneName(Temper temper) throws InterruptedException {
        startAt(temper, ServerSpellings.EXACT);
        makeFolderUnheard("d");
        one.disk.rename(RelativePath.of("d"), RelativePath.of("e"));
        everywhere(Map.of("e", "/", "other", "other"));
    }

    /** What somebody else has put into it since is theirs. */
    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFolderThatIsDeletedStaysForWhatSomebodyPutIntoIt(Temper temper) throws InterruptedException {
        startAt(temper, ServerSpellings.EXACT);
        makeFolderUnheard("d");
        one.disk.remove(RelativePath.of("d"));
        server.store(RelativePath.of("d/new"), world.written("new there"));
        everywhere(Map.of("d", "/", "d/new", "new there", "other", "other"));
    }

    @ParameterizedTest
    @CsvSource({"APACHE, PUT", "TOMCAT, MOVE", "NEXTCLOUD, PUT"})
    void anUploadThatIsRespelledAndEditedIsNoConflictWhereTheServerSeesNoDifference(Temper temper, String last)
            throws InterruptedException {
        startAt(temper, ServerSpellings.CASE_BLIND);
        write(one, "a.txt", "first");
        sendUnheard("a.txt", last);
        one.disk.rename(RelativePath.of("a.txt"), RelativePath.of("A.TXT"));
        write(one, "A.TXT", "second");
        inStep(one, two, one);
        assertEquals(Map.of("A.TXT", "second", "other", "other"), on(one));
        assertEquals(2, onServer().size(), onServer().toString());
        assertTrue(onServer().containsValue("second"), onServer().toString());
    }

    @ParameterizedTest
    @CsvSource({"APACHE, PUT", "LIGHTTPD, PUT", "NEXTCLOUD, PUT"})
    void anUploadThatIsEditedInAFolderThatHasMovedIsNoConflict(Temper temper, String last) throws InterruptedException {
        startAt(temper, ServerSpellings.EXACT);
        write(one, "d/known", "known");
        inStep(one);
        write(one, "d/a.txt", "first");
        sendUnheard("d/a.txt", last);
        one.disk.rename(RelativePath.of("d"), RelativePath.of("e"));
        write(one, "e/a.txt", "second");
        everywhere(Map.of("e", "/", "e/known", "known", "e/a.txt", "second", "other", "other"));
    }

    /** @param last the request that gives an upload its name on this server */
    private void sendUnheard(String path, String last) throws InterruptedException {
        one.remote.before.put(last, () -> one.remote.line.loseNextAnswer = true);
        world.pass(70_000);
        PassResult result = one.pass(Answer.DELETE);
        one.remote.before.clear();
        assertTrue(result.halted().isPresent(), result.toString());
        assertTrue(onServer().containsKey(path), onServer().toString());
    }

    @Test
    void aFolderThatWasNeverMadeThereIsNew() throws InterruptedException {
        startAt(Temper.APACHE, ServerSpellings.EXACT);
        makeFolderUnheard("d");
        server.remove(RelativePath.of("d"));
        everywhere(Map.of("d", "/", "other", "other"));
    }
}
