// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import com.google.common.collect.Lists;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Deed;
import org.navette.engine.port.Workers;
import org.navette.engine.propagate.RemoteWriter.Written;
import org.navette.engine.reconcile.Action;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/**
 * Moves contents, many at a time. In batches, so that the journal and the disk are made durable once a batch: first what
 * is about to be sent is noted, then contents move, then names are made durable, and only then the journal says so.
 */
final class Transfers {
    private static final int BATCH = 256;

    /** An entry whose local name has to be durable before the journal may speak of it. */
    private record Settled(RelativePath path, SyncedState state, SyncEvent event) {}

    /** A version from the server, staged, with the validators it will be known by; none if they are in doubt. */
    private record Fetched(Staged staged, Optional<RemoteState> version, boolean racy, Optional<Instant> modified) {}

    private final LocalStore local;
    private final RemoteStore remote;
    private final Journal journal;
    private final Workers workers;
    private final ServerProfile profile;
    private final RemoteWriter writer;
    private final ConflictNames conflictNames;
    private final Tally tally;

    private final Map<RelativePath, LocalState> hashed = new ConcurrentHashMap<>();
    private final List<Settled> settled = new ArrayList<>();
    private final Set<RelativePath> touchedFolders = new HashSet<>();

    Transfers(Ports ports, ServerProfile profile, RemoteWriter writer, Tally tally) {
        this.local = ports.local();
        this.remote = ports.remote();
        this.journal = ports.journal();
        this.workers = ports.workers();
        this.conflictNames = ports.conflictNames();
        this.profile = profile;
        this.writer = writer;
        this.tally = tally;
    }

    void run(List<Action> transfers) throws InterruptedException {
        for (List<Action> batch : Lists.partition(transfers, BATCH)) {
            if (tally.isHalted()) {
                return;
            }
            prepare(batch);
            try {
                workers.runAll(batch, (action, more) -> tally.attempt(action.path(), () -> transfer(action)));
            } finally {
                settle();
            }
        }
    }

    private void prepare(List<Action> batch) throws InterruptedException {
        List<Action> uploads =
                batch.stream().filter(Action.Upload.class::isInstance).toList();
        workers.runAll(
                uploads,
                (action, more) -> tally.attempt(action.path(), () -> {
                    LocalState seen =
                            ((Action.Upload) action).node().local().state().orElseThrow();
                    LocalState known = seen.content().isPresent() ? seen : local.hash(action.path());
                    hashed.put(action.path(), known);
                    journal.intend(action.path(), known.content().orElseThrow());
                }));
        tally.attempt(RelativePath.ROOT, journal::commit);
    }

    private void transfer(Action action) throws IOException {
        switch (action) {
            case Action.Upload upload ->
                upload(upload.node(), upload.node().synced().flatMap(SyncedState::content));
            case Action.Download download -> download(download.node());
            case Action.KeepBoth both -> keepBoth(both.node());
            default -> throw new IllegalArgumentException("not a transfer: " + action);
        }
    }

    private void upload(Node node, Optional<Sha256> theirs) throws StoreException {
        RelativePath path = node.path();
        LocalState file = hashed.remove(path);
        if (file == null) {
            return;
        }
        Sha256 content = file.content().orElseThrow();
        FileBody body = new FileBody(local, path, file.stamp().size(), content, this::progress);
        Optional<RemoteState> known = node.remote().state();
        Written written = known.isPresent()
                ? writer.replace(path, body, known.get(), theirs.orElseThrow())
                : writer.create(path, body);
        boolean untouched =
                local.look(path).filter(now -> now.stamp().equals(file.stamp())).isPresent();
        // Edited since: what was sent is the common base all the same, so that the next upload may replace it.
        journal.put(
                path,
                SyncedState.file(
                        content,
                        untouched ? Optional.of(file.stamp()) : Optional.empty(),
                        local.isRacy(file.stamp()),
                        written.state(),
                        written.racy()));
        // What the journal says is here has to be here after a power cut too, or it would be taken for deleted.
        touched(path.folder());
        if (!untouched || written.state().isEmpty()) {
            tally.lookAgain(path);
        }
        tally.tell(new SyncEvent.Done(Deed.UPLOADED, path, path, body.size()));
    }

    private void download(Node node) throws IOException {
        RelativePath path = node.path();
        Fetched fetched = fetch(node);
        Optional<LocalState> here = node.local().state();
        if (here.isPresent() && isBase(node, fetched)) {
            local.discard(fetched.staged());
            journal.put(path, synced(fetched, here.get()));
        } else if (isNoNews(node, fetched)) {
            // Nobody edited it there: a deletion here stands, and so does a return to what there was before we sent it.
            local.discard(fetched.staged());
            acknowledge(node, fetched);
        } else {
            put(
                    path,
                    fetched,
                    here,
                    new SyncEvent.Done(
                            Deed.DOWNLOADED, path, path, fetched.staged().size()));
        }
    }

    /** The same content on both sides is no conflict, and neither is a server's version that we know or sent. */
    private void keepBoth(Node node) throws IOException {
        RelativePath path = node.path();
        LocalState here = node.local().state().orElseThrow();
        if (!here.isFile() || !node.remote().state().orElseThrow().isFile()) {
            keepBothKinds(node);
            return;
        }
        LocalState read = here.content().isPresent() ? here : local.hash(path);
        Fetched fetched = fetch(node);
        Optional<Sha256> theirs = Optional.of(fetched.staged().content());
        if (theirs.equals(read.content())) {
            local.discard(fetched.staged());
            // Its name may not be durable yet, if an earlier pass put it there and was cut off.
            settleLater(path, synced(fetched, read), SyncEvent.Done.of(Deed.ADOPTED, path));
        } else if (isNoNews(node, fetched)) {
            local.discard(fetched.staged());
            hashed.put(path, read);
            upload(node, theirs);
        } else {
            RelativePath copy;
            try {
                copy = moveAside(path);
            } catch (StoreException e) {
                local.discard(fetched.staged());
                throw e;
            }
            put(
                    path,
                    fetched,
                    Optional.empty(),
                    new SyncEvent.Done(
                            Deed.CONFLICT, path, copy, fetched.staged().size()));
        }
    }

    /** A file on one side, a folder on the other. */
    private void keepBothKinds(Node node) throws IOException {
        RelativePath path = node.path();
        boolean maybeOurs = !journal.intended(path).isEmpty() || node.synced().isPresent();
        if (maybeOurs && node.remote().state().orElseThrow().isFile()) {
            Fetched fetched = fetch(node);
            local.discard(fetched.staged());
            if (isNoNews(node, fetched)) {
                // The person replaced what both sides had, or what we had sent: nobody else did anything.
                acknowledge(node, fetched);
                return;
            }
        }
        moveAside(path);
        journal.remove(path);
        tally.lookAgain(path);
    }

    /** Whether the server's version is the one both sides last agreed on, or one that we sent ourselves. */
    private boolean isNoNews(Node node, Fetched fetched) throws StoreException {
        return isBase(node, fetched)
                || journal.intended(node.path()).contains(fetched.staged().content());
    }

    private static boolean isBase(Node node, Fetched fetched) {
        return node.synced()
                .flatMap(SyncedState::content)
                .equals(Optional.of(fetched.staged().content()));
    }

    /** Notes the server's version as what both sides had, whatever is here now; the next round decides from there. */
    private void acknowledge(Node node, Fetched fetched) throws StoreException {
        journal.put(
                node.path(),
                SyncedState.file(
                        fetched.staged().content(), Optional.empty(), true, fetched.version(), fetched.racy()));
        tally.lookAgain(node.path());
    }

    private RelativePath moveAside(RelativePath path) throws StoreException {
        for (int attempt = 1; ; attempt++) {
            RelativePath copy = conflictNames.copyOf(path, attempt);
            if (local.look(copy).isEmpty() && journal.get(copy).isEmpty()) {
                local.move(path, copy);
                touched(path.folder());
                tally.lookAgain(copy);
                return copy;
            }
        }
    }

    private Fetched fetch(Node node) throws IOException {
        RemoteState listed = node.remote().state().orElseThrow();
        Fetched[] result = new Fetched[1];
        remote.get(node.path(), (file, body) -> {
            Staged staged = local.stage(out -> {
                byte[] buffer = new byte[64 * 1024];
                for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                    out.write(buffer, 0, count);
                    progress(count);
                }
            });
            long promised = file.state().size() >= 0 ? file.state().size() : listed.size();
            if (promised >= 0 && staged.size() != promised) {
                local.discard(staged);
                throw new StoreException(new Failure.ChangedMeanwhile());
            }
            result[0] = fetched(listed, file, staged);
        });
        return result[0];
    }

    /**
     * The validators of a content must not be younger than it, or a change in between would go unseen: those that came
     * with the content, or else those listed before it.
     */
    private Fetched fetched(RemoteState listed, Described file, Staged staged) {
        Optional<RemoteState> version = Optional.of(listed).filter(state -> state.size() == staged.size());
        if (profile.sameEtagOnGet() && file.state().etag().isPresent()) {
            version = Optional.of(RemoteState.file(
                    staged.size(), file.state().etag(), file.state().modified()));
        }
        Optional<Instant> modified = file.state().modified().or(listed::modified);
        return new Fetched(staged, version, !profile.fineValidator() && !file.isOld(), modified);
    }

    private void put(RelativePath path, Fetched fetched, Optional<LocalState> expected, SyncEvent event)
            throws StoreException {
        LocalState placed;
        try {
            placed = local.place(fetched.staged(), path, expected, fetched.modified());
        } catch (StoreException e) {
            local.discard(fetched.staged());
            throw e;
        }
        if (fetched.version().isEmpty()) {
            tally.lookAgain(path);
        }
        settleLater(path, synced(fetched, placed), event);
    }

    private void settleLater(RelativePath path, SyncedState state, SyncEvent event) {
        synchronized (settled) {
            settled.add(new Settled(path, state, event));
            touchedFolders.add(path.folder());
        }
    }

    private SyncedState synced(Fetched fetched, LocalState here) {
        return SyncedState.file(
                fetched.staged().content(),
                Optional.of(here.stamp()),
                local.isRacy(here.stamp()),
                fetched.version(),
                fetched.racy());
    }

    private void touched(RelativePath folder) {
        synchronized (settled) {
            touchedFolders.add(folder);
        }
    }

    /** Names first, then the journal: a journal ahead of the disk would take a lost file for a deleted one. */
    private void settle() {
        synchronized (settled) {
            tally.always(RelativePath.ROOT, () -> {
                local.sync(touchedFolders);
                for (Settled entry : settled) {
                    journal.put(entry.path(), entry.state());
                    tally.tell(entry.event());
                }
                journal.commit();
            });
            settled.clear();
            touchedFolders.clear();
            hashed.clear();
        }
    }

    private void progress(long bytes) {
        tally.tell(new SyncEvent.Progress(bytes));
    }
}
