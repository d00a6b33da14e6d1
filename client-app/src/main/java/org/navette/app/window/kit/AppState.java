// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.navette.app.view.ActivityView;
import org.navette.app.view.ConflictView;
import org.navette.app.view.FolderDetail;
import org.navette.app.view.Json;
import org.navette.app.view.UpdateView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How everything is now: follows what the running Navette tells, no faster than an eye can. */
public final class AppState implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AppState.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** For what no folder tells of: conflicts that were settled in the file manager, and newer versions. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final BackgroundCommands commands;
    private final ReadOnlyObjectWrapper<List<FolderDetail>> folders = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<ConflictView>> conflicts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<UpdateView> update = new ReadOnlyObjectWrapper<>(UpdateView.NONE);
    private final ReadOnlyIntegerWrapper deeds = new ReadOnlyIntegerWrapper();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("navette-window").factory());
    private final AtomicBoolean due = new AtomicBoolean();
    private long newestConflict;

    public AppState(BackgroundCommands commands) {
        this.commands = commands;
        var _ = later.scheduleWithFixedDelay(
                () -> commands.draw(this::lookAtRest), 0, REST.toMillis(), TimeUnit.MILLISECONDS);
        changed();
    }

    /** Something is not as it was. For any thread. */
    public void changed() {
        if (!later.isShutdown() && !due.getAndSet(true)) {
            try {
                var _ = later.schedule(this::look, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException ended) {
                LOG.debug("it is not shown any more", ended);
            }
        }
    }

    private void lookAtRest() {
        lookAtConflicts();
        changed();
    }

    private void look() {
        due.set(false);
        commands.ask("status", new JsonObject(), Seen::of, this::show, AppState::log);
    }

    /** What {@code status} answered. */
    private record Seen(List<FolderDetail> folders, UpdateView update) {
        static Seen of(JsonObject status) {
            return new Seen(FolderDetail.all(status), UpdateView.of(status));
        }
    }

    private void show(Seen now) {
        folders.set(now.folders());
        update.set(now.update());
        deeds.set(deeds.get() + 1);
        commands.ask("log", Json.of("what", "conflict", "most", "1"), this::showNewest, AppState::log);
    }

    private void showNewest(JsonObject log) {
        long newest =
                ActivityView.all(log).stream().mapToLong(ActivityView::id).max().orElse(0);
        if (newest != newestConflict) {
            newestConflict = newest;
            lookAtConflicts();
        }
    }

    /** Walks through the folders, so not at every change. */
    public void lookAtConflicts() {
        commands.ask("conflicts", new JsonObject(), ConflictView::all, conflicts::set, AppState::log);
    }

    private static void log(String sentence) {
        LOG.warn("how things are can't be told: {}", sentence);
    }

    public ReadOnlyObjectProperty<List<FolderDetail>> folders() {
        return folders.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<ConflictView>> conflicts() {
        return conflicts.getReadOnlyProperty();
    }

    /** What is known of newer versions. */
    public ReadOnlyObjectProperty<UpdateView> update() {
        return update.getReadOnlyProperty();
    }

    /** Grows whenever something may have been done. */
    public ReadOnlyIntegerProperty deeds() {
        return deeds.getReadOnlyProperty();
    }

    /** Where something in a folder is on this computer; the path alone, if there is no such folder any more. */
    public Path file(String folder, String path) {
        return folder(folder).map(found -> found.view().local().resolve(path)).orElse(Path.of(path));
    }

    public Optional<FolderDetail> folder(String name) {
        return folders.get().stream()
                .filter(folder -> folder.name().equals(name))
                .findFirst();
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
