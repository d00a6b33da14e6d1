// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.navette.engine.evidence.Ports;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.RecordedConflict;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a walk sees of conflicts, at no cost but the names: a copy that another computer has made, or an older Navette, is recorded when its
 * name is first seen, and one that is gone or has another name is forgotten, whoever resolved it.
 */
final class SeenConflicts {
    private static final Logger LOG = LoggerFactory.getLogger(SeenConflicts.class);

    private final Journal journal;
    private final LocalStore local;
    /** Copies by the folder they are in. */
    private final SetMultimap<RelativePath, RelativePath> recorded = HashMultimap.create();

    private final Map<RelativePath, RecordedConflict> found = new TreeMap<>();
    private final Set<RelativePath> gone = new TreeSet<>();
    private final Set<RelativePath> looked = new HashSet<>();

    private SeenConflicts(Ports ports) {
        this.journal = ports.journal();
        this.local = ports.local();
    }

    static SeenConflicts of(Ports ports) throws StoreException {
        SeenConflicts conflicts = new SeenConflicts(ports);
        for (RecordedConflict conflict : ports.journal().conflicts().all()) {
            conflicts.recorded.put(conflict.copy().folder(), conflict.copy());
        }
        return conflicts;
    }

    /** A folder that is here, as it was listed. */
    synchronized void look(RelativePath folder, LocalStore.Listing here) {
        for (String name : here.children().keySet()) {
            ConflictNames.read(folder.child(name))
                    .filter(conflict -> !recorded.containsEntry(folder, conflict.copy()))
                    .ifPresent(conflict -> found.put(conflict.copy(), conflict));
        }
        looked.add(folder);
        for (RelativePath copy : recorded.get(folder)) {
            boolean there = here.children().containsKey(copy.name())
                    || here.problems().stream()
                            .anyMatch(problem -> problem.where().equals(copy.value()));
            if (!there) {
                gone.add(copy);
            }
        }
    }

    /**
     * Brings the journal up to date. Durable when this returns.
     *
     * @param scope what the walk was to look at: a copy in it whose folder it did not come to is looked for
     */
    synchronized void save(Scope scope) throws StoreException {
        for (RelativePath copy : recorded.values()) {
            if (!looked.contains(copy.folder()) && scope.covers(copy) && isGone(copy)) {
                gone.add(copy);
            }
        }
        if (gone.isEmpty() && found.isEmpty()) {
            return;
        }
        for (RelativePath copy : gone) {
            journal.conflicts().forget(copy);
        }
        for (RecordedConflict conflict : found.values()) {
            journal.conflicts().record(conflict);
        }
        journal.commit();
        gone.clear();
        found.clear();
    }

    private boolean isGone(RelativePath copy) {
        try {
            return local.look(copy).isEmpty();
        } catch (StoreException e) {
            LOG.debug("{} cannot be looked at now", copy, e);
            return false;
        }
    }
}
