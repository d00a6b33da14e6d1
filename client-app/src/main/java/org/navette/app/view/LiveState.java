// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navette.app.api.ActivityReply;
import org.navette.app.api.ConflictReply;
import org.navette.app.api.Event;
import org.navette.app.api.FolderReply;
import org.navette.app.api.StatusReply;
import org.navette.app.api.UpdateReply;

/**
 * How everything is: what was read once, brought up to date by each event since.
 *
 * @param folders in the order of the settings
 * @param conflicts of each folder, by its name
 * @param recent what was done last, the newest first
 * @param update absent if nobody is asked about newer versions
 */
public record LiveState(
        List<FolderReply> folders,
        Map<String, List<ConflictReply>> conflicts,
        List<ActivityReply> recent,
        Optional<UpdateReply> update) {
    /** So many activities are remembered. */
    public static final int MOST_RECENT = 60;

    public static final LiveState EMPTY = new LiveState(List.of(), Map.of(), List.of(), Optional.empty());

    public LiveState {
        folders = List.copyOf(folders);
        conflicts = Map.copyOf(conflicts);
        recent = List.copyOf(recent);
    }

    /** What was read. */
    public static LiveState of(StatusReply status, List<ConflictReply> conflicts, List<ActivityReply> recent) {
        Map<String, List<ConflictReply>> byFolder = new LinkedHashMap<>();
        conflicts.forEach(conflict -> byFolder.computeIfAbsent(conflict.folder(), name -> new ArrayList<>())
                .add(conflict));
        return new LiveState(status.folders(), byFolder, recent, status.update());
    }

    /** After an event. */
    public LiveState with(Event event) {
        return switch (event) {
            case Event.Status(FolderReply folder) -> new LiveState(replaced(folder), conflicts, recent, update);
            case Event.Removed(String name) ->
                new LiveState(
                        folders.stream()
                                .filter(folder -> !folder.name().equals(name))
                                .toList(),
                        conflictsWith(name, List.of()),
                        recent,
                        update);
            case Event.Activity(ActivityReply activity) ->
                new LiveState(folders, conflicts, recentWith(activity), update);
            case Event.Conflicts(String name, List<ConflictReply> now) ->
                new LiveState(folders, conflictsWith(name, now), recent, update);
            case Event.Update(Optional<UpdateReply> found) -> new LiveState(folders, conflicts, recent, found);
            case Event.SettingsChanged() -> this;
        };
    }

    private List<FolderReply> replaced(FolderReply folder) {
        boolean known = folders.stream().anyMatch(one -> one.name().equals(folder.name()));
        List<FolderReply> now = new ArrayList<>(folders);
        if (known) {
            now.replaceAll(one -> one.name().equals(folder.name()) ? folder : one);
        } else {
            now.add(folder);
        }
        return now;
    }

    private Map<String, List<ConflictReply>> conflictsWith(String folder, List<ConflictReply> now) {
        Map<String, List<ConflictReply>> all = new LinkedHashMap<>(conflicts);
        if (now.isEmpty()) {
            all.remove(folder);
        } else {
            all.put(folder, List.copyOf(now));
        }
        return all;
    }

    private List<ActivityReply> recentWith(ActivityReply activity) {
        if (!recent.isEmpty() && recent.getFirst().id() >= activity.id()) {
            return recent;
        }
        List<ActivityReply> now = new ArrayList<>(recent);
        now.addFirst(activity);
        return now.subList(0, Math.min(now.size(), MOST_RECENT));
    }

    /** All conflicts, in the order of the folders. */
    public List<ConflictReply> allConflicts() {
        return folders.stream()
                .flatMap(folder -> conflicts.getOrDefault(folder.name(), List.of()).stream())
                .toList();
    }

    /** The id of what was done last in a folder; 0 if nothing was lately. */
    public long newestActivity(String folder) {
        return recent.stream()
                .filter(activity -> activity.folder().equals(folder))
                .mapToLong(ActivityReply::id)
                .findFirst()
                .orElse(0);
    }
}
