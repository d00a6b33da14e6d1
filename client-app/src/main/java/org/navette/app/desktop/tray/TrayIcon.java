// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.navette.app.control.CommandDispatcher;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.desktop.FileOpener;
import org.navette.app.desktop.tray.Notifications.Announcement;
import org.navette.app.text.Messages;
import org.navette.app.view.FolderView;
import org.navette.app.view.Json;
import org.navette.app.view.Overview;
import org.navette.app.view.SettingView;
import org.navette.app.view.WindowTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Navette in the tray: asks it how things are whenever something has changed, and shows that. */
public final class TrayIcon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrayIcon.class);
    /** Faster changes than this are not to be seen. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** What takes a look at files is looked at less often. */
    private static final Duration DETAILS = Duration.ofSeconds(5);

    private static final Duration CONFLICTS = Duration.ofMinutes(1);

    private static final int RECENT = 6;
    private static final int MOST_ACTIVITIES = 60;

    private final CommandDispatcher navette;
    private final Messages messages;
    private final Tray tray;
    private final TrayMenu menu;
    private final Notifications announcements;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("navette-tray").factory());
    private final AtomicBoolean due = new AtomicBoolean();
    private Overview shown = Overview.EMPTY;
    private Instant detailsLooked = Instant.EPOCH;
    private List<Path> recent = List.of();
    private Instant conflictsLooked = Instant.EPOCH;
    private long conflictsOf = -1;
    private int conflicts;

    private TrayIcon(
            CommandDispatcher navette,
            Messages messages,
            Tray tray,
            Optional<Consumer<WindowTarget>> windows,
            Runnable quit) {
        this.navette = navette;
        this.messages = messages;
        this.tray = tray;
        this.announcements = new Notifications(messages);
        this.menu = new TrayMenu(messages, new Asked(windows, quit), windows.isPresent());
    }

    /**
     * Shows the icon from now on.
     *
     * @param windows shows the window; absent where there can be none
     * @param quit what the menu's last entry does
     * @return absent where there is no tray to show it in
     */
    public static Optional<TrayIcon> show(
            CommandDispatcher navette, Messages messages, Optional<Consumer<WindowTarget>> windows, Runnable quit) {
        return TrayFinder.open().map(tray -> {
            TrayIcon icon = new TrayIcon(navette, messages, tray, windows, quit);
            icon.render(Overview.EMPTY);
            icon.changed();
            // What was passed over because it was looked at a moment ago is seen a little later.
            var _ = icon.thread.scheduleWithFixedDelay(
                    icon::changed, DETAILS.toSeconds(), DETAILS.toSeconds() * 2, TimeUnit.SECONDS);
            return icon;
        });
    }

    /** Something is not as it was. For any thread. */
    public void changed() {
        if (!thread.isShutdown() && !due.getAndSet(true)) {
            try {
                var _ = thread.schedule(this::look, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException ended) {
                LOG.debug("it is not shown any more", ended);
            }
        }
    }

    private void look() {
        due.set(false);
        try {
            Overview folders = Overview.of(ask("status", new JsonObject()));
            if (Instant.now().isAfter(detailsLooked.plus(DETAILS))) {
                detailsLooked = Instant.now();
                lookAtDetails(folders);
            }
            Overview now = folders.with(recent, conflicts);
            if (!now.equals(shown)) {
                render(now);
            }
            List<Announcement> news = announcements.of(now);
            if (!news.isEmpty() && areWanted()) {
                news.forEach(one -> tray.announce(one.about(), one.text()));
            }
        } catch (CommandRefusedException e) {
            LOG.warn("how things are can't be told", e);
        } catch (RuntimeException | Error e) {
            LOG.error("the icon could not be brought up to date", e);
        }
    }

    private boolean areWanted() throws CommandRefusedException {
        JsonObject settings = ask("settings", Json.of("key", "general.notifications"));
        return SettingView.all(settings).values().stream()
                .noneMatch(setting -> setting.value().equals("false"));
    }

    private void lookAtDetails(Overview folders) throws CommandRefusedException {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("most", MOST_ACTIVITIES);
        JsonArray activities = ask("log", arguments).getAsJsonArray("activities");
        recent = recent(activities, folders);
        long newest = activities.isEmpty()
                ? 0
                : activities.get(0).getAsJsonObject().get("id").getAsLong();
        // That walks through the folders: only where something was done since, and not all the time.
        if (newest != conflictsOf && Instant.now().isAfter(conflictsLooked.plus(CONFLICTS))) {
            conflictsOf = newest;
            conflictsLooked = Instant.now();
            conflicts = ask("conflicts", new JsonObject())
                    .getAsJsonArray("conflicts")
                    .size();
        }
    }

    private void render(Overview now) {
        shown = now;
        tray.show(now.mood(), now.sentence(messages), menu.of(now));
    }

    private JsonObject ask(String command, JsonObject arguments) throws CommandRefusedException {
        return navette.run(command, arguments, messages.locale());
    }

    /** The files that were sent or received last. */
    private static List<Path> recent(JsonArray activities, Overview now) {
        Set<Path> files = new LinkedHashSet<>();
        for (JsonElement element : activities) {
            JsonObject activity = element.getAsJsonObject();
            if (Set.of("uploaded", "downloaded").contains(activity.get("what").getAsString())) {
                now.folders().stream()
                        .filter(folder ->
                                folder.name().equals(activity.get("folder").getAsString()))
                        .map(FolderView::local)
                        .map(root -> root.resolve(activity.get("path").getAsString()))
                        .forEach(files::add);
            }
        }
        return files.stream().limit(RECENT).toList();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        tray.close();
    }

    private final class Asked implements TrayActions {
        private final Optional<Consumer<WindowTarget>> windows;
        private final Runnable quit;

        Asked(Optional<Consumer<WindowTarget>> windows, Runnable quit) {
            this.windows = windows;
            this.quit = quit;
        }

        private void tell(String command, String folder, String member, String value) {
            JsonObject arguments = new JsonObject();
            if (!folder.isEmpty()) {
                arguments.addProperty("name", folder);
            }
            if (!member.isEmpty()) {
                arguments.addProperty(member, value);
            }
            try {
                ask(command, arguments);
            } catch (CommandRefusedException e) {
                LOG.warn("{} was refused", command, e);
            }
        }

        @Override
        public void open(Path place) {
            FileOpener.open(place);
        }

        @Override
        public void browse(URI page) {
            FileOpener.browse(page);
        }

        @Override
        public void syncNow(String folder) {
            tell("sync-now", folder, "", "");
        }

        @Override
        public void pause(String folder, String time) {
            if (time.equals("tomorrow")) {
                tell("pause", folder, "untilTomorrow", "true");
            } else {
                tell("pause", folder, time.isEmpty() ? "" : "for", time);
            }
        }

        @Override
        public void resume(String folder) {
            tell("resume", folder, "", "");
        }

        @Override
        public void show(WindowTarget wanted) {
            windows.ifPresent(window -> window.accept(wanted));
        }

        @Override
        public void quit() {
            quit.run();
        }
    }
}
