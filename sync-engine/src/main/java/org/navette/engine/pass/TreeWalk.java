// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navette.engine.evidence.Junk;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.TemporaryNames;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.local.NavetteHome;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.Problem;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.reconcile.Action;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.reconcile.NamePolicy;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Seen;
import org.navette.engine.tree.SyncedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the three trees together, folder by folder, several folders at a time, and keeps only what is not in step: memory
 * grows with the change, not with the tree.
 */
final class TreeWalk {
    @FunctionalInterface
    interface Lister {
        RemoteStore.Listing list(RelativePath collection) throws StoreException;
    }

    /** A folder to be looked at; {@code all} says that everything in it is in the scope. */
    private record Folder(RelativePath path, boolean here, boolean there, boolean known, boolean all) {}

    private static final Logger LOG = LoggerFactory.getLogger(TreeWalk.class);

    /** No file system in use takes paths much longer, while a server may show a tree without an end: below is unknown. */
    static final int MOST_DEPTH = 250;

    private final Ports ports;
    private final Lister remote;
    private final Scope scope;
    private final boolean dotFilesUnlisted;
    private final FolderNames.Traits names;
    private final NestedDisks disks;
    private final SeenConflicts conflicts;
    private final Junk junk;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Action> chores = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<RelativePath> again = new HashSet<>();
    private final Map<RelativePath, Kind> leftovers = new HashMap<>();
    private final Map<String, RemoteState> unnamed = new HashMap<>();
    private final Map<RelativePath, String> keeping = new HashMap<>();
    private @Nullable Failure halted;

    TreeWalk(Ports ports, Lister remote, Scope scope, ServerProfile server, Direction direction) throws StoreException {
        this.ports = ports;
        this.remote = remote;
        this.scope = scope;
        this.dotFilesUnlisted = !server.has(Trait.DOT_FILES_LISTED);
        this.names = new FolderNames.Traits(ports.local().traits(), server.names(), direction);
        this.disks = NestedDisks.of(ports.local(), ports.journal());
        this.conflicts = SeenConflicts.of(ports);
        this.junk = new Junk(ports.ignored(), ports.names());
    }

    Observation run() throws InterruptedException {
        Folder root = new Folder(RelativePath.ROOT, true, true, true, scope.coversBelow(RelativePath.ROOT));
        ports.workers().runAll(List.of(root), (folder, more) -> {
            if (!isHalted()) {
                walk(folder, more);
            }
        });
        synchronized (this) {
            return new Observation(
                    List.copyOf(nodes),
                    List.copyOf(chores),
                    List.copyOf(problems),
                    Set.copyOf(again),
                    Map.copyOf(leftovers),
                    Map.copyOf(unnamed),
                    Map.copyOf(keeping),
                    Optional.ofNullable(halted));
        }
    }

    /**
     * Notes what was found of other disks below the root and of conflict copies, once this is known to be the right root. Durable
     * when this returns.
     */
    void save() throws StoreException {
        disks.save();
        conflicts.save(scope);
    }

    private void walk(Folder folder, Consumer<Folder> more) {
        RelativePath path = folder.path();
        LocalStore.Listing here = new LocalStore.Listing(Map.of(), List.of());
        RemoteStore.Listing there = new RemoteStore.Listing(Map.of(), List.of());
        SortedMap<String, SyncedState> known;
        NestedDisks.Found nested;
        try {
            known = ports.journal().children(path);
            if (folder.here()) {
                here = ports.local().list(path);
            }
            if (folder.there()) {
                there = remote.list(path);
                if (dotFilesUnlisted) {
                    there = new RemoteStore.Listing(new HashMap<>(there.children()), there.problems(), there.unnamed());
                    addUnlisted(path, Sets.union(known.keySet(), here.children().keySet()), there.children());
                }
            }
            if (!path.isRoot()
                    && NavetteHome.isOne(path.name(), there.children().keySet())) {
                throw new StoreException(new Failure.OwnPlace());
            }
            nested = disks.look(path, here, known);
        } catch (StoreException e) {
            unseen(path, e.failure());
            return;
        }
        if (folder.here()) {
            conflicts.look(path, here);
        }
        for (String name : nested.away()) {
            note(path.child(name), new Failure.DiskNotMounted(path.child(name).value()));
        }
        for (String name : nested.ordinary()) {
            note(path.child(name), new Failure.ChangedMeanwhile());
        }
        findLeftovers(path, there.children());
        Set<String> unseenHere = unseenNames(path, here.problems());
        unseenHere.addAll(nested.away());
        unseenHere.addAll(nested.ordinary());
        FolderNames entries = new FolderNames(
                path,
                new FolderNames.Listings(
                        known, here.children(), there.children(), unseenHere, unseenNames(path, there.problems())),
                names);
        noteRefused(path, entries.refused());
        noteUnnamed(path, there, entries);
        entries.chores().stream().filter(chore -> isInScope(folder, chore)).forEach(this::chore);
        for (String name : entries.all()) {
            visit(
                    folder,
                    new Node(
                            path.child(name),
                            entries.here(name),
                            entries.there(name),
                            Optional.ofNullable(known.get(name))),
                    more);
        }
    }

    /** Names of the server's that cannot be synced: what is gone elsewhere there may be called so now. */
    private synchronized void noteUnnamed(RelativePath folder, RemoteStore.Listing there, FolderNames entries) {
        unnamed.putAll(there.unnamed());
        entries.unknownThere()
                .forEach((name, state) -> unnamed.put(folder.child(name).value(), state));
    }

    private synchronized void findLeftovers(RelativePath folder, Map<String, RemoteState> there) {
        there.forEach((name, state) -> {
            if (ports.names().isOurs(name) || (!state.isFile() && TemporaryNames.isRemoved(name))) {
                leftovers.put(folder.child(name), state.kind());
            }
        });
    }

    /** Names that cannot be synced. */
    private void noteRefused(RelativePath folder, List<NamePolicy.Refused> names) {
        for (NamePolicy.Refused refused : names) {
            RelativePath path = folder.child(refused.name());
            if (!ports.ignored().isIgnored(path, false)) {
                note(path, new Failure.NameProblem(refused.name(), refused.trouble(), Optional.of(refused.proposal())));
            }
        }
    }

    /** A server that never lists names with a leading dot (nginx, observed) is asked for those we know, one by one. */
    private void addUnlisted(RelativePath folder, Set<String> asked, Map<String, RemoteState> listed)
            throws StoreException {
        for (String name : asked) {
            RelativePath path = folder.child(name);
            if (name.startsWith(".")
                    && !listed.containsKey(name)
                    && !ports.ignored().isIgnored(path, false)) {
                Optional<RemoteState> state = ports.remote().look(path);
                if (state.isPresent()) {
                    listed.put(name, state.get());
                }
            }
        }
    }

    private boolean isInScope(Folder folder, RelativePath path) {
        // The rules say what else there is to look at: a new version on the server is never passed over.
        return folder.all() || scope.covers(path) || path.equals(IgnoreRules.FILE);
    }

    private boolean isInScope(Folder folder, Action chore) {
        return switch (chore) {
            case Action.Respell(RelativePath from, RelativePath to) -> isInScope(folder, to);
            case Action.RespellRemote(RelativePath from, RelativePath to, Kind kind) ->
                isInScope(folder, from) || isInScope(folder, to);
            default -> true;
        };
    }

    private void visit(Folder folder, Node node, Consumer<Folder> more) {
        RelativePath path = node.path();
        boolean covered = isInScope(folder, path);
        if (!covered && !scope.leadsThrough(path)) {
            return;
        }
        if (ports.ignored().isIgnored(path, isFolderAnywhere(node))) {
            if (node.synced().isPresent()) {
                // Taken in again some day, it is compared anew: what is missing on a side then was not deleted.
                chore(new Action.Forget(new Node(path, Seen.unknown(), Seen.unknown(), node.synced())));
            }
            // Left out: its folder may not go because of what we don't look at, junk aside.
            if (!(folder.here() && folder.there()) && keepsFolder(node)) {
                add(new Node(path, Seen.unknown(), Seen.unknown(), node.synced()));
                keeping(path);
            }
            return;
        }
        if (isNewNavetteHome(node)) {
            note(path, new Failure.OwnPlace());
            add(new Node(path, Seen.unknown(), Seen.unknown(), Optional.empty()));
            return;
        }
        Node read = UnreadContent.isInDoubt(node) ? read(node) : node;
        if (!read.isInStep()) {
            add(read);
        }
        if (isFolderAnywhere(read)
                && !read.local().isUnknown()
                && !read.remote().isUnknown()) {
            boolean here = isFolder(read.local().state().map(LocalState::kind));
            boolean there = isFolder(read.remote().state().map(RemoteState::kind));
            boolean known = isFolder(read.synced().map(SyncedState::kind));
            // A folder that comes or goes is only understood as a whole.
            boolean all = folder.all() || scope.coversBelow(path) || !(here && there && known);
            if (path.depth() >= MOST_DEPTH) {
                unseen(path, new Failure.TooDeep(MOST_DEPTH));
            } else if (all || scope.leadsThrough(path)) {
                more.accept(new Folder(path, here, there, known, all));
            }
        }
    }

    private boolean keepsFolder(Node leftOut) {
        RelativePath path = leftOut.path();
        return leftOut.local().isUnknown()
                || leftOut.remote().isUnknown()
                || leftOut.local()
                        .state()
                        .filter(state -> !junk.isHere(path, state))
                        .isPresent()
                || leftOut.remote()
                        .state()
                        .filter(state -> !junk.isThere(path, state))
                        .isPresent();
    }

    /** One that is known already is found to be one when it is listed. */
    private boolean isNewNavetteHome(Node node) {
        boolean fresh = node.synced().isEmpty()
                && isFolder(node.local().state().map(LocalState::kind))
                && node.remote().state().isEmpty();
        try {
            return fresh && ports.local().isNavetteHome(node.path());
        } catch (StoreException e) {
            LOG.debug("{} cannot be looked into: its listing says why", node.path(), e);
            return false;
        }
    }

    private Node read(Node node) {
        try {
            return node.withLocal(ports.local().hash(node.path()));
        } catch (StoreException e) {
            note(node.path(), e.failure());
            return new Node(node.path(), Seen.unknown(), node.remote(), node.synced());
        }
    }

    private static boolean isFolderAnywhere(Node node) {
        return isFolder(node.local().state().map(LocalState::kind))
                || isFolder(node.remote().state().map(RemoteState::kind))
                || isFolder(node.synced().map(SyncedState::kind));
    }

    private static boolean isFolder(Optional<Kind> kind) {
        return kind.equals(Optional.of(Kind.FOLDER));
    }

    private Set<String> unseenNames(RelativePath folder, List<Problem> found) {
        Set<String> names = new HashSet<>();
        for (Problem problem : found) {
            synchronized (this) {
                problems.add(problem);
            }
            String where = problem.where();
            String name = folder.isRoot()
                    ? where
                    : where.substring(Math.min(where.length(), folder.value().length() + 1));
            if (RelativePath.isName(name)) {
                names.add(name);
            } else {
                // A name that cannot even be said keeps the folder that it is in.
                add(unseenIn(folder));
            }
        }
        return names;
    }

    /** A folder that could not be looked at: nothing in it is gone, and nothing above it may go. */
    private void unseen(RelativePath folder, Failure failure) {
        if (folder.isRoot() || failure.isWhole()) {
            synchronized (this) {
                halted = halted == null ? failure : halted;
            }
            return;
        }
        note(folder, failure);
        add(unseenIn(folder));
    }

    private static Node unseenIn(RelativePath folder) {
        return new Node(folder.child("?"), Seen.unknown(), Seen.unknown(), Optional.empty());
    }

    private synchronized void note(RelativePath path, Failure failure) {
        if (failure instanceof Failure.ChangedMeanwhile || failure instanceof Failure.Missing) {
            again.add(path);
        } else {
            problems.add(new Problem(path.value(), failure));
        }
    }

    private synchronized void chore(Action action) {
        chores.add(action);
    }

    private synchronized void add(Node node) {
        nodes.add(node);
    }

    private synchronized void keeping(RelativePath leftOut) {
        keeping.merge(leftOut.folder(), leftOut.name(), (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    private synchronized boolean isHalted() {
        return halted != null;
    }
}
