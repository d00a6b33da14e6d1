// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.navette.engine.dav.DavClient;
import org.navette.engine.dav.DavSession;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.Sizes;
import org.navette.engine.evidence.TemporaryNames;
import org.navette.engine.journal.JournalFile;
import org.navette.engine.journal.SqliteJournal;
import org.navette.engine.local.DiskStore;
import org.navette.engine.local.FileRemover;
import org.navette.engine.local.FolderLock;
import org.navette.engine.local.FolderMarker;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.local.NavetteHome;
import org.navette.engine.local.Retention;
import org.navette.engine.local.VersionStore;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Listener;
import org.navette.engine.port.Problem;
import org.navette.engine.port.StoreException;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.transfer.AdaptiveWorkers;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A local folder and a share, opened: locked against other processes, with its journal, ready for passes. */
public final class FolderPair implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final String FOLDER = "local.folder-id";
    private static final String DEVICE = "device";
    private static final String REMOVING = "local.removing";
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(FolderPair.class);

    private final PairSettings settings;
    private final Listener listener;
    private final FolderLock lock;
    private final JournalFile journalFile;
    private SqliteJournal journal;
    private Instant pruned = Instant.EPOCH;
    private final DavSession session;
    private final ShareSession share;
    private boolean toldSettings;

    private FolderPair(
            PairSettings settings, Listener listener, FolderLock lock, JournalFile journalFile, SqliteJournal journal) {
        this.settings = settings;
        this.listener = listener;
        this.lock = lock;
        this.journalFile = journalFile;
        this.journal = journal;
        this.session = new DavSession(settings.account());
        this.share = new ShareSession(session);
    }

    /** @throws StoreException if the folder can't be used: missing, unreadable, overlapping, in use; or its journal */
    public static FolderPair open(PairSettings settings, Listener listener) throws StoreException {
        Path root = settings.root();
        if (!Files.isDirectory(root)) {
            throw new StoreException(new Failure.LocalRootMissing(root.toString()));
        }
        if (!Files.isReadable(root) || !Files.isExecutable(root)) {
            throw new StoreException(new Failure.LocalTrouble(root.toString(), "permission denied"));
        }
        requireNoHome(root);
        PairRegistry.requireApart(settings);
        FolderLock lock = FolderLock.acquire(root);
        try {
            PairRegistry.register(settings);
            JournalFile file = PairRegistry.journalOf(
                    settings.home(), root, settings.account().address());
            return new FolderPair(settings, listener, lock, file, file.open());
        } catch (StoreException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireNoHome(Path root) throws StoreException {
        try {
            if (NavetteHome.isOne(root)) {
                throw new StoreException(new Failure.FoldersOverlap(root.toString(), root.toString()));
            }
        } catch (IOException e) {
            throw StoreException.here(root.toString(), e);
        }
    }

    /**
     * Opens the share and makes one pass. A journal found damaged on the way is set aside, and the pass made anew. A fault of
     * Navette's own, too little memory as well, makes it {@linkplain Failure.Unexpected fail}.
     *
     * @throws InterruptedException if this thread was interrupted; both sides are sound
     */
    public PassResult pass(PassOptions options) throws InterruptedException {
        try {
            return passWithJournal(options);
        } catch (RuntimeException | Error e) {
            LOG.error("the pass ended unexpectedly", e);
            return endedBy(e);
        }
    }

    /** What was not committed is taken back, as after a crash: what was to be written down with it may be missing. */
    private PassResult endedBy(Throwable fault) {
        try {
            journal.close();
            journal = journalFile.open();
        } catch (StoreException e) {
            return PassResult.halted(e.failure());
        }
        return PassResult.halted(new Failure.Unexpected(fault.toString()));
    }

    private PassResult passWithJournal(PassOptions options) throws InterruptedException {
        try {
            journal.recover();
        } catch (StoreException e) {
            return PassResult.halted(e.failure());
        }
        if (!options.dryRun()) {
            pruneVersions();
        }
        PassResult result = passOnce(options);
        if (result.halted().filter(Failure.JournalCorrupt.class::isInstance).isPresent()) {
            try {
                journal.close();
                journalFile.setAsideIfDamaged();
                journal = journalFile.open();
            } catch (StoreException e) {
                return PassResult.halted(e.failure());
            }
            return passOnce(options);
        }
        return result;
    }

    /** Once an hour is often enough for what is kept for a month. */
    private void pruneVersions() {
        Instant now = settings.clock().instant();
        if (pruned.plus(PRUNE_EVERY).isBefore(now)) {
            pruned = now;
            try {
                new VersionStore(settings.root(), settings.clock()).prune(Retention.USUAL, this::isOnServer);
            } catch (StoreException e) {
                LOG.warn("old versions could not be removed", e);
            }
        }
    }

    private PassResult passOnce(PassOptions options) throws InterruptedException {
        try {
            requireSameFolder(options);
            compareAfterRemoval(options);
            DiskStore disk = disk();
            if (!options.dryRun()) {
                disk.makeRoom();
            }
            return share.pass(remote -> {
                Ports ports = new Ports(
                        disk,
                        remote,
                        journal,
                        new AdaptiveWorkers(DavClient.CONNECTIONS, System::nanoTime),
                        listener,
                        given(),
                        settings.conflictNames(),
                        new TemporaryNames(
                                deviceId(), () -> UUID.randomUUID().toString().substring(0, 8)),
                        Sizes.USUAL,
                        () -> LockSupport.parkNanos(PAUSE_NANOS),
                        settings.clock());
                return tellingSettings(new SyncPass(ports, options).run());
            });
        } catch (StoreException e) {
            return PassResult.halted(e.failure());
        }
    }

    /**
     * Deletes the local files of which the server is seen to have the same content, now. From the first deletion on, what
     * is missing here means nothing any more: if this is cut off, the next pass compares everything, and a further removal
     * goes on.
     *
     * @throws StoreException if the server or the local folder cannot be asked; nothing was deleted then
     */
    public LocalRemoval.Report removeLocal(LocalRemoval.Options options) throws StoreException {
        requireSameFolder(PassOptions.USUAL);
        try (DavClient remote = DavClient.open(settings.account())) {
            DiskStore disk = disk();
            FileRemover remover = new FileRemover(settings.root());
            remover.putBack();
            LocalRemoval removal = new LocalRemoval(disk, remote, journal, rules(disk), remover, options);
            removal.prove();
            journal.note(Map.of(REMOVING, "true"));
            journal.commit();
            return removal.carryOut();
        }
    }

    /** What a removal that was cut off has taken away here was not deleted: compared anew, it comes back. */
    private void compareAfterRemoval(PassOptions options) throws StoreException {
        if (!options.dryRun()
                && journal.fact(REMOVING).filter(Boolean::parseBoolean).isPresent()) {
            journal.clear();
            journal.note(Map.of(REMOVING, "false"));
            journal.commit();
        }
    }

    /** Once, while this is open. */
    private PassResult tellingSettings(PassResult result) throws StoreException {
        if (toldSettings) {
            return result;
        }
        toldSettings = true;
        Path root = settings.root();
        List<Problem> told = new ArrayList<>();
        OwnPlaces.existing(root, OwnPlaces.in(root, settings.home()))
                .forEach(place -> told.add(new Problem(place.value(), new Failure.OwnPlace())));
        List<String> bad = settings.leftOut().stream()
                .filter(pattern -> !IgnoreRules.isPattern(pattern))
                .toList();
        if (!bad.isEmpty()) {
            told.add(new Problem("exclude", new Failure.ExcludePatterns(bad)));
        }
        return result.with(told);
    }

    private DiskStore disk() throws StoreException {
        return new DiskStore(
                settings.root(),
                FolderMarker.read(settings.root()),
                settings.clock(),
                settings.reserve(),
                this::isSent);
    }

    private boolean isSent(RelativePath file, LocalState here) {
        try {
            Optional<SyncedState> known = journal.get(file).filter(SyncedState::isFile);
            return known.filter(base -> LocalChanges.isAsLeft(Optional.of(here), known)
                            || (here.content().isPresent() && here.content().equals(base.content())))
                    .isPresent();
        } catch (StoreException e) {
            LOG.debug("{} counts as never sent", file, e);
            return false;
        }
    }

    private boolean isOnServer(Sha256 content) {
        try {
            return journal.deletions().holding(content).isPresent();
        } catch (StoreException e) {
            LOG.debug("a content counts as never sent", e);
            return false;
        }
    }

    /** What waits here to be sent, counted without the server. */
    public PendingChanges waiting() throws StoreException {
        DiskStore disk = disk();
        return PendingChanges.count(disk, journal, rules(disk), RelativePath.ROOT);
    }

    private IgnoreRules rules(DiskStore disk) throws StoreException {
        return FolderIgnoreRules.read(disk, journal, given()).rules();
    }

    private IgnoreRules given() throws StoreException {
        return new IgnoreRules(settings.leftOut()).without(OwnPlaces.in(settings.root(), settings.home()));
    }

    /** Which entries take no part in syncing, by the rules of this moment. */
    public Predicate<RelativePath> leftOut() throws StoreException {
        IgnoredEntries leftOut = new IgnoredEntries(rules(disk()));
        return path -> leftOut.isOut(path, Files.isDirectory(settings.root().resolve(path.value())));
    }

    /** Of these paths, those at which something is not as the last pass left it: our own writes are no news. */
    public Set<RelativePath> changedHere(Set<RelativePath> paths) throws StoreException {
        return new LocalChanges(disk(), journal).among(paths);
    }

    /**
     * Folders in which a file was saved last, of all that are in step; the last one last.
     *
     * @param most how many of them
     */
    public List<RelativePath> livelyFolders(int most) throws StoreException {
        return journal.latestFolders(most);
    }

    /** The locks on the server for documents that are open here. */
    public DocumentLocks documentLocks() {
        return new DocumentLocks(settings, session, journal);
    }

    /** What this client calls itself among those of the share. */
    private String deviceId() throws StoreException {
        Optional<String> known = journal.fact(DEVICE);
        if (known.isPresent()) {
            return known.get();
        }
        String made = UUID.randomUUID().toString().substring(0, 8);
        journal.note(Map.of(DEVICE, made));
        journal.commit();
        return made;
    }

    /** The local folder. */
    public Path root() {
        return settings.root();
    }

    /** Breaks off the requests under way; the pass then ends soon, and both sides are sound. For any thread. */
    public void breakOff() {
        share.breakOff();
    }

    /** The network is another one, or may be: what is open to the server leads nowhere any more. For any thread. */
    public void networkChanged() {
        session.end();
    }

    /**
     * A journal that knows a folder with another identity, or with none, is about another disk: what is missing here was
     * not deleted. Somebody who was asked may start over: everything is then compared anew, and nothing deleted.
     */
    private void requireSameFolder(PassOptions options) throws StoreException {
        Path root = settings.root();
        if (!Files.isDirectory(root)) {
            throw new StoreException(new Failure.LocalRootMissing(root.toString()));
        }
        Optional<String> known = journal.fact(FOLDER);
        Optional<String> found = FolderMarker.read(root);
        if (known.isPresent() && !known.equals(found)) {
            if (options.answer() == DeletionGuard.Answer.NONE || options.dryRun()) {
                throw new StoreException(new Failure.LocalRootReplaced(root.toString()));
            }
            journal.clear();
        }
        if (!options.dryRun()) {
            journal.note(Map.of(FOLDER, FolderMarker.readOrMake(root)));
            journal.commit();
        }
    }

    @Override
    public void close() throws StoreException {
        try (lock;
                session) {
            journal.close();
        }
    }
}
