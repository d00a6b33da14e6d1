// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.SettingsCommand;
import org.navette.app.desktop.DesktopActions;
import org.navette.app.desktop.tray.Notifications.Announcement;
import org.navette.app.text.Messages;
import org.navette.app.view.LiveFeed;
import org.navette.app.view.LiveState;
import org.navette.app.view.Overview;
import org.navette.app.view.WindowTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Navette in the tray: follows what the running Navette tells, and shows that. */
public final class TrayIcon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrayIcon.class);
    /** Faster changes than this are not to be seen. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final NavetteApi navette;
    private final Messages messages;
    private final Tray tray;
    private final TrayMenu menu;
    private final Notifications announcements;
    private final LiveFeed feed;
    private Overview shown = Overview.EMPTY;

    private TrayIcon(
            NavetteApi navette,
            Messages messages,
            Tray tray,
            Optional<Consumer<WindowTarget>> windows,
            DesktopActions desktop,
            Runnable quit) {
        this.navette = navette;
        this.messages = messages;
        this.tray = tray;
        this.announcements = new Notifications(messages);
        this.menu = new TrayMenu(messages, new Asked(windows, desktop, quit), windows.isPresent());
        this.feed = new LiveFeed(navette, messages.locale(), "navette-tray", PAUSE, this::show);
    }

    /**
     * Shows the icon from now on.
     *
     * @param windows shows the window; absent where there can be none
     * @param desktop opens what is chosen in the menu
     * @param quit what the menu's last entry does
     * @return absent where there is no tray to show it in
     */
    public static Optional<TrayIcon> show(
            NavetteApi navette,
            Messages messages,
            Optional<Consumer<WindowTarget>> windows,
            DesktopActions desktop,
            Runnable quit) {
        return TrayFinder.open().map(tray -> {
            TrayIcon icon = new TrayIcon(navette, messages, tray, windows, desktop, quit);
            icon.render(Overview.EMPTY);
            icon.feed.start();
            return icon;
        });
    }

    private void show(LiveState state) {
        try {
            Overview now = Overview.of(state);
            if (!now.equals(shown)) {
                render(now);
            }
            List<Announcement> news = announcements.of(now);
            if (!news.isEmpty() && areWanted()) {
                news.forEach(one -> tray.announce(one.about(), one.text()));
            }
        } catch (CommandRefusedException e) {
            LOG.warn("whether notifications are wanted can't be told", e);
        }
    }

    private boolean areWanted() throws CommandRefusedException {
        SettingsCommand.ListSettings asked = new SettingsCommand.ListSettings(Optional.of("general.notifications"));
        return navette.run(asked, messages.locale()).settings().stream()
                .noneMatch(setting -> setting.value().equals("false"));
    }

    private void render(Overview now) {
        shown = now;
        tray.show(now.mood(), now.sentence(messages), menu.of(now));
    }

    @Override
    public void close() {
        feed.close();
        tray.close();
    }

    private final class Asked implements TrayActions {
        private final Optional<Consumer<WindowTarget>> windows;
        private final DesktopActions desktop;
        private final Runnable quit;

        Asked(Optional<Consumer<WindowTarget>> windows, DesktopActions desktop, Runnable quit) {
            this.windows = windows;
            this.desktop = desktop;
            this.quit = quit;
        }

        private void tell(FolderCommand<?> command) {
            try {
                navette.run(command, messages.locale());
            } catch (CommandRefusedException e) {
                LOG.warn("{} was refused", command, e);
            }
        }

        private static Optional<String> named(String folder) {
            return Optional.of(folder).filter(name -> !name.isEmpty());
        }

        @Override
        public void open(Path place) {
            desktop.open(place);
        }

        @Override
        public void browse(URI page) {
            desktop.browse(page);
        }

        @Override
        public void syncNow(String folder) {
            tell(FolderCommand.SyncNow.of(named(folder)));
        }

        @Override
        public void pause(String folder, String time) {
            boolean tomorrow = time.equals("tomorrow");
            Optional<String> duration = Optional.of(time).filter(text -> !text.isEmpty() && !tomorrow);
            tell(new FolderCommand.Pause(named(folder), duration, tomorrow));
        }

        @Override
        public void resume(String folder) {
            tell(new FolderCommand.Resume(named(folder)));
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
