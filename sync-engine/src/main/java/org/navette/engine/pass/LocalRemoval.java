// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.navette.engine.local.EditorFile;
import org.navette.engine.local.FileRemover;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.pass.ServerEvidence.Evidence;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.Problem;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.reconcile.NamePolicy;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.SyncedState;

/**
 * Deletes a synced folder's files here, each only once the server was seen to have the same content. First everything is
 * looked at, and nothing deleted while that lasts: a server that cannot be reached ends it there. Then the server is asked
 * for each folder once more, and what is still proven goes.
 */
public final class LocalRemoval {
    /** Why something was kept. */
    public enum Reason {
        /** It was synced, and is not on the server any more. */
        NOT_ON_SERVER,
        /** It is gone on the server, and somebody is being asked whether that was meant. */
        GUARD_ASKS,
        NEVER_SENT,
        /** The server has another content under that name. */
        OTHER_CONTENT,
        /** The server does not say what it has there. */
        SERVER_REFUSES,
        LEFT_OUT,
        /** A link or a special file. */
        SPECIAL,
        /** It is being edited, or changed meanwhile. */
        IN_USE,
        /** It cannot be read here. */
        UNREADABLE,
        /** Another disk is mounted there. */
        OTHER_DISK,
        /** Navette, of whoever, remembers its pairs there: journals, passwords. */
        OWN_PLACE
    }

    /** @param where in the local folder, as a person would write it */
    public record Kept(String where, Reason why) {}

    /**
     * What is to go.
     *
     * @param unsynced whether what is not proven to be on the server goes as well, left-out entries and versions included
     * @param held deletions that a guard holds
     */
    public record Options(boolean unsynced, Set<RelativePath> held) {
        public Options {
            held = Set.copyOf(held);
        }
    }

    /**
     * What came of it.
     *
     * @param deleted how many files are gone
     * @param versionsKept whether previous versions are still there
     * @param halted what ended it early; nothing more was deleted then
     */
    public record Report(int deleted, List<Kept> kept, boolean versionsKept, Optional<Failure> halted) {
        public Report {
            kept = List.copyOf(kept);
        }
    }

    /** One folder, on both sides now and in the journal. */
    private record View(
            Map<String, LocalState> here,
            Map<String, RemoteState> there,
            Map<String, SyncedState> known,
            Map<String, String> entryNames,
            List<Problem> problems,
            Set<String> open) {}

    /**
     * A folder to be looked at.
     *
     * @param there whether the server has it, as a folder
     * @param known whether the journal has it
     * @param keptBefore how much had been kept before anything in it was looked at; absent before that
     */
    private record Visit(RelativePath folder, boolean there, boolean known, OptionalInt keptBefore) {
        static final Visit ROOT = new Visit(RelativePath.ROOT, true, true, OptionalInt.empty());

        Visit entered(int before) {
            return new Visit(folder, there, known, OptionalInt.of(before));
        }
    }

    /** Whatever a person says: these are not the folder's. */
    private static final Set<Reason> ALWAYS_KEPT = EnumSet.of(Reason.OTHER_DISK, Reason.IN_USE, Reason.OWN_PLACE);

    private final LocalStore local;
    private final RemoteStore remote;
    private final Journal journal;
    private final IgnoreRules ignored;
    private final FileRemover remover;
    private final ServerEvidence evidence;
    private final Options options;
    private final Map<RelativePath, Reason> unproven = new HashMap<>();
    private final List<Kept> kept = new ArrayList<>();
    private int deleted;

    LocalRemoval(
            LocalStore local,
            RemoteStore remote,
            Journal journal,
            IgnoreRules ignored,
            FileRemover remover,
            Options options) {
        this.local = local;
        this.remote = remote;
        this.journal = journal;
        this.ignored = ignored;
        this.remover = remover;
        this.evidence = new ServerEvidence(local, remote);
        this.options = options;
    }

    /**
     * Looks at everything, and deletes nothing.
     *
     * @throws StoreException if the server cannot be asked
     */
    void prove() throws StoreException {
        Deque<Visit> visits = new ArrayDeque<>(List.of(Visit.ROOT));
        while (!visits.isEmpty()) {
            Visit visit = visits.pop();
            Optional<View> view = view(visit.folder(), visit.there());
            if (view.isPresent()) {
                prove(visit.folder(), view.get(), visits);
            }
        }
    }

    private void prove(RelativePath folder, View view, Deque<Visit> visits) throws StoreException {
        for (Map.Entry<String, LocalState> child : view.here().entrySet()) {
            RelativePath path = folder.child(child.getKey());
            if (whyKeptUnasked(path, child.getValue(), view).isPresent()) {
                continue;
            }
            if (child.getValue().isFile()) {
                Evidence found = evidenceOf(folder, child.getKey(), child.getValue(), view);
                if (found instanceof Evidence.Missing(Reason why)) {
                    unproven.put(path, why);
                }
            } else {
                visits.push(visit(path, child.getKey(), view));
            }
        }
    }

    private static Visit visit(RelativePath folder, String name, View view) {
        return new Visit(
                folder,
                isFolderThere(view, name),
                view.known().containsKey(entryName(view, name)),
                OptionalInt.empty());
    }

    /** Deletes what is proven, and what else was asked for. */
    Report carryOut() {
        Optional<Failure> halted = Optional.empty();
        boolean versions = true;
        try {
            removeAll();
            if (options.unsynced()) {
                remover.versions();
            }
            remover.putBack();
            versions = remover.hasVersions();
        } catch (StoreException e) {
            halted = Optional.of(e.failure());
        }
        return new Report(deleted, kept, versions, halted);
    }

    /** Each folder comes up twice: before what is in it, and after that. */
    private void removeAll() throws StoreException {
        Deque<Visit> visits = new ArrayDeque<>(List.of(Visit.ROOT));
        while (!visits.isEmpty()) {
            Visit visit = visits.pop();
            if (visit.keptBefore().isPresent()) {
                removeEmpty(visit, visit.keptBefore().getAsInt());
            } else {
                visits.push(visit.entered(kept.size()));
                removeIn(visit, visits);
            }
        }
    }

    private void removeIn(Visit visit, Deque<Visit> visits) throws StoreException {
        RelativePath folder = visit.folder();
        Optional<View> view = view(folder, visit.there());
        if (view.isEmpty()) {
            keep(folder, unproven.getOrDefault(folder, Reason.UNREADABLE));
            return;
        }
        local.requireRoot();
        for (Problem problem : view.get().problems()) {
            Optional<RelativePath> path = problem.path();
            if (path.isPresent() && problem.failure() instanceof Failure.NotAFile) {
                keep(path.get(), Reason.SPECIAL);
            } else if (problem.failure() instanceof Failure.OnAnotherDisk) {
                kept.add(new Kept(problem.where(), Reason.OTHER_DISK));
            } else {
                kept.add(new Kept(problem.where(), Reason.UNREADABLE));
            }
        }
        for (Map.Entry<String, LocalState> child : new TreeMap<>(view.get().here()).entrySet()) {
            remove(folder, child.getKey(), child.getValue(), view.get(), visits);
        }
    }

    private void remove(RelativePath folder, String name, LocalState state, View view, Deque<Visit> visits)
            throws StoreException {
        RelativePath path = folder.child(name);
        Optional<Reason> unasked = whyKeptUnasked(path, state, view);
        if (unasked.isPresent()) {
            keep(path, unasked.get());
        } else if (!state.isFile()) {
            visits.push(visit(path, name, view));
        } else if (unproven.containsKey(path)) {
            keep(path, unproven.get(path));
        } else {
            switch (evidenceOf(folder, name, state, view)) {
                case Evidence.Missing(Reason why) -> keep(path, why);
                case Evidence.Proven proven -> removeProven(path, proven);
            }
        }
    }

    private void removeEmpty(Visit visit, int keptBefore) throws StoreException {
        RelativePath folder = visit.folder();
        if (folder.isRoot()) {
            return;
        }
        if (visit.there() || options.unsynced()) {
            remover.emptyFolder(folder);
        } else if (kept.size() == keptBefore) {
            // An empty folder that the server does not have is somebody's, too.
            kept.add(new Kept(folder.value(), visit.known() ? Reason.NOT_ON_SERVER : Reason.NEVER_SENT));
        }
    }

    private void removeProven(RelativePath path, Evidence.Proven proven) throws StoreException {
        try {
            remover.file(path, proven.here(), proven.content());
            deleted++;
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.ChangedMeanwhile) {
                kept.add(new Kept(path.value(), Reason.IN_USE));
            } else if (e.failure() instanceof Failure.MountedApart) {
                kept.add(new Kept(path.value(), Reason.OTHER_DISK));
            } else if (e.failure() instanceof Failure.LocalTrouble) {
                kept.add(new Kept(path.value(), Reason.UNREADABLE));
            } else {
                throw e;
            }
        }
    }

    /** Keeps an entry, unless somebody asked for it to go all the same. */
    private void keep(RelativePath path, Reason why) throws StoreException {
        boolean goes = options.unsynced() && !ALWAYS_KEPT.contains(why) && !path.isRoot();
        if (!goes) {
            kept.add(new Kept(path.value(), why));
            return;
        }
        try {
            deleted += remover.everything(path);
        } catch (StoreException e) {
            if (e.failure().isWhole()) {
                throw e;
            }
            kept.add(new Kept(path.value(), Reason.UNREADABLE));
            return;
        }
        if (local.look(path).isPresent()) {
            kept.add(new Kept(path.value(), remover.holdsNavetteHome(path) ? Reason.OWN_PLACE : Reason.OTHER_DISK));
        }
    }

    /** What stays whatever the server says; absent for what it is to be asked about. */
    private Optional<Reason> whyKeptUnasked(RelativePath path, LocalState state, View view) throws StoreException {
        if (!state.isFile() && !remover.isOnSameDisk(state.stamp())) {
            return Optional.of(Reason.OTHER_DISK);
        }
        if (!state.isFile() && local.isNavetteHome(path)) {
            return Optional.of(Reason.OWN_PLACE);
        }
        if (state.isFile() && view.open().contains(path.name())) {
            return Optional.of(Reason.IN_USE);
        }
        return ignored.isIgnored(path, !state.isFile()) ? Optional.of(Reason.LEFT_OUT) : Optional.empty();
    }

    private Evidence evidenceOf(RelativePath folder, String name, LocalState state, View view) throws StoreException {
        String entry = entryName(view, name);
        RelativePath there = folder.child(entry);
        Optional<SyncedState> known = Optional.ofNullable(view.known().get(entry));
        Evidence found = evidence.of(
                new ServerEvidence.Question(folder.child(name), there, state, known),
                Optional.ofNullable(view.there().get(entry)));
        boolean asked = found instanceof Evidence.Missing(Reason why)
                && why == Reason.NOT_ON_SERVER
                && options.held().contains(there);
        return asked ? new Evidence.Missing(Reason.GUARD_ASKS) : found;
    }

    private static boolean isFolderThere(View view, String name) {
        RemoteState state = view.there().get(entryName(view, name));
        return state != null && !state.isFile();
    }

    private static String entryName(View view, String name) {
        return view.entryNames().getOrDefault(name, name);
    }

    /** Absent if the folder cannot be looked at on one side, and so stays as it is. */
    private Optional<View> view(RelativePath folder, boolean there) throws StoreException {
        if (folder.depth() >= TreeWalk.MOST_DEPTH) {
            unproven.put(folder, Reason.UNREADABLE);
            return Optional.empty();
        }
        LocalStore.Listing here;
        try {
            here = local.list(folder);
        } catch (StoreException e) {
            unproven.put(folder, e.failure() instanceof Failure.OwnPlace ? Reason.OWN_PLACE : Reason.UNREADABLE);
            return Optional.empty();
        }
        Map<String, RemoteState> remotely = new HashMap<>();
        if (there) {
            try {
                remotely.putAll(remote.list(folder).children());
            } catch (StoreException e) {
                boolean onlyThis = e.failure() instanceof Failure.Forbidden || e.failure() instanceof Failure.Missing;
                if (folder.isRoot() || !onlyThis) {
                    throw e;
                }
                unproven.put(folder, Reason.SERVER_REFUSES);
                return Optional.empty();
            }
            for (String name : here.children().keySet()) {
                // nginx lists no names with a leading dot.
                if (name.startsWith(".") && !remotely.containsKey(name)) {
                    remote.look(folder.child(name)).ifPresent(state -> remotely.put(name, state));
                }
            }
        }
        Map<String, SyncedState> known = journal.children(folder);
        Map<String, String> entryNames = new HashMap<>();
        Map<String, Kind> kindsHere = new HashMap<>();
        here.children().forEach((name, state) -> kindsHere.put(name, state.kind()));
        Map<String, Kind> kindsThere = new HashMap<>();
        remotely.forEach((name, state) -> kindsThere.put(name, state.kind()));
        NamePolicy.match(known.keySet(), kindsHere, kindsThere, local.traits(), Direction.BOTH)
                .here()
                .forEach((entry, spelled) -> entryNames.put(spelled, entry));
        Set<String> open = new HashSet<>();
        for (String name : here.children().keySet()) {
            EditorFile.document(folder.child(name), here.children().keySet())
                    .ifPresent(document -> open.add(document.name()));
        }
        return Optional.of(new View(here.children(), remotely, known, entryNames, here.problems(), open));
    }
}
