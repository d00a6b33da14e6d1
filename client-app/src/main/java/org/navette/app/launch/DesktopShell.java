// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.launch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.Command;
import org.navette.app.api.CommandCatalog;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.DoneReply;
import org.navette.app.api.Event;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.api.ShowWindow;
import org.navette.app.desktop.DesktopActions;
import org.navette.app.desktop.FileOpener;
import org.navette.app.desktop.tray.TrayIcon;
import org.navette.app.onboarding.Invitation;
import org.navette.app.service.Commands;
import org.navette.app.service.Service;
import org.navette.app.text.Messages;
import org.navette.app.view.WindowTarget;
import org.navette.app.window.kit.AppContext;
import org.navette.app.window.kit.Route;
import org.navette.app.window.shell.MainWindow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a running Navette shows on a desktop, as far as there is a place for it: an icon and a window. */
public final class DesktopShell implements NavetteApi, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopShell.class);

    /**
     * What somebody wants to see.
     *
     * @param window whether the window is to be opened
     * @param invitation a link to be shown in it; empty for none
     */
    public record Wish(boolean window, String invitation) {
        public static final Wish ICON = new Wish(false, "");
        public static final Wish WINDOW = new Wish(true, "");

        ShowWindow toCommand() {
            return new ShowWindow(Optional.of(invitation).filter(link -> !link.isEmpty()), Optional.of(window));
        }

        static Wish of(ShowWindow asked) {
            return new Wish(asked.window().orElse(true), asked.invitation().orElse(""));
        }
    }

    private final Commands commands;
    private final Service service;
    private final Messages messages;
    private final Path home;
    private final Runnable quit;
    private final DesktopActions desktop = new Desktop();
    private volatile @Nullable TrayIcon icon;
    private volatile boolean looked;
    private volatile boolean alone;
    private @Nullable MainWindow windows;

    DesktopShell(Commands commands, Service service, Messages messages, Path home, Runnable quit) {
        this.commands = commands;
        this.service = service;
        this.messages = messages;
        this.home = home;
        this.quit = quit;
    }

    /** Shows the icon, and the window if that is wanted or there is no place for an icon. */
    synchronized void appear(Wish wish) {
        boolean display = MainWindow.isPossible();
        // The window first: finding the place for an icon may take a while.
        boolean opened = display && wish.window() && open(wish);
        Optional<Consumer<WindowTarget>> opener = display ? Optional.of(this::show) : Optional.empty();
        Optional<TrayIcon> shown = TrayIcon.show(commands, messages, opener, desktop, quit);
        shown.ifPresent(tray -> icon = tray);
        looked = true;
        showWayBack();
        if (shown.isEmpty()) {
            opened |= display && open(wish);
            System.err.println(messages.text(opened ? "ui.noTray" : "tray.none"));
        }
    }

    private synchronized void showWayBack() {
        if (windows != null) {
            windows.showWayBack();
        }
    }

    private void show(WindowTarget wanted) {
        Optional<Route> place = switch (wanted) {
            case WINDOW -> Optional.empty();
            case CONFLICTS -> Optional.of(new Route.Conflicts());
            case SETTINGS -> Optional.of(new Route.Settings());
        };
        opened().ifPresent(open -> open.show(place));
    }

    /**
     * Shows the window alone: closing it is the end.
     *
     * @return whether there is one
     */
    boolean openAlone() {
        alone = true;
        return open(Wish.WINDOW);
    }

    /** @return whether there is a window */
    private boolean open(Wish wish) {
        Optional<MainWindow> open = opened();
        open.ifPresent(shown -> shown.show(place(wish)));
        return open.isPresent();
    }

    private static Optional<Route> place(Wish wish) {
        if (wish.invitation().isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Invitation> invitation = Invitation.read(wish.invitation());
            return invitation.map(found -> new Route.Setup(Optional.of(found)));
        } catch (IOException e) {
            LOG.warn("the invitation can't be read", e);
            return Optional.empty();
        }
    }

    /** Begins with windows when the first is wanted: until then they take no memory. */
    private synchronized Optional<MainWindow> opened() {
        if (windows == null && MainWindow.isPossible()) {
            AppContext program = new AppContext(
                    commands, messages, home, service::line, service::account, this::wayBack, desktop, quit);
            windows = MainWindow.of(program).orElse(null);
        }
        return Optional.ofNullable(windows);
    }

    /** As long as it is being found out whether there is a place for an icon, there may be. */
    private AppContext.WayBack wayBack() {
        if (alone) {
            return AppContext.WayBack.NOT_WANTED;
        }
        return icon != null || !looked ? AppContext.WayBack.ICON : AppContext.WayBack.NONE;
    }

    /** What draws takes its time to begin, and needs nothing of the rest. */
    void prepare(Wish wish) {
        if (wish.window() && MainWindow.isPossible()) {
            Thread.ofPlatform().daemon().name("navette-begin").start(this::opened);
        }
    }

    private static final class Desktop implements DesktopActions {
        @Override
        public void open(Path place) {
            FileOpener.open(place);
        }

        @Override
        public void show(Path file) {
            FileOpener.show(file);
        }

        @Override
        public void browse(URI page) {
            FileOpener.browse(page);
        }

        @Override
        public void copy(String text) {
            Platform.runLater(() -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(text);
                Clipboard.getSystemClipboard().setContent(content);
            });
        }
    }

    @Override
    public <R extends Reply> R run(Command<R> command, Locale language) throws CommandRefusedException {
        if (command instanceof ShowWindow show && open(Wish.of(show))) {
            return CommandCatalog.of(command).reply().cast(new DoneReply());
        }
        return commands.run(command, language);
    }

    @Override
    public AutoCloseable subscribe(Locale language, Consumer<Event> events) {
        return commands.subscribe(language, events);
    }

    @Override
    public synchronized void close() {
        TrayIcon shown = icon;
        if (shown != null) {
            shown.close();
        }
        if (windows != null) {
            windows.close();
        }
    }
}
