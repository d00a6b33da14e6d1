// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.navette.app.api.UpdateReply;
import org.navette.app.desktop.tray.dbus.DbusMenu;
import org.navette.app.text.Messages;
import org.navette.app.view.FolderView;
import org.navette.app.view.Overview;
import org.navette.app.view.StatusIcon;
import org.navette.app.view.WindowTarget;

class TrayMenuTest {
    private final List<String> done = new ArrayList<>();
    private final TrayMenu menu = new TrayMenu(new Messages(Locale.ENGLISH), new Noted(), true);

    private final class Noted implements TrayActions {
        @Override
        public void open(Path place) {
            done.add("open " + place);
        }

        @Override
        public void browse(URI page) {
            done.add("browse " + page);
        }

        @Override
        public void syncNow(String folder) {
            done.add("sync now " + folder);
        }

        @Override
        public void pause(String folder, String time) {
            done.add("pause " + folder + " " + time);
        }

        @Override
        public void resume(String folder) {
            done.add("resume " + folder);
        }

        @Override
        public void show(WindowTarget wanted) {
            done.add("show " + wanted);
        }

        @Override
        public void quit() {
            done.add("quit");
        }
    }

    private static FolderView folder(String name, StatusIcon mood, int waiting) {
        return new FolderView(name, Path.of("/" + name), Optional.empty(), "Words.", mood, waiting, 0, List.of());
    }

    private static Map<String, MenuEntry> byKey(List<MenuEntry> entries) {
        Map<String, MenuEntry> all = new HashMap<>();
        for (MenuEntry entry : entries) {
            assertEquals(null, all.put(entry.key(), entry), "two entries with the key " + entry.key());
            all.putAll(byKey(entry.children()));
        }
        return all;
    }

    private Map<String, MenuEntry> of(Overview now) {
        return byKey(menu.of(now));
    }

    private static MenuEntry entry(Map<String, MenuEntry> entries, String key) {
        return Objects.requireNonNull(entries.get(key), key);
    }

    private void click(MenuEntry entry) {
        entry.action().orElseThrow().run();
    }

    @Test
    void everyEntryDoesWhatItSays() {
        Overview now = new Overview(
                List.of(folder("Asso", StatusIcon.IN_STEP, 0), folder("Photos", StatusIcon.PAUSED, 12)),
                List.of(Path.of("/Asso/budget.ods")),
                2,
                Optional.of(
                        new UpdateReply("", Optional.of("0.2.0"), Optional.of(URI.create("https://asso.example/")))));
        Map<String, MenuEntry> entries = of(now);
        assertEquals("Asso — up to date", entry(entries, "folder/Asso").label());
        assertEquals("Photos — 12 waiting", entry(entries, "folder/Photos").label());
        assertEquals("2 conflicts to resolve", entry(entries, "conflicts").label());
        for (String key : List.of(
                "folder/Asso/open",
                "folder/Asso/sync-now",
                "Asso/pause/hour",
                "folder/Photos/resume",
                "recent//Asso/budget.ods",
                "sync-now",
                "/pause/tomorrow",
                "/pause/open",
                "update",
                "quit")) {
            click(entry(entries, key));
        }
        assertEquals(
                List.of(
                        "open /Asso",
                        "sync now Asso",
                        "pause Asso 1h",
                        "resume Photos",
                        "open /Asso/budget.ods",
                        "sync now ",
                        "pause  tomorrow",
                        "pause  ",
                        "browse https://asso.example/",
                        "quit"),
                done);
    }

    @Test
    void withoutFoldersThereIsLittleToDo() {
        assertEquals(
                List.of("status", "line-folders", "line-quit", "show", "settings", "quit"),
                menu.of(Overview.EMPTY).stream().map(MenuEntry::key).toList());
        assertTrue(of(new Overview(List.of(folder("Asso", StatusIcon.PAUSED, 0)), List.of(), 0, Optional.empty()))
                .containsKey("resume"));
    }

    /** The menu is open, and changes: a click is on what the person saw, or on nothing. */
    @Test
    void aClickNeverHitsWhatCameInItsPlace() throws Exception {
        try (ExecutorService clicks = Executors.newSingleThreadExecutor()) {
            NotifierMenu shown = new NotifierMenu(clicks);
            shown.show(menu.of(
                    new Overview(List.of(folder("Asso", StatusIcon.IN_STEP, 0)), List.of(), 0, Optional.empty())));
            int pause = number(shown, "Sync now");
            shown.show(menu.of(Overview.EMPTY));
            shown.Event(pause, "clicked", new Variant<>(0), new UInt32(0));
            shown.show(menu.of(new Overview(
                    List.of(folder("Photos", StatusIcon.IN_STEP, 0), folder("Asso", StatusIcon.PAUSED, 0)),
                    List.of(),
                    0,
                    Optional.empty())));
            assertEquals(pause, number(shown, "Sync now"));
            shown.Event(pause, "opened", new Variant<>(0), new UInt32(0));
            clicks.shutdown();
            assertTrue(clicks.awaitTermination(10, TimeUnit.SECONDS));
        }
        assertEquals(List.of(), done);
    }

    private static int number(NotifierMenu menu, String label) {
        return menu.GetLayout(0, 1, List.of()).item.children.stream()
                .map(child -> (DbusMenu.Item) child.getValue())
                .filter(item -> item.properties.containsKey("label")
                        && item.properties.get("label").getValue().equals(label))
                .findFirst()
                .orElseThrow()
                .id;
    }

    @Test
    void aNameWithAnUnderscoreIsShownAsItIs() {
        try (ExecutorService clicks = Executors.newSingleThreadExecutor()) {
            NotifierMenu shown = new NotifierMenu(clicks);
            shown.show(menu.of(
                    new Overview(List.of(folder("my_folder", StatusIcon.IN_STEP, 0)), List.of(), 0, Optional.empty())));
            assertTrue(number(shown, "my__folder — up to date") > 0);
        }
    }
}
