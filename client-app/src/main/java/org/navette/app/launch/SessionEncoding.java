// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.launch;

import java.util.Optional;
import org.navette.app.text.Messages;

/** Whether this session can hold the names that files have. */
public final class SessionEncoding {
    private SessionEncoding() {}

    /**
     * Without UTF-8 Java reads names it cannot write, and would take their files for missing.
     *
     * @return the sentence to show if it can't
     */
    public static Optional<String> problem(Messages messages) {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return windows || encoding.equalsIgnoreCase("UTF-8")
                ? Optional.empty()
                : Optional.of(messages.text("names.encoding", encoding));
    }
}
