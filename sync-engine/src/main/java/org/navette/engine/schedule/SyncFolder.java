// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import com.google.common.collect.Sets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.navette.engine.local.LocalWatcher;
import org.navette.engine.locking.OpenDocuments;
import org.navette.engine.pass.DocumentLocks;
import org.navette.engine.pass.FolderPair;
import org.navette.engine.pass.PairSettings;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.pass.PendingChanges;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Listener;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.schedule.FolderStatus.Watch;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lives with one folder pair: one thread that hears signals, asks {@link FolderLife} what to do, and has it done by another
 * one. Commands are signals, and may come from any thread.
 */
public final class SyncFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SyncFolder.class);
    /** Even with nothing to do, so that a sleep of the computer, or a changed clock, is noticed soon. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** More folders than anybody has; the system's own limit comes first. */
    private static final int ALL_FOLDERS = Integer.MAX_VALUE;

    /** Who watches this folder. Called from threads of the folder's own, never two at a time for one method. */
    public interface Observer extends Listener {
        void status(FolderStatus status);

        /** A pass that did something, or looked at everything, has ended. */
        void ended(PassResult result);
    }

    /**
     * @param pair the folder and the share
     * @param folderOptions what was chosen for it
     * @param mostWatched how many folders to watch at most; absent for as many as the system allows
     */
    public record Settings(PairSettings pair, FolderOptions folderOptions, Optional<Integer> mostWatched) {}

    private final Settings settings;
    private final Observer observer;
    private final FolderLife life;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicInteger deeds = new AtomicInteger();

    private volatile @Nullable FolderPair pair;
    private volatile @Nullable LocalWatcher watcher;
    private volatile @Nullable OpenDocuments documents;
    private final ServerHints hints;
    private @Nullable Thread passThread;
    private volatile FolderStatus latest;

    public SyncFolder(Settings settings, Observer observer) {
        this.settings = settings;
        this.observer = observer;
        this.life = new FolderLife(
                settings.folderOptions(),
                RandomGenerator.getDefault(),
                settings.pair().clock().instant());
        this.latest = life.status();
        this.hints = new ServerHints(settings.pair().account(), settings.pair().clock(), signals::add);
    }

    /** As it was last. */
    public FolderStatus status() {
        return latest;
    }

    /**
     * How entries are. Looks at them and at the journal, never at the server.
     *
     * @throws StoreException if neither can be looked at now
     */
    public Map<RelativePath, Emblem> emblems(Set<RelativePath> paths) throws StoreException {
        FolderPair open = open();
        Predicate<RelativePath> leftOut = open.leftOut();
        Set<RelativePath> changed = open.changedHere(Sets.filter(paths, path -> !path.isRoot()));
        Map<RelativePath, Emblem> emblems = new HashMap<>();
        for (RelativePath path : paths) {
            emblems.put(path, Emblem.of(path, leftOut.test(path), changed.contains(path), latest));
        }
        return emblems;
    }

    /** What is here and not on the server, counted now. */
    public PendingChanges waiting() throws StoreException {
        return open().waiting();
    }

    /** The address of an entry on the server. */
    public String address(RelativePath path) {
        return settings.pair()
                .account()
                .address()
                .url(path, path.isRoot() || Files.isDirectory(root().resolve(path.value())) ? Kind.FOLDER : Kind.FILE)
                .toString();
    }

    private Path root() {
        return settings.pair().root();
    }

    /** Tells this folder something. For any thread. */
    public void tell(Signal signal) {
        signals.add(signal);
    }

    /**
     * Runs until it is told to {@link Signal.Stop stop}, or something happens that waiting does not heal. Whoever interrupts
     * this thread stops it as well.
     */
    public FolderStatus run() {
        observer.status(latest);
        signals.add(new Signal.Tick());
        try {
            while (true) {
                Signal signal = nextSignal();
                followNetwork(signal);
                NextStep step = life.on(signal, settings.pair().clock().instant());
                FolderStatus now = life.status();
                if (!now.equals(latest)) {
                    latest = now;
                    observer.status(now);
                }
                switch (step) {
                    case NextStep.Wait w -> {}
                    case NextStep.Pass(PassOptions options) -> beginPass(options);
                    case NextStep.BreakOff b -> breakOff();
                    case NextStep.Count c -> inBackground("count", this::count);
                    case NextStep.End e -> {
                        return life.status();
                    }
                }
            }
        } finally {
            close();
        }
    }

    /** Before the pass that it leads to. After a sleep that no signal tells of, connections are too old to be used. */
    private void followNetwork(Signal signal) {
        FolderPair open = pair;
        if (open != null && (signal instanceof Signal.WokeUp || signal instanceof Signal.Surroundings)) {
            open.networkChanged();
        }
    }

    private Signal nextSignal() {
        try {
            Duration wait = Duration.between(settings.pair().clock().instant(), earlier(life.wakeAt()));
            Signal signal = signals.poll(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
            return signal == null ? new Signal.Tick() : signal;
        } catch (InterruptedException e) {
            return new Signal.Stop();
        }
    }

    private Instant earlier(Instant due) {
        return PollPolicy.earlier(due, settings.pair().clock().instant().plus(HEARTBEAT));
    }

    /** A pass for which the system has no thread now is one that failed, and is tried again. */
    private void beginPass(PassOptions options) {
        try {
            passThread = inBackground("pass", () -> pass(options));
        } catch (OutOfMemoryError e) {
            LOG.error("no pass can be begun", e);
            signals.add(new Signal.PassEnded(PassResult.halted(new Failure.Unexpected(e.toString())), 0));
        }
    }

    private static Thread inBackground(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name("navette-" + name).start(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                LOG.error("{} ended unexpectedly", name, e);
            }
        });
    }

    private void breakOff() {
        FolderPair open = pair;
        if (open != null) {
            open.breakOff();
        }
        Thread thread = passThread;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void pass(PassOptions options) {
        deeds.set(0);
        // Unless it comes to its end, nothing is known of how things are.
        PassResult result = PassResult.halted(new Failure.Unexpected("interrupted"));
        try {
            result = passInPair(options);
        } catch (StoreException e) {
            LOG.debug("no pass", e);
            result = PassResult.halted(e.failure());
        } catch (InterruptedException e) {
            LOG.debug("the pass was broken off");
        } catch (RuntimeException | Error e) {
            LOG.error("the pass ended unexpectedly", e);
            result = PassResult.halted(new Failure.Unexpected(e.toString()));
        } finally {
            signals.add(new Signal.PassEnded(result, deeds.get()));
        }
    }

    private PassResult passInPair(PassOptions options) throws StoreException, InterruptedException {
        FolderPair open = open();
        if (options.isWhole()) {
            watch();
        }
        boolean glance = !options.glances().isEmpty();
        Set<RelativePath> where = options.isWhole() ? options.where() : open.changedHere(options.where());
        if (where.isEmpty() && !glance) {
            return PassResult.NOTHING;
        }
        PassResult result = open.pass(options.in(where));
        if (!glance || deeds.get() > 0 || !result.isInStep()) {
            observer.ended(result);
        }
        if (options.isWhole() && result.halted().isEmpty()) {
            signals.add(new Signal.Lively(open.livelyFolders(HotFolders.MOST_FOLDERS)));
            inBackground("hints", hints::reached);
        }
        return result;
    }

    private synchronized FolderPair open() throws StoreException {
        FolderPair open = pair;
        if (open == null) {
            open = FolderPair.open(settings.pair(), this::onEvent);
            pair = open;
        }
        return open;
    }

    private void onEvent(SyncEvent event) {
        if (event instanceof SyncEvent.Done) {
            deeds.incrementAndGet();
        }
        observer.on(event);
        signals.add(new Signal.Told(event));
    }

    /** Before the look that finds out how everything is, so that nothing is missed in between. */
    private void watch() {
        if (watcher != null) {
            return;
        }
        if (settings.folderOptions().direction() != Direction.DOWNLOAD && documents == null) {
            documents = OpenDocuments.start(
                    root(),
                    new Locked(),
                    open -> signals.add(new Signal.Documents(open)),
                    settings.pair().clock());
        }
        // Told before it starts: it may find its limits at once.
        signals.add(new Signal.Watching(Watch.ALL));
        try {
            watcher = LocalWatcher.start(
                    settings.pair().root(), settings.mostWatched().orElse(ALL_FOLDERS), new Watched());
        } catch (StoreException e) {
            LOG.warn("the folder can't be watched; changes are found by looking regularly", e);
            signals.add(new Signal.Watching(Watch.NONE));
        }
    }

    private void count() {
        try {
            signals.add(new Signal.Counted(open().waiting()));
        } catch (StoreException e) {
            LOG.debug("what waits can't be counted", e);
        }
    }

    private void close() {
        hints.close();
        OpenDocuments opened = documents;
        if (opened != null) {
            try {
                opened.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        closePair();
    }

    private synchronized void closePair() {
        LocalWatcher watching = watcher;
        if (watching != null) {
            watching.close();
        }
        FolderPair open = pair;
        if (open != null) {
            try {
                open.close();
            } catch (StoreException e) {
                LOG.warn("the journal could not be closed", e);
            }
        }
    }

    private final class Watched implements LocalWatcher.Sink {
        @Override
        public void changed(RelativePath path) {
            OpenDocuments open = documents;
            if (open != null) {
                open.changed(path);
            }
            if (!Files.exists(root().resolve(path.value()), LinkOption.NOFOLLOW_LINKS)) {
                signals.add(new Signal.Gone(Set.of(path)));
            }
            signals.add(new Signal.Changed(Set.of(path)));
        }

        @Override
        public void missed() {
            signals.add(new Signal.Missed());
        }

        @Override
        public void limited() {
            signals.add(new Signal.Watching(Watch.PART));
        }

        @Override
        public void lost() {
            watcher = null;
            signals.add(new Signal.Watching(Watch.NONE));
            signals.add(new Signal.Missed());
        }
    }

    private final class Locked implements OpenDocuments.Pair {
        @Override
        public DocumentLocks locks() throws StoreException {
            return open().documentLocks();
        }

        @Override
        public Set<RelativePath> unsent(Set<RelativePath> paths) throws StoreException {
            return open().changedHere(paths);
        }

        @Override
        public boolean mayAsk() {
            return switch (latest.state()) {
                case FolderState.Idle i -> true;
                case FolderState.Looking l -> true;
                case FolderState.Syncing s -> true;
                default -> false;
            };
        }
    }
}
