// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times in tables: the same in every language, and what options take. */
final class TableTimes {
    static final DateTimeFormatter TABLE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private TableTimes() {}

    static String table(Instant time) {
        return TABLE.format(time.atZone(ZoneId.systemDefault()));
    }
}
