// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.navette.engine.dav.Account;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Reserve;

/**
 * Everything that makes a folder pair.
 *
 * @param home where Navette keeps what it remembers
 * @param root the local folder, as a real path
 * @param reserve what stays free on the disk of the local folder
 * @param leftOut patterns in gitignore's syntax
 */
public record PairSettings(
        Path home,
        Path root,
        Account account,
        List<String> leftOut,
        ConflictNames conflictNames,
        Reserve reserve,
        Clock clock) {
    public PairSettings {
        leftOut = List.copyOf(leftOut);
    }

    /** With what usually stays free. */
    public PairSettings(
            Path home, Path root, Account account, List<String> leftOut, ConflictNames conflictNames, Clock clock) {
        this(home, root, account, leftOut, conflictNames, Reserve.USUAL, clock);
    }

    /** Whether it was ever begun with from this home. */
    public boolean isKnown() {
        return Files.isDirectory(pairFolder());
    }

    /** Where this pair's journal is. */
    Path pairFolder() {
        return PairRegistry.folderOf(home, root, account.address());
    }
}
