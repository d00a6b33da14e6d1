// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.Problem;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Listing;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.SyncedState;

/**
 * On servers whose collections' ETags change with anything below them: a folder that was seen to be in step with everything
 * in it is not listed again while its ETag stays, the journal says what is in it. Every so often it is listed all the same,
 * because files can also change behind the server.
 */
final class UnchangedFolderCache {
    /** Passes between two that list everything. */
    private static final int SHORTCUTS = 20;

    private static final String RULES = "settled.rules";
    private static final String PASSES = "settled.passes";

    private final Journal journal;
    private final RemoteStore remote;
    private final String rules;
    private final boolean shortcut;
    private final Map<RelativePath, ETag> seen = new ConcurrentHashMap<>();

    /** @param rules what is left out: what was settled under other rules is not any more */
    UnchangedFolderCache(Journal journal, RemoteStore remote, String rules) throws StoreException {
        this.journal = journal;
        this.remote = remote;
        this.rules = Hashing.sha256().hashString(rules, StandardCharsets.UTF_8).toString();
        this.shortcut = journal.fact(RULES).equals(Optional.of(this.rules)) && passes() < SHORTCUTS;
    }

    private int passes() throws StoreException {
        return journal.fact(PASSES).map(Integer::parseInt).orElse(0);
    }

    /** Lists a collection, or says what the journal knows of it where nothing can have changed. */
    Listing list(RelativePath collection) throws StoreException {
        Optional<Listing> known = shortcut ? settled(collection) : Optional.empty();
        Listing listing = known.isPresent() ? known.get() : remote.list(collection);
        listing.children().forEach((name, state) -> {
            if (!state.isFile() && state.etag().isPresent()) {
                seen.put(collection.child(name), state.etag().get());
            }
        });
        return listing;
    }

    private Optional<Listing> settled(RelativePath collection) throws StoreException {
        ETag now = seen.get(collection);
        Optional<ETag> then =
                journal.get(collection).flatMap(SyncedState::remote).flatMap(RemoteState::etag);
        if (now == null || !then.equals(Optional.of(now))) {
            return Optional.empty();
        }
        Map<String, RemoteState> children = new HashMap<>();
        for (Map.Entry<String, SyncedState> child : journal.children(collection).entrySet()) {
            Optional<RemoteState> state = child.getValue().remote();
            if (state.isEmpty() || child.getValue().remoteRacy()) {
                return Optional.empty();
            }
            children.put(child.getKey(), state.get());
        }
        return Optional.of(new Listing(children, List.of()));
    }

    /** After everything was looked at: notes which folders are in step with all that is in them. */
    void note(Observation observation) throws StoreException {
        Set<RelativePath> open = new HashSet<>();
        observation.nodes().stream().map(Node::path).forEach(path -> addWithParents(path, open));
        observation.chores().forEach(chore -> addWithParents(chore.path(), open));
        observation.again().forEach(path -> addWithParents(path, open));
        observation.leftovers().keySet().forEach(path -> addWithParents(path, open));
        for (Problem problem : observation.problems()) {
            if (!(problem.failure() instanceof Failure.NotAFile)) {
                // Its name may be none, and so its path: then nothing is settled.
                if (problem.path().isEmpty()) {
                    return;
                }
                addWithParents(problem.path().get(), open);
            }
        }
        for (Map.Entry<RelativePath, ETag> folder : seen.entrySet()) {
            Optional<SyncedState> base = journal.get(folder.getKey());
            if (base.isPresent() && !base.get().isFile()) {
                Optional<ETag> etag =
                        open.contains(folder.getKey()) ? Optional.empty() : Optional.of(folder.getValue());
                keep(folder.getKey(), base.get(), etag);
            }
        }
        journal.note(Map.of(RULES, rules, PASSES, String.valueOf(shortcut ? passes() + 1 : 0)));
        journal.commit();
    }

    private void keep(RelativePath folder, SyncedState base, Optional<ETag> etag) throws StoreException {
        RemoteState remembered = base.remote().orElse(RemoteState.FOLDER);
        if (!remembered.etag().equals(etag) && base.local().isPresent()) {
            journal.put(folder, SyncedState.folder(base.local().get(), RemoteState.folder(etag, remembered.extras())));
        }
    }

    private static void addWithParents(RelativePath path, Set<RelativePath> to) {
        for (RelativePath at = path; !at.isRoot(); at = at.folder()) {
            to.add(at);
        }
    }
}
