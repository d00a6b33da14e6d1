// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.navette.app.text.Messages;

/**
 * Everything an icon and its menu show.
 *
 * @param recent what was sent or received last, newest first
 * @param conflicts how many there are to look at
 * @param update what is known of newer versions
 */
public record Overview(List<FolderView> folders, List<Path> recent, int conflicts, UpdateView update) {
    public static final Overview EMPTY = new Overview(List.of(), List.of(), 0, UpdateView.NONE);

    public Overview {
        folders = List.copyOf(folders);
        recent = List.copyOf(recent);
    }

    /** From what {@code status} answers; the rest is none. */
    public static Overview of(JsonObject status) {
        List<FolderView> folders = new ArrayList<>();
        for (JsonElement folder : status.getAsJsonArray("folders")) {
            folders.add(FolderView.of(folder.getAsJsonObject()));
        }
        return new Overview(folders, List.of(), 0, UpdateView.of(status));
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
