// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import java.util.List;
import java.util.stream.Collectors;
import org.navette.app.settings.SettingsProblem;

/** What is wrong with the settings, a line each. */
public final class SettingsProblemSentences {
    private final Messages messages;

    public SettingsProblemSentences(Messages messages) {
        this.messages = messages;
    }

    public String of(List<SettingsProblem> complaints) {
        return complaints.stream().map(this::of).collect(Collectors.joining("\n"));
    }

    private String of(SettingsProblem complaint) {
        String what = messages.text(complaint.message(), complaint.values().toArray());
        return complaint.line() > 0
                ? messages.text(
                        "settings.complaint", complaint.file().toString(), String.valueOf(complaint.line()), what)
                : messages.text("settings.complaintOfFile", complaint.file().toString(), what);
    }
}
