// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.Journal;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.SyncedState;

/**
 * What a pass has seen on the server and this computer does not have: new and changed files, and names that cannot exist here. A
 * file that is gone from its old name there may be one of them, and then ours is not taken away before that one has arrived.
 */
public final class UnreceivedFiles {
    private final Map<String, RemoteState> seen = new HashMap<>();
    /** Of those, names that cannot be held here. */
    private final Set<String> unnamed = new HashSet<>();

    public void add(RelativePath path, RemoteState state) {
        seen.put(path.value(), state);
    }

    /** What has a name that cannot be held here. */
    public void addUnnamed(String where, RemoteState state) {
        seen.put(where, state);
        unnamed.add(where);
    }

    /**
     * @param movesShow whether a file that is moved on this server keeps its ETag or its time
     * @param disk how this disk tells names apart
     */
    public Index against(Journal journal, boolean movesShow, DiskTraits disk) {
        return new Index(journal, movesShow, disk);
    }

    /** These, by size. */
    public final class Index {
        private final Journal journal;
        private final boolean movesShow;
        private final DiskTraits disk;
        private final ListMultimap<Long, String> bySize = ArrayListMultimap.create();

        private Index(Journal journal, boolean movesShow, DiskTraits disk) {
            this.journal = journal;
            this.movesShow = movesShow;
            this.disk = disk;
            seen.forEach((where, state) -> {
                if (state.isFile()) {
                    bySize.put(state.size(), where);
                }
            });
        }

        /**
         * Where a file that is gone on the server may stand there now without being here. What is below its own name, or
         * has the name of a folder it was in, can only come once it has gone.
         */
        public Optional<String> of(RelativePath path, SyncedState gone) throws StoreException {
            if (gone.remote().filter(state -> state.size() > 0).isEmpty()) {
                return Optional.empty();
            }
            RemoteState before = gone.remote().get();
            for (String where : bySize.get(before.size())) {
                RemoteState now = seen.get(where);
                if (now != null && !isInTheWay(path, where) && isMaybe(now, before, gone) && !isReceived(where, now)) {
                    return Optional.of(where);
                }
            }
            return Optional.empty();
        }

        /** Whether something can only come to a place once what is here at a path has gone, as this disk sees names. */
        public boolean isInTheWay(RelativePath path, String place) {
            String here = disk.key(path.value()) + "/";
            String there = disk.key(place) + "/";
            return there.startsWith(here) || here.startsWith(there);
        }

        private boolean isMaybe(RemoteState now, RemoteState before, SyncedState gone) {
            // One that says otherwise may be that of an earlier version.
            if (now.checksum().isPresent() && now.checksum().equals(gone.content())) {
                return true;
            }
            if (now.fileId().isPresent() && before.fileId().isPresent()) {
                return now.fileId().equals(before.fileId());
            }
            return !movesShow
                    || (now.etag().isPresent() && now.etag().equals(before.etag()))
                    || (now.modified().isPresent() && now.modified().equals(before.modified()));
        }

        private boolean isReceived(String where, RemoteState now) throws StoreException {
            return !unnamed.contains(where)
                    && journal.get(RelativePath.of(where))
                            .filter(base -> base.local().isPresent())
                            .flatMap(SyncedState::remote)
                            .filter(now::isStill)
                            .isPresent();
        }
    }
}
