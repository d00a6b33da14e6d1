// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.nio.file.Path;
import org.navette.engine.journal.SqliteLibrary;
import org.navette.engine.journal.SqliteRecords;
import org.navette.engine.port.Records;
import org.navette.engine.port.StoreException;

/** Where the records of one home are. */
public final class RecordsFile {
    private RecordsFile() {}

    /** @throws StoreException if nothing can be kept there */
    public static Records open(Path home) throws StoreException {
        SqliteLibrary.keepIn(home);
        return SqliteRecords.open(home.resolve("records.db"));
    }
}
