// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
import org.navette.app.text.EnumNames;
import org.navette.app.text.Sentences;
import org.navette.engine.locking.OpenDocument;
import org.navette.engine.pass.PassResult;
import org.navette.engine.pass.PendingChanges;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.port.Records;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.schedule.FolderState;
import org.navette.engine.schedule.FolderStatus;
import org.navette.engine.schedule.Signal;
import org.navette.engine.schedule.SyncFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One folder pair of the running Navette: its thread, its latest status, and what it did, written down. */
final class FolderRun implements SyncFolder.Observer {
    private static final Logger LOG = LoggerFactory.getLogger(FolderRun.class);
    private static final long PATIENCE_SECONDS = 30;

    private final String name;
    private final SettingValues values;
    private final Records records;
    private final Sentences sentences;
    private final Consumer<ServiceChange> changed;
    private final KnownConflicts conflicts;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable SyncFolder folder;
    private volatile FolderStatus status;
    private List<Problem> told = List.of();
    private List<OpenDocument> documents = List.of();

    FolderRun(
            String name,
            SettingValues values,
            Records records,
            Sentences sentences,
            KnownConflicts.Listing listing,
            Consumer<ServiceChange> changed) {
        this.name = name;
        this.values = values;
        this.records = records;
        this.sentences = sentences;
        this.changed = changed;
        this.conflicts = new KnownConflicts(name, listing, changed);
        this.status = withState(new FolderState.NeedsPassword(new Failure.CredentialsRefused(false)));
    }

    private static FolderStatus withState(FolderState state) {
        return new FolderStatus(
                state, Optional.empty(), List.of(), PendingChanges.NOTHING, FolderStatus.Watch.NONE, List.of());
    }

    /**
     * Begins, with what the engine needs; without, somebody has to sign in first.
     *
     * @param surroundings known before the first pass: on a line that is paid by volume it sends nothing large either
     */
    void start(Optional<SyncFolder.Settings> settings, Signal.Surroundings surroundings) {
        if (settings.isEmpty()) {
            ended.countDown();
            tellStatus(status);
            return;
        }
        SyncFolder fresh = new SyncFolder(settings.get(), this);
        folder = fresh;
        status = fresh.status();
        fresh.tell(surroundings);
        Optional<String> paused = values.text(SettingKey.PAUSED).filter(text -> !text.equals("false"));
        paused.ifPresent(text -> fresh.tell(
                new Signal.Pause(text.equals("true") ? Optional.empty() : Optional.of(Instant.parse(text)))));
        Thread.ofPlatform().name("navette-folder-" + name).start(() -> {
            try {
                status(fresh.run());
            } catch (RuntimeException | Error e) {
                LOG.error("{} ended unexpectedly", name, e);
                status(withState(new FolderState.Stopped(Optional.of(new Failure.Unexpected(e.toString())))));
            } finally {
                ended.countDown();
            }
        });
    }

    /** Cannot begin at all. */
    void failed(Failure failure) {
        ended.countDown();
        status(withState(new FolderState.Stopped(Optional.of(failure))));
    }

    void tell(Signal signal) {
        SyncFolder running = folder;
        if (running != null) {
            running.tell(signal);
        }
    }

    void stop() throws InterruptedException {
        tell(new Signal.Stop());
        if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("{} does not end", name);
        }
    }

    String name() {
        return name;
    }

    SettingValues values() {
        return values;
    }

    FolderStatus status() {
        return status;
    }

    /** Absent if it did not begin, or has ended. */
    Optional<SyncFolder> folder() {
        return ended.getCount() == 0 ? Optional.empty() : Optional.ofNullable(folder);
    }

    @Override
    public void on(SyncEvent event) {
        if (event instanceof SyncEvent.Done done) {
            note(
                    EnumNames.of(done.operation()),
                    done.path().value(),
                    done.other().value(),
                    done.bytes(),
                    "");
        } else if (event instanceof SyncEvent.ComparedAnew) {
            note("problem", name, name, 0, sentences.comparedAnew());
        }
    }

    @Override
    public void status(FolderStatus now) {
        status = now;
        for (Problem problem : now.problems()) {
            if (!told.contains(problem)) {
                note("problem", problem.where(), problem.where(), 0, sentences.of(problem.failure()));
            }
        }
        told = now.problems();
        for (OpenDocument document : now.documents()) {
            if (document.holder().isPresent() && !documents.contains(document)) {
                String path = document.path().value();
                note("locked", path, path, 0, document.holder().get());
            }
        }
        documents = now.documents();
        tellStatus(now);
    }

    private void tellStatus(FolderStatus now) {
        changed.accept(new ServiceChange.StatusChanged(name, values, now));
    }

    @Override
    public void ended(PassResult result) {
        try {
            records.flush();
        } catch (StoreException e) {
            LOG.warn("what was counted could not be written down", e);
        }
        conflicts.look();
    }

    /** A conflict was resolved: the conflicts are other ones now, and the server does not have it yet. */
    void resolved() {
        conflicts.look();
        tell(new Signal.SyncNow());
    }

    private void note(String what, String path, String other, long bytes, String detail) {
        try {
            Records.Activity noted =
                    records.note(new Records.Activity(0, Instant.now(), name, what, path, other, bytes, detail));
            changed.accept(new ServiceChange.ActivityNoted(noted));
        } catch (StoreException e) {
            LOG.warn("an activity could not be written down", e);
        }
    }
}
