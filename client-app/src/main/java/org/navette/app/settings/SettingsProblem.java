// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * Something in a settings file that cannot be what was meant.
 *
 * @param line from 1; 0 if it is about the file as a whole
 * @param message the key of the sentence
 * @param values what goes into it
 */
public record SettingsProblem(Path file, int line, String message, List<String> values) {
    public SettingsProblem {
        values = List.copyOf(values);
    }

    /** The settings cannot be used. */
    public static final class Found extends Exception {
        private final List<SettingsProblem> complaints;

        Found(List<SettingsProblem> complaints) {
            super(complaints.toString());
            this.complaints = List.copyOf(complaints);
        }

        public List<SettingsProblem> complaints() {
            return complaints;
        }
    }
}
