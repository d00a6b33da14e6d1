// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.navette.app.view.TextDiff.Kind;
import org.navette.app.view.TextDiff.Line;

class TextDiffTest {
    @Test
    void linesStandBesideTheirLikes() {
        assertEquals(
                List.of(
                        new Line(Kind.SAME, "<a> & b", "<a> & b"),
                        new Line(Kind.CHANGED, "two", "2"),
                        new Line(Kind.SAME, "three", "three"),
                        new Line(Kind.ONLY_RIGHT, "", "four")),
                TextDiff.of(List.of("<a> & b", "two", "three"), List.of("<a> & b", "2", "three", "four")));
        assertEquals(List.of(new Line(Kind.ONLY_LEFT, "x", "")), TextDiff.of(List.of("x"), List.of()));
    }
}
