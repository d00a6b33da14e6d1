// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.app.api.UpdateReply;
import org.navette.app.text.Messages;
import org.navette.app.view.FolderView;
import org.navette.app.view.Overview;
import org.navette.app.view.WindowTarget;

/** The menu, from what there is to show. */
final class TrayMenu {
    private static final String ALL = "";

    private final Messages messages;
    private final TrayActions deeds;
    private final boolean windows;

    /** @param windows whether there is a window to show */
    TrayMenu(Messages messages, TrayActions deeds, boolean windows) {
        this.messages = messages;
        this.deeds = deeds;
        this.windows = windows;
    }

    List<MenuEntry> of(Overview now) {
        List<MenuEntry> menu = new ArrayList<>();
        menu.add(MenuEntry.text("status", now.sentence(messages)));
        menu.add(MenuEntry.line("line-folders"));
        now.folders().forEach(folder -> menu.add(folder(folder)));
        if (!now.folders().isEmpty()) {
            menu.add(MenuEntry.line("line-recent"));
        }
        if (!now.recent().isEmpty()) {
            menu.add(MenuEntry.opens("recent", text("tray.recent"), recent(now.recent())));
        }
        if (now.conflicts() > 0) {
            String conflicts = messages.text("tray.conflicts", now.conflicts());
            menu.add(
                    windows
                            ? MenuEntry.does("conflicts", conflicts, () -> deeds.show(WindowTarget.CONFLICTS))
                            : MenuEntry.text("conflicts", conflicts));
        }
        if (!now.folders().isEmpty()) {
            menu.add(MenuEntry.does("sync-now", text("tray.syncNow"), () -> deeds.syncNow(ALL)));
            menu.add(
                    now.isPaused()
                            ? MenuEntry.does("resume", text("tray.resume"), () -> deeds.resume(ALL))
                            : MenuEntry.opens("pause", text("tray.pause"), pauses(ALL)));
        }
        menu.add(MenuEntry.line("line-quit"));
        now.update().flatMap(this::update).ifPresent(menu::add);
        if (windows) {
            menu.add(MenuEntry.does("show", text("tray.show"), () -> deeds.show(WindowTarget.WINDOW)));
            menu.add(MenuEntry.does("settings", text("tray.settings"), () -> deeds.show(WindowTarget.SETTINGS)));
        }
        menu.add(MenuEntry.does("quit", text("tray.quit"), deeds::quit));
        return menu;
    }

    /** Absent as long as no newer version is known. */
    private Optional<MenuEntry> update(UpdateReply update) {
        return update.version().map(version -> {
            String newer = messages.text("update.short", version);
            return update.page()
                    .map(page -> MenuEntry.does("update", newer, () -> deeds.browse(page)))
                    .orElseGet(() -> MenuEntry.text("update", newer));
        });
    }

    private String text(String key) {
        return messages.text(key);
    }

    private MenuEntry folder(FolderView folder) {
        String name = folder.name();
        String key = "folder/" + name;
        List<MenuEntry> entries = new ArrayList<>();
        entries.add(MenuEntry.text(key + "/state", folder.sentence()));
        entries.add(MenuEntry.does(key + "/open", text("tray.open"), () -> deeds.open(folder.local())));
        entries.add(MenuEntry.does(key + "/sync-now", text("tray.syncNow"), () -> deeds.syncNow(name)));
        entries.add(
                folder.isPaused()
                        ? MenuEntry.does(key + "/resume", text("tray.resume"), () -> deeds.resume(name))
                        : MenuEntry.opens(key + "/pause", text("tray.pause"), pauses(name)));
        String state = folder.waiting() > 0
                ? messages.text("tray.waiting", folder.waiting())
                : text("mood." + folder.mood().name());
        return MenuEntry.opens(key, messages.text("tray.folder", name, state), entries);
    }

    private List<MenuEntry> pauses(String folder) {
        String key = folder + "/pause/";
        return List.of(
                MenuEntry.does(key + "hour", text("tray.pauseHour"), () -> deeds.pause(folder, "1h")),
                MenuEntry.does(key + "tomorrow", text("tray.pauseTomorrow"), () -> deeds.pause(folder, "tomorrow")),
                MenuEntry.does(key + "open", text("tray.pauseOpen"), () -> deeds.pause(folder, "")));
    }

    private List<MenuEntry> recent(List<Path> files) {
        return files.stream()
                .map(file ->
                        MenuEntry.does("recent/" + file, String.valueOf(file.getFileName()), () -> deeds.open(file)))
                .toList();
    }
}
