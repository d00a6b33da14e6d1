// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sync;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.SyncedState;

/**
 * What changed here and is not on the server yet.
 *
 * @param changes files that are new, changed or gone
 * @param bytes what of it is to be sent
 */
public record Waiting(int changes, long bytes) {
    public static final Waiting NOTHING = new Waiting(0, 0);

    Waiting plus(Waiting other) {
        return new Waiting(changes + other.changes, bytes + other.bytes);
    }

    /** Counts by stamps alone, without the server and without reading a file. */
    static Waiting count(LocalStore local, Journal journal, IgnoreRules ignored, RelativePath folder)
            throws StoreException {
        Map<String, LocalState> here = local.list(folder).children();
        SortedMap<String, SyncedState> known = journal.children(folder);
        Set<String> names = new TreeSet<>(here.keySet());
        names.addAll(known.keySet());
        Waiting sum = NOTHING;
        for (String name : names) {
            RelativePath path = folder.child(name);
            LocalState now = here.get(name);
            SyncedState base = known.get(name);
            boolean isFolder = now == null ? base != null && !base.isFile() : !now.isFile();
            if (ignored.isIgnored(path, isFolder)) {
                continue;
            }
            if (isFolder) {
                sum = sum.plus(now == null ? gone(journal, path) : count(local, journal, ignored, path));
            } else if (now == null) {
                sum = sum.plus(new Waiting(1, 0));
            } else if (base == null
                    || !base.isFile()
                    || !base.local().filter(now.stamp()::equals).isPresent()) {
                sum = sum.plus(new Waiting(1, now.stamp().size()));
            }
        }
        return sum;
    }

    private static Waiting gone(Journal journal, RelativePath folder) throws StoreException {
        Waiting sum = NOTHING;
        for (Map.Entry<String, SyncedState> child : journal.children(folder).entrySet()) {
            sum = sum.plus(child.getValue().isFile() ? new Waiting(1, 0) : gone(journal, folder.child(child.getKey())));
        }
        return sum;
    }
}
