// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import org.navette.app.text.Messages;

/** Whether this session can hold the names files have. */
final class NamesOfSession {
    private NamesOfSession() {}

    /**
     * Without UTF-8 Java reads names it cannot write, and would take their files for missing.
     *
     * @throws UsageException if it can't
     */
    static void requireUtf8(Messages messages) throws UsageException {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        if (!windows && !encoding.equalsIgnoreCase("UTF-8")) {
            throw new UsageException(messages.text("names.encoding", encoding), null);
        }
    }
}
