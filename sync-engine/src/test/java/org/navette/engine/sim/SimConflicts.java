// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.navette.engine.port.ConflictRecords;
import org.navette.engine.port.RecordedConflict;
import org.navette.engine.tree.RelativePath;

/** Conflicts in memory; a copy of it is what a crash leaves. */
final class SimConflicts implements ConflictRecords {
    private final SortedMap<RelativePath, RecordedConflict> conflicts = new TreeMap<>();

    SimConflicts copy() {
        SimConflicts copy = new SimConflicts();
        copy.conflicts.putAll(conflicts);
        return copy;
    }

    @Override
    public List<RecordedConflict> all() {
        return List.copyOf(conflicts.values());
    }

    @Override
    public void record(RecordedConflict conflict) {
        conflicts.putIfAbsent(conflict.copy(), conflict);
    }

    @Override
    public void forget(RelativePath copy) {
        conflicts.remove(copy);
    }
}
