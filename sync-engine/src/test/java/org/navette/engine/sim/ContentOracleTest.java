// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navette.engine.tree.RelativePath;

/** What the oracle takes for lost, and what for a person's own will. */
class ContentOracleTest {
    private static final RelativePath A = RelativePath.of("a");
    private static final RelativePath B = RelativePath.of("b");
    private static final RelativePath C = RelativePath.of("c");

    private final ContentOracle oracle = new ContentOracle();

    private void written(RelativePath path, String content) {
        oracle.thoughtOf(content);
        oracle.wrote(path, content);
    }

    private List<String> missing(String... visible) {
        return oracle.missing(Set.of(visible), Set.of(), path -> false);
    }

    @Test
    void whatNobodyTookAwayIsLost() {
        written(A, "one");
        assertEquals(1, missing().size());
        assertEquals(List.of(), missing("one"));
    }

    @Test
    void aRenameElsewhereKeepsWhatIsDeletedUnderTheOldName() {
        written(A, "one");
        oracle.renamed(A, B, "one");
        oracle.deleted(A, "one");
        assertEquals(1, missing().size());
    }

    @Test
    void anEditFollowsARenameElsewhere() {
        written(A, "one");
        oracle.renamed(A, B, "one");
        oracle.overwritten(A, "one");
        assertEquals(List.of(), missing());
    }

    /** Respelled, it came from where it came from before. */
    @Test
    void anEditFollowsARenameThatWasRespelledSince() {
        written(A, "one");
        oracle.renamed(A, B, "one");
        oracle.renamed(B, RelativePath.of("B"), "one");
        oracle.overwritten(A, "one");
        assertEquals(List.of(), missing());
    }

    /** An engine takes it to its new spelling by way of a third name. */
    @Test
    void anEditUnderANameThatTheServerIsJustBeingToldIsAnEdit() {
        written(A, "one");
        oracle.nowAt(A, B, "one");
        oracle.overwritten(A, "one");
        assertEquals(1, missing().size());
        oracle.nowAt(B, A, "one");
        assertEquals(List.of(), missing());
    }

    @Test
    void aDeletionMayFollowAFolderThatWasRenamedElsewhere() {
        RelativePath inside = RelativePath.of("d/a");
        written(inside, "one");
        oracle.renamed(inside, RelativePath.of("e/a"), "one", true);
        oracle.deleted(inside, "one");
        assertEquals(List.of(), missing());
    }

    /** A server that lost everything lost the name that was wanted; the person deletes the last file that has it, knowing that. */
    @Test
    void theLastCopyThatAPersonDeletesAfterTheServerWasEmptiedIsNotLost() {
        oracle.copies(content -> 1);
        written(A, "one");
        oracle.renamed(A, B, "one");
        oracle.serverLost("one", true);
        oracle.deleted(A, "one");
        assertEquals(List.of(), missing());
    }

    @Test
    void whereThereWasAnotherCopyAfterTheServerWasEmptiedItIsLost() {
        oracle.copies(content -> 2);
        written(A, "one");
        oracle.renamed(A, B, "one");
        oracle.serverLost("one", true);
        oracle.deleted(A, "one");
        assertEquals(1, missing().size());
    }

    /** Moved away and back by one, and meanwhile renamed and edited by another: nothing there tells that it was ever gone. */
    @Test
    void whatComesBackToAPlaceFromWhichItWasTakenUnseenIsWantedWhereItWasTaken() {
        written(A, "one");
        oracle.renamed(A, B, "one");
        oracle.renamed(A, C, "one");
        oracle.renamed(B, A, "one");
        assertEquals(List.of("lost: one, wanted at [c]"), missing());
        oracle.overwritten(C, "one");
        assertEquals(List.of(), missing());
    }

    /** Without anybody who took it from there, it is wanted where it came back to. */
    @Test
    void whatComesBackToItsPlaceIsWantedThere() {
        written(A, "one");
        oracle.renamed(A, B, "one");
        oracle.renamed(B, A, "one");
        oracle.overwritten(C, "one");
        assertEquals(List.of("lost: one, wanted at [a]"), missing());
    }

    /** Nothing tells it from what the device sent. */
    @Test
    void whatADeviceMayHaveSentAndReplacedSinceIsNoNewWishWhenSomebodyPutsItThere() {
        oracle.unheard((path, content) -> path.equals(A));
        written(A, "one");
        oracle.overwritten(A, "one");
        oracle.put(A, "one");
        assertEquals(List.of(), missing());
    }

    /** No note of an attempt justifies a deletion, nor an edit of anything else. */
    @Test
    void whatADeviceMayHaveSentAndDeletedSinceIsWantedWhenSomebodyPutsItThere() {
        oracle.unheard((path, content) -> path.equals(A));
        written(A, "one");
        oracle.deleted(A, "one");
        oracle.put(A, "one");
        assertEquals(1, missing().size());
        written(A, "two");
        oracle.overwritten(A, "two");
        oracle.put(B, "two");
        assertEquals(2, missing().size());
    }

    @Test
    void whatNoDeviceMayHaveSentIsWantedWhenSomebodyPutsItThere() {
        written(A, "one");
        oracle.overwritten(A, "one");
        oracle.put(A, "one");
        assertEquals(1, missing().size());
    }

    /** It looks like a rename of what was edited elsewhere before. */
    @Test
    void anEditElsewhereMayGoWhereAFileWasCopiedToBeforeItWasDeleted() {
        oracle.server(path -> Optional.of("theirs"));
        copied();
        assertEquals(List.of(), missing());
    }

    @Test
    void aCopyThatWasSentBeforeTheFirstWasDeletedIsWanted() {
        oracle.server(path -> Optional.of("theirs"));
        written(A, "one");
        oracle.wrote(B, "one");
        oracle.bases((path, content) -> true);
        oracle.deleted(A, "one");
        oracle.deletedAfterCopying(A, B, "one");
        assertEquals(1, missing().size());
    }

    @Test
    void aCopyOfWhatNobodyEditedElsewhereIsWanted() {
        oracle.server(path -> path.equals(A) ? Optional.of("one") : Optional.empty());
        copied();
        assertEquals(1, missing().size());
    }

    @Test
    void anEditElsewhereAfterTheFirstFileWasDeletedFollowsIt() {
        oracle.server(path -> path.equals(A) ? Optional.of("one") : Optional.empty());
        copied();
        oracle.overwritten(A, "one");
        assertEquals(List.of(), missing());
    }

    private void copied() {
        written(A, "one");
        oracle.bases((path, content) -> path.equals(A));
        oracle.wrote(B, "one");
        oracle.deleted(A, "one");
        oracle.deletedAfterCopying(A, B, "one");
    }

    /** What the server lost in one place is not what somebody copies to another: that a deletion of the first was agreed to is enough. */
    @Test
    void aCopyThatIsDeletedLeavesWhatTheServerLostWhereItWas() {
        oracle.copies(content -> 2);
        written(A, "one");
        oracle.serverLost("one", true);
        oracle.wrote(B, "one");
        oracle.deleted(B, "one");
        assertEquals(List.of(), inVersionStore("one"));
    }

    @Test
    void aCopyOfWhatTheServerLostIsWantedWhereItIs() {
        written(A, "one");
        oracle.serverLost("one", true);
        oracle.wrote(B, "one");
        assertEquals(1, inVersionStore("one").size());
    }

    private List<String> inVersionStore(String content) {
        return oracle.missing(Set.of(), Set.of(content), path -> false);
    }

    /** On a server, a third name is on the way to another spelling; what a disk here gets is a conflict copy. */
    @Test
    void anEditUnderItsOwnNameGoesOverWhatHasAThirdNameOnTheServerForAMoment() {
        written(A, "one");
        oracle.nowAtOnServer(A, B, "one");
        oracle.overwritten(A, "one");
        assertEquals(List.of(), missing());
        written(A, "two");
        oracle.nowAtOnServer(A, RelativePath.of("d/a"), "two");
        oracle.overwritten(A, "two");
        assertEquals(1, missing().size());
    }
}
