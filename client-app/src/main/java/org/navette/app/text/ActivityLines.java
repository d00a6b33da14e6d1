// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import java.util.Locale;
import org.navette.engine.port.Records.Activity;

/** What was done, a line each. */
public final class ActivityLines {
    private final Messages messages;

    public ActivityLines(Messages messages) {
        this.messages = messages;
    }

    public String of(Activity activity) {
        if (activity.what().equals("problem")) {
            return messages.text("problem", activity.path(), activity.detail());
        }
        if (activity.what().equals("locked")) {
            return new StateSentences(messages).lockedBy(activity.path(), activity.detail());
        }
        String key = "deed." + activity.what().toUpperCase(Locale.ROOT).replace('-', '_');
        return messages.text(key, activity.path(), activity.other());
    }
}
