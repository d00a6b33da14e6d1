// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.List;
import java.util.function.Function;

/** Two texts side by side, line by line. */
public final class TextDiff {
    /** What a line is on both sides. */
    public enum Kind {
        SAME,
        CHANGED,
        ONLY_LEFT,
        ONLY_RIGHT
    }

    /** A line; empty on a side that has none. */
    public record Line(Kind kind, String left, String right) {}

    private TextDiff() {}

    public static List<Line> of(List<String> left, List<String> right) {
        DiffRowGenerator rows = DiffRowGenerator.create()
                .showInlineDiffs(false)
                .lineNormalizer(Function.identity())
                .build();
        return rows.generateDiffRows(left, right).stream()
                .map(row -> new Line(kind(row.getTag()), row.getOldLine(), row.getNewLine()))
                .toList();
    }

    private static Kind kind(DiffRow.Tag tag) {
        return switch (tag) {
            case EQUAL -> Kind.SAME;
            case CHANGE -> Kind.CHANGED;
            case DELETE -> Kind.ONLY_LEFT;
            case INSERT -> Kind.ONLY_RIGHT;
        };
    }
}
