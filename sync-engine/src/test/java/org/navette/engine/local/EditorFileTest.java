// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.engine.tree.RelativePath;

class EditorFileTest {
    @ParameterizedTest
    @CsvSource({
        ".~lock.Budget été.ods#, Budget été.ods",
        ".~lock.a#b.odt#, a#b.odt",
        "~$Budget.xlsx, Budget.xlsx",
        "~$tter.docx, Letter.docx",
        "~$nutes.docx, Minutes.docx",
        ".~lock.gone.ods#,",
        "~$gone.docx,",
        "~$x.docx,",
        "notes.txt,",
    })
    void theDocumentIsFound(String name, String document) {
        Set<String> siblings = Set.of(
                name, "Budget été.ods", "a#b.odt", "Budget.xlsx", "Letter.docx", "Minutes.docx", "ax.docx", "bx.docx");
        assertEquals(
                Optional.ofNullable(document).map(RelativePath.of("Asso")::child),
                EditorFile.document(RelativePath.of("Asso/" + name), siblings));
    }

    @Test
    void otherFilesAreNone() {
        assertFalse(EditorFile.isOne(RelativePath.of("Budget.ods")));
        assertFalse(EditorFile.isOne(RelativePath.of(".~lock.odd")));
        assertFalse(EditorFile.isOne(RelativePath.ROOT));
    }
}
