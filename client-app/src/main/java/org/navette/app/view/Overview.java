// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.app.api.UpdateReply;
import org.navette.app.text.Messages;

/**
 * Everything an icon and its menu show.
 *
 * @param recent what was sent or received last, newest first
 * @param conflicts how many there are to look at
 * @param update what is known of newer versions; absent if nobody is asked
 */
public record Overview(List<FolderView> folders, List<Path> recent, int conflicts, Optional<UpdateReply> update) {
    private static final Set<String> SENT_OR_RECEIVED = Set.of("uploaded", "downloaded");
    private static final int MOST_RECENT = 6;

    public static final Overview EMPTY = new Overview(List.of(), List.of(), 0, Optional.empty());

    public Overview {
        folders = List.copyOf(folders);
        recent = List.copyOf(recent);
    }

    /** From how everything is. */
    public static Overview of(LiveState state) {
        List<FolderView> folders = state.folders().stream().map(FolderView::of).toList();
        return new Overview(folders, recent(state), state.allConflicts().size(), state.update());
    }

    private static List<Path> recent(LiveState state) {
        return state.recent().stream()
                .filter(activity -> SENT_OR_RECEIVED.contains(activity.what()))
                .flatMap(activity -> state.folders().stream()
                        .filter(folder -> folder.name().equals(activity.folder()))
                        .map(folder -> folder.local().resolve(activity.path())))
                .distinct()
                .limit(MOST_RECENT)
                .toList();
    }

    public Overview with(List<Path> recentFiles, int conflictsNow) {
        return new Overview(folders, recentFiles, conflictsNow, update);
    }

    public Optional<FolderView> folder(String name) {
        return folders.stream().filter(folder -> folder.name().equals(name)).findFirst();
    }

    /** Of the folder that needs a person most; one that is paused does not hide one that works. */
    public StatusIcon mood() {
        if (!folders.isEmpty() && folders.stream().allMatch(FolderView::isPaused)) {
            return StatusIcon.PAUSED;
        }
        StatusIcon worst = folders.stream()
                .filter(folder -> !folder.isPaused())
                .map(FolderView::mood)
                .max(Comparator.naturalOrder())
                .orElse(StatusIcon.IN_STEP);
        boolean calm = worst.compareTo(StatusIcon.ATTENTION) < 0;
        return calm && conflicts > 0 ? StatusIcon.ATTENTION : worst;
    }

    public boolean isPaused() {
        return mood() == StatusIcon.PAUSED;
    }

    /** The state of everything in one sentence. */
    public String sentence(Messages messages) {
        if (folders.isEmpty()) {
            return messages.text("tray.empty");
        }
        if (mood() == StatusIcon.IN_STEP) {
            return messages.text("tray.inStep");
        }
        if (conflicts > 0
                && folders.stream()
                        .noneMatch(
                                folder -> folder.mood() == StatusIcon.ATTENTION || folder.mood() == StatusIcon.ERROR)) {
            return messages.text("tray.conflicts", conflicts);
        }
        FolderView speaks = folders.stream()
                .filter(folder -> folder.mood() == mood())
                .findFirst()
                .orElse(folders.getFirst());
        return folders.size() == 1
                ? speaks.sentence()
                : messages.text("watch.folder", speaks.name(), speaks.sentence());
    }
}
