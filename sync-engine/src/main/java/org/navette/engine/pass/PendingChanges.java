// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.SyncedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changed here and is not on the server yet.
 *
 * @param changes files that are new, changed or gone
 * @param bytes what of it is to be sent
 */
public record PendingChanges(int changes, long bytes) {
    private static final Logger LOG = LoggerFactory.getLogger(PendingChanges.class);
    public static final PendingChanges NOTHING = new PendingChanges(0, 0);

    /** Counts by stamps alone, without the server and without reading a file. */
    static PendingChanges count(LocalStore local, Journal journal, IgnoreRules ignored, RelativePath root)
            throws StoreException {
        int changes = 0;
        long bytes = 0;
        Deque<RelativePath> folders = new ArrayDeque<>(List.of(root));
        while (!folders.isEmpty()) {
            RelativePath folder = folders.pop();
            Optional<Map<String, LocalState>> listed = list(local, folder);
            if (listed.isEmpty()) {
                continue;
            }
            Map<String, LocalState> here = listed.get();
            SortedMap<String, SyncedState> known = journal.children(folder);
            Set<String> names = new TreeSet<>(here.keySet());
            names.addAll(known.keySet());
            for (String name : names) {
                RelativePath path = folder.child(name);
                LocalState now = here.get(name);
                SyncedState base = known.get(name);
                boolean isFolder = now == null ? base != null && !base.isFile() : !now.isFile();
                if (ignored.isIgnored(path, isFolder)) {
                    continue;
                }
                if (isFolder) {
                    if (path.depth() < TreeWalk.MOST_DEPTH) {
                        folders.push(path);
                    }
                } else if (now == null) {
                    changes++;
                } else if (base == null
                        || !base.isFile()
                        || !base.local().filter(now.stamp()::equals).isPresent()) {
                    changes++;
                    bytes += now.stamp().size();
                }
            }
        }
        return new PendingChanges(changes, bytes);
    }

    /** Nothing is in a folder that is gone; absent for one that cannot be looked at. */
    private static Optional<Map<String, LocalState>> list(LocalStore local, RelativePath folder) throws StoreException {
        try {
            return Optional.of(local.list(folder).children());
        } catch (StoreException e) {
            if (folder.isRoot() || e.failure().isWhole()) {
                throw e;
            }
            LOG.debug("{} can't be looked at", folder, e);
            return e.failure() instanceof Failure.Missing ? Optional.of(Map.of()) : Optional.empty();
        }
    }
}
