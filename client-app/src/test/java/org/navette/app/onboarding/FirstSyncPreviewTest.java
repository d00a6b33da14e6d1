// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navette.engine.tree.RelativePath;

class FirstSyncPreviewTest {
    private static final RelativePath A = RelativePath.of("a");
    private static final RelativePath B = RelativePath.of("b");
    private static final RelativePath C = RelativePath.of("c/d");

    @Test
    void whatIsOnOneSideGoesToTheOtherAndTheRestIsCompared() {
        assertEquals(
                new FirstSyncPreview(1, 5, 1, 7, 1), FirstSyncPreview.of(Map.of(A, 5L, B, 3L), Map.of(B, 4L, C, 7L)));
        assertEquals(new FirstSyncPreview(0, 0, 0, 0, 0), FirstSyncPreview.of(Map.of(), Map.of()));
    }
}
