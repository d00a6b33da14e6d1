// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.Problem;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.SyncedState;

/**
 * Folders below the root on which another disk is mounted, or was when they were last seen. Such a disk is not synced; taken
 * out, it leaves an empty folder or none, and what the journal knows from there is not known to be gone. A mount point in
 * which there is something is an ordinary folder again, of which the journal knows nothing: it is compared anew.
 */
final class NestedDisks {
    private static final String FACT = "local.nested-disks";
    /** No path has an empty name. */
    private static final String BETWEEN = "//";

    private final Journal journal;
    private final LocalStore local;
    /**
     * What was found in one folder.
     *
     * @param away names where a disk is not mounted now
     * @param ordinary names of what is an ordinary folder again, once {@link #save} has made the journal forget it
     */
    record Found(Set<String> away, Set<String> ordinary) {}

    private final Set<RelativePath> mountPoints = new TreeSet<>();
    private final Set<RelativePath> forgotten = new TreeSet<>();
    /** Whether this journal was kept by a Navette that synced other disks like folders. */
    private final boolean fresh;

    private boolean changed;

    private NestedDisks(Journal journal, LocalStore local, Optional<String> noted) {
        this.journal = journal;
        this.local = local;
        this.fresh = noted.isEmpty();
        this.changed = fresh;
        Splitter.on(BETWEEN)
                .omitEmptyStrings()
                .split(noted.orElse(""))
                .forEach(path -> mountPoints.add(RelativePath.of(path)));
    }

    static NestedDisks of(LocalStore local, Journal journal) throws StoreException {
        return new NestedDisks(journal, local, journal.fact(FACT));
    }

    /**
     * Names in a folder about which nothing may be concluded in this round.
     *
     * @param here the folder as it is now; empty if it is gone
     * @param known what the journal has of it
     */
    Found look(RelativePath folder, LocalStore.Listing here, SortedMap<String, SyncedState> known)
            throws StoreException {
        Set<String> mounted = new HashSet<>();
        for (Problem problem : here.problems()) {
            if (problem.failure() instanceof Failure.OnAnotherDisk) {
                RelativePath path = RelativePath.of(problem.where());
                mounted.add(path.name());
                note(path);
            }
        }
        Set<String> away = new HashSet<>();
        Set<String> ordinary = new HashSet<>();
        Set<String> asked = noted(folder);
        if (fresh) {
            asked.addAll(fromOtherDisks(known));
        }
        asked.removeAll(mounted);
        for (String name : asked) {
            RelativePath path = folder.child(name);
            LocalState state = here.children().get(name);
            boolean empty = state == null ? known.containsKey(name) : !state.isFile() && isEmpty(path);
            boolean missed = !known.containsKey(name) || !journal.children(path).isEmpty();
            if (empty && missed) {
                away.add(name);
                note(path);
            } else {
                if (known.containsKey(name)) {
                    ordinary.add(name);
                }
                forget(path);
            }
        }
        return new Found(away, ordinary);
    }

    /** Before there were notes of it, the journal has the disk of each folder: one that nothing beside it is on. */
    private Set<String> fromOtherDisks(SortedMap<String, SyncedState> known) throws StoreException {
        Optional<String> ours =
                local.look(RelativePath.ROOT).flatMap(root -> root.stamp().device());
        Set<String> names = new HashSet<>();
        if (ours.isEmpty()) {
            return names;
        }
        for (Map.Entry<String, SyncedState> entry : known.entrySet()) {
            Optional<String> its = entry.getValue().local().flatMap(LocalStamp::device);
            boolean alone = known.size() > 1
                    && known.entrySet().stream()
                            .filter(other -> !other.getKey().equals(entry.getKey()))
                            .noneMatch(other -> other.getValue()
                                    .local()
                                    .flatMap(LocalStamp::device)
                                    .equals(its));
            if (!entry.getValue().isFile() && its.isPresent() && !its.equals(ours) && alone) {
                names.add(entry.getKey());
            }
        }
        return names;
    }

    private boolean isEmpty(RelativePath folder) throws StoreException {
        LocalStore.Listing inside = local.list(folder);
        return inside.children().isEmpty() && inside.problems().isEmpty();
    }

    private synchronized Set<String> noted(RelativePath folder) {
        Set<String> names = new HashSet<>();
        mountPoints.stream().filter(path -> path.folder().equals(folder)).forEach(path -> names.add(path.name()));
        return names;
    }

    private synchronized void note(RelativePath path) {
        changed |= mountPoints.add(path);
    }

    private synchronized void forget(RelativePath path) {
        mountPoints.remove(path);
        forgotten.add(path);
        changed = true;
    }

    /** Durable when this returns. */
    synchronized void save() throws StoreException {
        if (changed) {
            for (RelativePath path : forgotten) {
                journal.remove(path);
            }
            forgotten.clear();
            journal.note(Map.of(FACT, Joiner.on(BETWEEN).join(mountPoints)));
            journal.commit();
            changed = false;
        }
    }
}
