// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.navette.engine.evidence.Ports;
import org.navette.engine.port.Attempt;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Label;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.port.Workers;
import org.navette.engine.reconcile.Action;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/**
 * Moves contents, many at a time. In batches, so that the journal and the disk are made durable once a batch: first what
 * is about to be sent is noted and made durable here, then contents move, and what came in is put in its place. While the
 * contents of one batch move, somebody puts those of the last one in their places and prepares the next.
 */
public final class Transfers {
    /** What is received waits in a corner of the disk until its batch is through, so that must not grow too large. */
    private static final long MOST_BYTES_IN_A_BATCH = 256L * 1024 * 1024;

    private final int mostInABatch;
    private final LocalStore local;
    private final RemoteStore remote;
    private final Journal journal;
    private final Workers workers;
    private final ServerProfile profile;
    private final Downloader fetcher;
    private final FailedSaves failedSaves;
    private final RemoteWriter writer;
    private final DownloadCommitter committer;
    private final UnconfirmedUploads unconfirmed;
    private final PassProgress progress;

    /** Paths for which something was intended before. */
    private Set<RelativePath> cutOff = Set.of();

    /** A file that was read, and whose sending is noted. */
    private record Sending(LocalState file, Attempt attempt) {}

    /** @param hashed what is to be sent, once it is noted and durable */
    private record Batch(List<Action> actions, Map<RelativePath, Sending> hashed) {
        Batch(List<Action> actions) {
            this(actions, new ConcurrentHashMap<>());
        }
    }

    public Transfers(Ports ports, ServerProfile profile, RemoteWriter writer, PassProgress progress) {
        this.mostInABatch = ports.sizes().batch();
        this.local = ports.local();
        this.remote = ports.remote();
        this.journal = ports.journal();
        this.workers = ports.workers();
        this.committer = new DownloadCommitter(local, journal, ports.conflictNames(), progress);
        this.unconfirmed = new UnconfirmedUploads(ports, profile, progress);
        this.profile = profile;
        this.writer = writer;
        this.progress = progress;
        this.failedSaves = new FailedSaves(local, journal);
        this.fetcher = new Downloader(ports, profile, this::progress);
    }

    public void run(List<Action> transfers) throws InterruptedException {
        boolean known = transfers.isEmpty()
                || progress.attempt(
                        RelativePath.ROOT,
                        () -> cutOff = Set.copyOf(journal.intents().keySet()));
        if (!known) {
            return;
        }
        List<Batch> batches = batches(transfers).stream().map(Batch::new).toList();
        try {
            for (int i = 0; i < batches.size() && !progress.isHalted(); i++) {
                if (i == 0) {
                    prepare(batches.getFirst());
                }
                workers.runAll(steps(batches, i), (step, more) -> step.run());
            }
            workers.runAll(unconfirmed.confirmations(), (step, more) -> step.run());
        } finally {
            committer.settleAll();
            progress.always(RelativePath.ROOT, () -> endUntried(batches));
        }
    }

    /** What was noted and not even tried, since the round had to stop. */
    private void endUntried(List<Batch> batches) throws StoreException {
        for (Batch batch : batches) {
            for (Sending untried : batch.hashed().values()) {
                journal.end(untried.attempt());
            }
        }
    }

    private List<Runnable> steps(List<Batch> batches, int current) {
        List<Runnable> steps = new ArrayList<>();
        if (current > 0) {
            steps.add(committer::settleAll);
            steps.addAll(unconfirmed.confirmations());
        }
        if (current + 1 < batches.size()) {
            steps.add(() -> prepare(batches.get(current + 1)));
        }
        Batch batch = batches.get(current);
        for (Action action : batch.actions()) {
            steps.add(() -> progress.attempt(action.path(), () -> transfer(action, batch)));
        }
        return steps;
    }

    private List<List<Action>> batches(List<Action> transfers) {
        List<List<Action>> batches = new ArrayList<>();
        long bytes = 0;
        for (Action transfer : transfers) {
            long size = transfer instanceof Action.OnNode on
                    ? on.node().remote().state().map(RemoteState::size).orElse(0L)
                    : 0;
            if (batches.isEmpty()
                    || bytes + size > MOST_BYTES_IN_A_BATCH
                    || batches.getLast().size() >= mostInABatch) {
                batches.add(new ArrayList<>());
                bytes = 0;
            }
            batches.getLast().add(transfer);
            bytes += Math.max(0, size);
        }
        return batches;
    }

    private void prepare(Batch batch) {
        Map<RelativePath, Sending> hashed = batch.hashed();
        for (Action action : batch.actions()) {
            if (action instanceof Action.Upload upload) {
                progress.attempt(action.path(), () -> {
                    LocalState seen = upload.node().local().state().orElseThrow();
                    LocalState known = seen.content().isPresent() ? seen : local.hash(action.path());
                    failedSaves.requireSound(upload.node(), known);
                    hashed.put(action.path(), intend(action.path(), known));
                });
            }
        }
        if (hashed.isEmpty()) {
            return;
        }
        progress.attempt(RelativePath.ROOT, journal::commit);
        if (!progress.attempt(RelativePath.ROOT, () -> local.sync(withFolders(hashed.keySet())))) {
            progress.always(RelativePath.ROOT, () -> endUntried(List.of(batch)));
            hashed.clear();
        }
    }

    private Sending intend(RelativePath path, LocalState file) throws StoreException {
        return new Sending(
                file, journal.begin(Intent.SEND, path, file.content().orElseThrow(), remote.serverTime(), ""));
    }

    /**
     * What is sent has to be durable here first: a power cut may leave an empty file of what somebody just saved, which
     * would then be taken for their next edit and sent over the real one.
     */
    private static Set<RelativePath> withFolders(Set<RelativePath> files) {
        Set<RelativePath> all = new HashSet<>(files);
        files.forEach(file -> all.add(file.folder()));
        return all;
    }

    private void transfer(Action action, Batch batch) throws IOException {
        switch (action) {
            case Action.Upload upload -> {
                Sending sending = batch.hashed().remove(upload.path());
                if (sending != null) {
                    upload(upload.node(), sending, upload.node().synced().flatMap(SyncedState::content));
                }
            }
            case Action.Download download -> download(download.node());
            case Action.KeepBoth(Node node, Direction direction) -> keepBoth(node, direction);
            default -> throw new IllegalArgumentException("not a transfer: " + action);
        }
    }

    private void upload(Node node, Sending sending, Optional<Sha256> theirs) throws StoreException {
        RelativePath path = node.path();
        LocalState file = sending.file();
        Sha256 content = file.content().orElseThrow();
        FileBody body = new FileBody(local, path, file.stamp(), content, label(file.stamp(), content), this::progress);
        Optional<RemoteState> known = node.remote().state();
        WriteOutcome outcome = new WriteOutcome();
        Written written;
        try {
            written = known.isPresent()
                    ? writer.replace(path, body, known.get(), theirs.orElseThrow(), outcome)
                    : writer.create(path, body, outcome);
        } catch (StoreException e) {
            if (outcome.isMaybeWritten()) {
                journal.giveUp(sending.attempt(), remote.serverTime());
            } else {
                // A definite refusal: whatever stands there later is somebody else's.
                journal.end(sending.attempt());
            }
            throw e;
        }
        boolean untouched =
                local.look(path).filter(now -> now.stamp().equals(file.stamp())).isPresent();
        // Edited since: what was sent is the common base all the same, so that the next upload may replace it.
        UnconfirmedUploads.Upload upload = new UnconfirmedUploads.Upload(
                path,
                body,
                theirs.filter(replaced -> known.isPresent()),
                SyncedState.file(
                        content,
                        untouched ? Optional.of(file.stamp()) : Optional.empty(),
                        file.racy(),
                        written.state()
                                .map(state -> known.map(state::identifiedAs).orElse(state)),
                        written.racy()));
        if (written.seen()) {
            unconfirmed.settle(upload);
        } else {
            unconfirmed.add(upload);
        }
    }

    private void download(Node node) throws IOException {
        RelativePath path = node.path();
        ReceivedContent fetched = fetch(node);
        Optional<LocalState> here = node.local().state();
        if (here.isPresent() && isBase(node, fetched)) {
            local.discard(fetched.staged());
            committer.settle(path, fetched.synced(here.get()), Optional.empty());
        } else if (here.isPresent() && isMaybeOurs(path, fetched)) {
            // Nobody edited it there: here is again what there was before we sent it.
            local.discard(fetched.staged());
            acknowledge(node, fetched);
        } else {
            committer.take(path, fetched, here);
        }
    }

    /** The same content on both sides is no conflict, and neither is a server's version that we know or sent. */
    private void keepBoth(Node node, Direction direction) throws IOException {
        RelativePath path = node.path();
        LocalState here = node.local().state().orElseThrow();
        if (!here.isFile() || !node.remote().state().orElseThrow().isFile()) {
            keepBothKinds(node);
            return;
        }
        LocalState read = here.content().isPresent() ? here : local.hash(path);
        ReceivedContent fetched = fetch(node);
        Optional<Sha256> theirs = Optional.of(fetched.staged().content());
        if (theirs.equals(read.content())) {
            local.discard(fetched.staged());
            // Its name may not be durable yet, if an earlier pass put it there and was cut off.
            committer.settle(path, fetched.synced(read), Optional.of(SyncEvent.Done.of(Operation.ADOPTED, path)));
        } else if (isNoNews(node, fetched) && direction == Direction.DOWNLOAD) {
            local.discard(fetched.staged());
            acknowledge(node, fetched);
        } else if (isNoNews(node, fetched) || isPartOfOurs(path, read, fetched)) {
            local.discard(fetched.staged());
            failedSaves.requireSound(node, read);
            Sending sending = intend(path, read);
            journal.commit();
            local.sync(withFolders(Set.of(path)));
            upload(node, sending, theirs);
        } else if (direction == Direction.UPLOAD) {
            local.discard(fetched.staged());
            throw new StoreException(new Failure.ChangedThere());
        } else {
            committer.takeBesides(path, fetched);
        }
    }

    /** The server has kept a part of what an earlier pass sent: replacing that by the whole loses nothing. */
    private boolean isPartOfOurs(RelativePath path, LocalState here, ReceivedContent fetched) throws IOException {
        if (!cutOff.contains(path) || journal.attempts(Intent.SEND, path).isEmpty()) {
            return false;
        }
        FileBody ours =
                new FileBody(local, path, here.stamp(), here.content().orElseThrow(), Label.NONE, this::progress);
        return ours.beginsWith(fetched.staged().size(), fetched.content());
    }

    /**
     * A file on one side, a folder on the other. What was known below a folder stays known, so that what was deleted there or here
     * does not come back with what is new in it.
     */
    private void keepBothKinds(Node node) throws IOException {
        RelativePath path = node.path();
        RelativePath copy = committer.moveAside(path);
        boolean knownFolder = node.synced().filter(base -> !base.isFile()).isPresent();
        boolean fileHere = node.local().state().orElseThrow().isFile();
        if (knownFolder && !fileHere) {
            journal.move(path, copy);
        } else if (!knownFolder) {
            journal.remove(path);
        }
        progress.lookAgain(path);
    }

    /** Whether the server's version is the one both sides last agreed on, or one that we sent ourselves. */
    private boolean isNoNews(Node node, ReceivedContent fetched) throws StoreException {
        return isBase(node, fetched) || isMaybeOurs(node.path(), fetched);
    }

    /**
     * Whether an earlier attempt of ours explains the server's version: no answer told that it was refused, and the version is not
     * later than the attempt. That is enough to send over it what was edited here since; nothing is deleted because of it.
     */
    private boolean isMaybeOurs(RelativePath path, ReceivedContent fetched) throws StoreException {
        // Mostly there was none, and the journal is not asked file by file.
        return cutOff.contains(path)
                && journal.attempts(Intent.SEND, path).stream()
                        .anyMatch(attempt ->
                                attempt.content().equals(fetched.content()) && attempt.mayHaveSent(fetched.modified()));
    }

    private static boolean isBase(Node node, ReceivedContent fetched) {
        return node.synced()
                .flatMap(SyncedState::content)
                .equals(Optional.of(fetched.staged().content()));
    }

    /** Notes the server's version as what both sides had, whatever is here now; the next round decides from there. */
    private void acknowledge(Node node, ReceivedContent fetched) throws StoreException {
        journal.put(node.path(), fetched.acknowledged());
        progress.lookAgain(node.path());
    }

    /**
     * What this server was seen to keep beside a content. A time of the person's own is only given where versions are not
     * told apart by it.
     */
    private Label label(LocalStamp stamp, Sha256 content) {
        boolean time = profile.has(Trait.SETTABLE_TIME) && profile.has(Trait.FINE_VALIDATOR);
        return new Label(
                time ? Optional.of(Instant.ofEpochSecond(0, stamp.modifiedNanos())) : Optional.empty(),
                profile.has(Trait.CHECKSUMS) ? Optional.of(content) : Optional.empty());
    }

    private ReceivedContent fetch(Node node) throws IOException {
        Set<Sha256> earlier = new HashSet<>();
        node.synced().flatMap(SyncedState::content).ifPresent(earlier::add);
        if (cutOff.contains(node.path())) {
            journal.attempts(Intent.SEND, node.path()).forEach(attempt -> earlier.add(attempt.content()));
        }
        return fetcher.fetch(node.path(), node.remote().state().orElseThrow(), earlier);
    }

    private void progress(long bytes) {
        progress.tell(new SyncEvent.Progress(bytes));
    }
}
