// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param measured what Navette did, in words
 * @param against what it is compared with, in words; empty if with nothing
 * @param value the figure that the target speaks of
 * @param target its bound
 * @param atMost whether the value may not be above the bound; otherwise it may not be below it
 * @param unit of both, as {@code "×"} or {@code " s"}
 */
record Line(
        String workload, String measured, String against, double value, double target, boolean atMost, String unit) {
    static Line atMost(String workload, String measured, String against, double value, double target, String unit) {
        return new Line(workload, measured, against, value, target, true, unit);
    }

    static Line atLeast(String workload, String measured, String against, double value, double target, String unit) {
        return new Line(workload, measured, against, value, target, false, unit);
    }

    boolean isMet() {
        return atMost ? value <= target : value >= target;
    }

    String asRow() {
        return String.join(
                " | ",
                "| " + workload,
                measured,
                against,
                figure(value),
                (atMost ? "≤ " : "≥ ") + figure(target),
                (isMet() ? "met" : "**missed**") + " |");
    }

    private String figure(double figure) {
        String plain =
                figure >= 100 ? String.format(Locale.ROOT, "%.0f", figure) : String.format(Locale.ROOT, "%.2f", figure);
        return plain + unit;
    }
}
