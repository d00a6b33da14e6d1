// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.navette.app.api.ConflictReply;
import org.navette.app.api.UpdateReply;
import org.navette.app.view.FolderDetail;
import org.navette.app.view.LiveFeed;
import org.navette.app.view.LiveState;

/** How everything is now: follows what the running Navette tells, no faster than an eye can. */
public final class AppState implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final LiveFeed feed;
    private final ReadOnlyObjectWrapper<List<FolderDetail>> folders = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<ConflictReply>> conflicts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<UpdateReply>> update = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private LiveState shown = LiveState.EMPTY;

    public AppState(BackgroundCommands commands) {
        this.feed = commands.follow(PAUSE, this::show);
        feed.start();
    }

    private void show(LiveState now) {
        shown = now;
        folders.set(now.folders().stream().map(FolderDetail::of).toList());
        conflicts.set(now.allConflicts());
        update.set(now.update());
        changes.set(changes.get() + 1);
    }

    public ReadOnlyObjectProperty<List<FolderDetail>> folders() {
        return folders.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<ConflictReply>> conflicts() {
        return conflicts.getReadOnlyProperty();
    }

    /** What is known of newer versions; absent if nobody is asked. */
    public ReadOnlyObjectProperty<Optional<UpdateReply>> update() {
        return update.getReadOnlyProperty();
    }

    /** Grows whenever something is not as it was. */
    public ReadOnlyIntegerProperty changes() {
        return changes.getReadOnlyProperty();
    }

    /** The id of what was done last in a folder; 0 if nothing was lately. */
    public long newestActivity(String folder) {
        return shown.newestActivity(folder);
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
        feed.close();
    }
}
