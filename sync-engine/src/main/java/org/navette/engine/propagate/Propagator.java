// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.UnreceivedFiles;
import org.navette.engine.port.Failure;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.reconcile.Action;
import org.navette.engine.reconcile.Plan;
import org.navette.engine.recovery.PendingCollections;
import org.navette.engine.transfer.ChunkedUpload;
import org.navette.engine.transfer.Outcome;
import org.navette.engine.transfer.PassProgress;
import org.navette.engine.transfer.RemoteWriter;
import org.navette.engine.transfer.Transfers;
import org.navette.engine.transfer.UploadVerifier;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.SyncedState;

/**
 * Carries out a plan: first what only the journal hears of, then folders from the top, moves, contents, and deletions
 * last. One entry's failure never stops another's; the server's absence stops all.
 */
public final class Propagator {
    private final Ports ports;

    public Propagator(Ports ports) {
        this.ports = ports;
    }

    /** Whether deletions may be carried out now: asked in the moment before the first. */
    @FunctionalInterface
    public interface Gate {
        boolean isOpen() throws StoreException, InterruptedException;
    }

    /**
     * @param unreceived what the pass has seen on the server that may not be here
     * @param gate if it is not open, nothing is deleted in this round, and the entries are left open
     * @throws InterruptedException if this thread was interrupted; what was done so far is in the journal
     */
    public Outcome carryOut(Plan plan, ServerProfile profile, UnreceivedFiles unreceived, Gate gate)
            throws InterruptedException {
        PassProgress progress = new PassProgress(ports.listener());
        RemoteWriter writer = new RemoteWriter(ports, profile);
        List<Action> actions = plan.actions().stream()
                .sorted(Comparator.comparing(Action::path))
                .toList();

        if (!progress.attempt(RelativePath.ROOT, () -> ports.local().sync(heardOfThere(actions)))) {
            return progress.outcome();
        }
        keepBooks(actions, progress);
        new Respellings(ports, profile, progress).run(actions);
        makeFolders(actions, progress);
        move(actions, profile, progress);
        new Transfers(ports, profile, writer, progress)
                .run(actions.stream().filter(Action::isTransfer).toList());
        List<Action> deletions = actions.stream().filter(Action::isDeletion).toList();
        if (isOpen(gate, deletions, progress)) {
            new RemoteDeletions(ports, writer, new CollectionRemover(ports, profile, writer), progress)
                    .run(only(deletions, Action.DeleteRemote.class));
            new LocalDeletions(ports, profile, progress).run(only(deletions, Action.TrashLocal.class), unreceived);
        } else {
            deletions.forEach(deletion -> progress.lookAgain(deletion.path()));
        }
        progress.attempt(RelativePath.ROOT, () -> new TakenNames(ports, progress).giveUp(actions));
        return progress.outcome();
    }

    private static boolean isOpen(Gate gate, List<Action> deletions, PassProgress progress)
            throws InterruptedException {
        if (deletions.isEmpty() || progress.isHalted()) {
            return true;
        }
        AtomicBoolean open = new AtomicBoolean();
        AtomicReference<@Nullable InterruptedException> interrupted = new AtomicReference<>();
        progress.attempt(RelativePath.ROOT, () -> {
            try {
                open.set(gate.isOpen());
            } catch (InterruptedException e) {
                interrupted.set(e);
            }
        });
        InterruptedException end = interrupted.get();
        if (end != null) {
            throw end;
        }
        return open.get();
    }

    /** Ends what an earlier pass was cut off in, before anything is looked at. */
    public void endEarlier(ServerProfile profile) throws StoreException {
        new RemoteMoves(ports).endEarlier();
        new LocalMoves(ports.local(), ports.journal()).endEarlier();
        new PendingCollections(ports).endEarlier();
        new CollectionRemover(ports, profile, new RemoteWriter(ports, profile)).endEarlier();
        new LateSaves(ports.local(), ports.journal(), ports.conflictNames(), ports.listener()).bringBack();
    }

    /** Forgets what an earlier pass was cut off in: that was another journal's past. */
    public void forgetEarlier() throws StoreException {
        ports.journal().pending().forgetMoves();
        new PendingCollections(ports).end();
    }

    /** Drops uploads that an earlier pass began, and this plan for everything there is does not go on with. */
    public void dropStaleUploads(Plan plan, ServerProfile profile) throws StoreException {
        new ChunkedUpload(ports, profile)
                .dropAllBut(plan.actions().stream()
                        .filter(Action::isTransfer)
                        .map(Action::path)
                        .collect(Collectors.toSet()));
    }

    /**
     * Folders of which the server is about to hear what changed in them: that has to be durable here first, or after a
     * power cut the change would be undone here, and that taken for a change of its own.
     */
    private static List<RelativePath> heardOfThere(List<Action> actions) {
        return actions.stream()
                .flatMap(action -> switch (action) {
                    case Action.MoveRemote move ->
                        Stream.of(move.path().folder(), move.to().folder());
                    case Action.RespellRemote respell ->
                        Stream.of(respell.path().folder());
                    case Action.DeleteRemote delete -> Stream.of(delete.path().folder());
                    case Action.MakeCollection make -> Stream.of(make.path().folder());
                    default -> Stream.<RelativePath>of();
                })
                .distinct()
                .toList();
    }

    private static <T extends Action> List<T> only(List<Action> actions, Class<T> type) {
        return actions.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void keepBooks(List<Action> actions, PassProgress progress) {
        // What the journal vouches for has to be on the disk: a power cut leaves zeros under the very same stamp.
        progress.attempt(
                RelativePath.ROOT,
                () -> ports.local()
                        .sync(only(actions, Action.Adopt.class).stream()
                                .flatMap(adopt ->
                                        Stream.of(adopt.path(), adopt.path().folder()))
                                .toList()));
        for (Action action : actions) {
            switch (action) {
                case Action.Adopt adopt -> progress.attempt(adopt.path(), () -> adopt(adopt.node(), progress));
                case Action.Forget forget ->
                    progress.attempt(forget.path(), () -> {
                        ports.journal().remove(forget.path());
                        Node node = forget.node();
                        if (node.local().state().isPresent()
                                || node.remote().state().isPresent()) {
                            progress.lookAgain(forget.path());
                        }
                    });
                case Action.Hold hold -> progress.lookAgain(hold.path());
                default -> {}
            }
        }
        progress.attempt(RelativePath.ROOT, ports.journal()::commit);
    }

    private void adopt(Node node, PassProgress progress) throws StoreException {
        LocalState here = node.local().state().orElseThrow();
        RemoteState there = node.remote().state().orElseThrow();
        if (here.isFile()) {
            ports.journal()
                    .put(
                            node.path(),
                            SyncedState.file(
                                    here.content()
                                            .or(() -> node.synced().flatMap(SyncedState::content))
                                            .orElseThrow(),
                                    Optional.of(here.stamp()),
                                    here.racy(),
                                    Optional.of(there),
                                    false));
        } else {
            // Without its ETag: that would say that everything below is in step as well.
            RemoteState known = RemoteState.folder(Optional.empty(), there.extras());
            ports.journal().put(node.path(), SyncedState.folder(here.stamp(), known));
        }
        if (node.synced().isEmpty()) {
            progress.tell(SyncEvent.Done.of(Operation.ADOPTED, node.path()));
        }
    }

    /** Folders go from the top down, and side by side where neither is in the other. */
    private void makeFolders(List<Action> actions, PassProgress progress) throws InterruptedException {
        ListMultimap<RelativePath, Action> byFolder =
                MultimapBuilder.hashKeys().arrayListValues().build();
        Set<RelativePath> made = new HashSet<>();
        for (Action action : actions) {
            if (action instanceof Action.MakeCollection || action instanceof Action.MakeDirectory) {
                byFolder.put(action.path().folder(), action);
                made.add(action.path());
            }
        }
        Set<RelativePath> filled = filledThere(actions);
        List<Action.MakeCollection> there = only(actions, Action.MakeCollection.class);
        PendingCollections pending = new PendingCollections(ports);
        if (!there.isEmpty() && !progress.attempt(RelativePath.ROOT, () -> pending.begin(there))) {
            return;
        }
        List<Action> topmost = byFolder.values().stream()
                .filter(action -> !made.contains(action.path().folder()))
                .toList();
        ports.workers().runAll(topmost, (action, more) -> {
            if (progress.attemptFolder(action.path(), () -> makeFolder((Action.OnNode) action, filled, progress))) {
                byFolder.get(action.path()).forEach(more);
            }
        });
        progress.attempt(RelativePath.ROOT, () -> {
            ports.local()
                    .sync(only(actions, Action.MakeDirectory.class).stream()
                            .map(action -> action.path().folder())
                            .toList());
            if (there.isEmpty()) {
                ports.journal().commit();
            } else {
                pending.end();
            }
        });
    }

    /** Collections into which something is about to be put, which shows whether they are there. */
    private static Set<RelativePath> filledThere(List<Action> actions) {
        return actions.stream()
                .filter(action -> action instanceof Action.Upload || action instanceof Action.MakeCollection)
                .map(action -> action.path().folder())
                .collect(Collectors.toSet());
    }

    /** @throws StoreException {@link Failure.NotStored} if the server says that it has made a collection, and has not */
    private void requireMade(RelativePath collection) throws StoreException {
        if (ports.remote().look(collection).isEmpty()) {
            // Some need a moment before they show what they have.
            ports.pause().run();
            if (ports.remote().look(collection).isEmpty()) {
                throw UploadVerifier.notStored();
            }
        }
    }

    private void makeFolder(Action.OnNode action, Set<RelativePath> filled, PassProgress progress)
            throws StoreException {
        RelativePath path = action.path();
        if (action instanceof Action.MakeCollection) {
            try {
                ports.remote().makeCollection(path);
                if (!filled.contains(path)) {
                    requireMade(path);
                }
            } catch (StoreException e) {
                boolean thereAlready = e.failure() instanceof Failure.ChangedMeanwhile
                        && ports.remote()
                                .look(path)
                                .filter(state -> !state.isFile())
                                .isPresent();
                if (!thereAlready) {
                    throw e;
                }
                // Somebody else made it: what is in it has to be looked at.
                progress.lookAgain(path);
            }
        }
        LocalState here = action instanceof Action.MakeCollection
                ? action.node().local().state().orElseThrow()
                : ports.local().makeFolder(path);
        ports.journal().put(path, SyncedState.folder(here.stamp(), RemoteState.FOLDER));
        progress.tell(SyncEvent.Done.of(
                action instanceof Action.MakeCollection ? Operation.MADE_COLLECTION : Operation.MADE_FOLDER, path));
    }

    /** What moves out of a folder that moves itself goes first. */
    private void move(List<Action> actions, ServerProfile profile, PassProgress progress) {
        RemoteMoves moves = new RemoteMoves(ports);
        List<Action> deepestFirst = actions.reversed();
        for (Action action : deepestFirst) {
            switch (action) {
                case Action.MoveRemote move ->
                    progress.attempt(move.path(), () -> {
                        progress.requireMade(move.to());
                        moves.move(move, profile);
                        moved(move.path(), move.to(), Operation.MOVED_REMOTE, progress);
                    });
                case Action.MoveLocal(RelativePath from, RelativePath to, Kind kind) ->
                    // What it leaves behind may be a folder that cannot be made there again: that keeps nothing here.
                    progress.attempt(to, () -> {
                        new LocalMoves(ports.local(), ports.journal()).move(from, to);
                        moved(from, to, Operation.MOVED_LOCAL, progress);
                    });
                default -> {}
            }
        }
    }

    private void moved(RelativePath from, RelativePath to, Operation operation, PassProgress progress) {
        progress.lookAgain(from);
        progress.lookAgain(to);
        progress.tell(new SyncEvent.Done(operation, from, to, 0));
    }
}
