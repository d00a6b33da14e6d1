// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.NameForm;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands here and is not on the server as it is: files that are new or changed, under whatever name. A file that is gone
 * from its old name may be one of them, and then the server's copy is the only one that others have: it is not deleted before the
 * new place has arrived. The whole folder is looked at, also where a pass looks at a few places only, and also names that
 * cannot be synced.
 */
public final class UnsentFiles {
    private static final Logger LOG = LoggerFactory.getLogger(UnsentFiles.class);

    private final LocalStore local;
    private final Journal journal;
    private final IgnoreRules ignored;
    private final Map<String, String> byKey = new HashMap<>();
    private final SetMultimap<Long, RelativePath> bySize = HashMultimap.create();
    private final Map<RelativePath, Optional<Sha256>> contents = new HashMap<>();

    private UnsentFiles(LocalStore local, Journal journal, IgnoreRules ignored) {
        this.local = local;
        this.journal = journal;
        this.ignored = ignored;
    }

    /** @throws StoreException if the folder itself, or the journal, cannot be read */
    public static UnsentFiles look(LocalStore local, Journal journal, IgnoreRules ignored) throws StoreException {
        UnsentFiles unsent = new UnsentFiles(local, journal, ignored);
        Deque<RelativePath> folders = new ArrayDeque<>();
        // By the name that the journal has: this disk may spell it otherwise.
        Map<RelativePath, RelativePath> journalled = new HashMap<>();
        folders.push(RelativePath.ROOT);
        journalled.put(RelativePath.ROOT, RelativePath.ROOT);
        while (!folders.isEmpty()) {
            RelativePath folder = folders.pop();
            unsent.look(folder, Optional.ofNullable(journalled.remove(folder)), folders, journalled);
        }
        return unsent;
    }

    private void look(
            RelativePath folder,
            Optional<RelativePath> known,
            Deque<RelativePath> folders,
            Map<RelativePath, RelativePath> journalled)
            throws StoreException {
        LocalStore.Listing here;
        try {
            here = local.list(folder);
        } catch (StoreException e) {
            if (folder.isRoot() || e.failure().isWhole()) {
                throw e;
            }
            LOG.debug("{} can't be listed now", folder, e);
            return;
        }
        Map<String, SyncedState> base = known.isPresent() ? journal.children(known.get()) : Map.of();
        Map<String, String> spelled = new HashMap<>();
        base.keySet().forEach(name -> spelled.put(NameForm.composed(name), name));
        here.unnamed().forEach((where, state) -> add(where, Optional.empty(), state));
        here.children().forEach((name, state) -> {
            RelativePath path = folder.child(name);
            if (ignored.isIgnored(path, !state.isFile())) {
                return;
            }
            // Of two names that look the same, each is its own; a disk that spells in its own way has only one.
            Optional<String> same =
                    Optional.ofNullable(base.containsKey(name) ? name : spelled.get(NameForm.composed(name)));
            boolean inStep = same.map(base::get)
                    .filter(synced -> synced.kind() == state.kind())
                    .filter(synced -> !state.isFile() || isSent(synced, state))
                    .isPresent();
            if (!inStep) {
                add(path.value(), Optional.of(path), state);
            }
            if (!state.isFile()) {
                folders.push(path);
                known.flatMap(parent -> same.map(parent::child)).ifPresent(there -> journalled.put(path, there));
            }
        });
    }

    private static boolean isSent(SyncedState base, LocalState now) {
        return base.local().equals(Optional.of(now.stamp()));
    }

    private void add(String where, Optional<RelativePath> path, LocalState state) {
        if (!state.stamp().fileKey().isEmpty()) {
            byKey.put(state.stamp().fileKey(), where);
        }
        if (state.isFile() && state.stamp().size() > 0) {
            path.ifPresent(file -> bySize.put(state.stamp().size(), file));
        }
    }

    /**
     * Where an entry that is gone from its place stands now without the server having it there: the same file or folder, or
     * one with the same content. What is below its own name, or has the name of a folder it was in, can only be sent once it
     * has gone there.
     */
    public Optional<String> of(RelativePath gone, SyncedState base) throws StoreException {
        String same = byKey.get(base.fileKey());
        if (same != null && !isInTheWay(gone, same)) {
            return Optional.of(same);
        }
        long size = base.local().map(LocalStamp::size).orElse(-1L);
        for (RelativePath path : bySize.get(size)) {
            boolean alike = base.content().isPresent() && !isInTheWay(gone, path.value());
            if (alike && content(path).equals(base.content())) {
                return Optional.of(path.value());
            }
        }
        return Optional.empty();
    }

    private static boolean isInTheWay(RelativePath gone, String place) {
        return place.startsWith(gone.value() + "/") || (gone.value() + "/").startsWith(place + "/");
    }

    private Optional<Sha256> content(RelativePath path) throws StoreException {
        Optional<Sha256> known = contents.get(path);
        if (known == null) {
            try {
                known = local.hash(path).content();
            } catch (StoreException e) {
                if (e.failure().isWhole()) {
                    throw e;
                }
                // What it has cannot be told, and its size is right: it may be the one.
                throw e.failure() instanceof Failure.ChangedMeanwhile
                        ? e
                        : new StoreException(new Failure.NewPlaceNotSent(path.value()), e);
            }
            contents.put(path, known);
        }
        return known;
    }
}
