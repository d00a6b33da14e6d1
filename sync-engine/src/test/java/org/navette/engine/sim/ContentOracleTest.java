// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navette.engine.tree.RelativePath;

/** What the oracle takes for lost, and what for a person's own will. */
class ContentOracleTest {
    private static final RelativePath A = RelativePath.of("a");
    private static final RelativePath B = RelativePath.of("b");

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
}
