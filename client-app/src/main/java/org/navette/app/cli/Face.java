// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonObject;
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
import org.navette.app.control.Dispatcher;
import org.navette.app.control.Refusal;
import org.navette.app.enrol.Invitation;
import org.navette.app.service.Commands;
import org.navette.app.service.Service;
import org.navette.app.system.Places;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.tray.TrayIcon;
import org.navette.app.view.Json;
import org.navette.app.view.Wanted;
import org.navette.app.window.Outside;
import org.navette.app.window.Place;
import org.navette.app.window.Program;
import org.navette.app.window.Windows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a running Navette shows on a desktop, as far as there is a place for it: an icon and a window. */
final class Face implements Dispatcher, AutoCloseable {
    /** The command that shows the window; of this face, where all others are of the running Navette. */
    static final String SHOW = "show";

    private static final Logger LOG = LoggerFactory.getLogger(Face.class);

    /**
     * What somebody wants to see.
     *
     * @param window whether the window is to be opened
     * @param invitation a link to be shown in it; empty for none
     */
    record Wish(boolean window, String invitation) {
        static final Wish ICON = new Wish(false, "");
        static final Wish WINDOW = new Wish(true, "");

        JsonObject toArguments() {
            return Json.of("invitation", invitation, "window", String.valueOf(window));
        }

        static Wish of(JsonObject arguments) {
            return new Wish(!Json.text(arguments, "window").equals("false"), Json.text(arguments, "invitation"));
        }
    }

    private final Commands commands;
    private final Service service;
    private final Messages messages;
    private final Path home;
    private final Runnable quit;
    private volatile @Nullable TrayIcon icon;
    private volatile boolean looked;
    private volatile boolean alone;
    private @Nullable AutoCloseable followed;
    private @Nullable Windows windows;

    Face(Commands commands, Service service, Messages messages, Path home, Runnable quit) {
        this.commands = commands;
        this.service = service;
        this.messages = messages;
        this.home = home;
        this.quit = quit;
    }

    /** Shows the icon, and the window if that is wanted or there is no place for an icon. */
    synchronized void appear(Wish wish) {
        boolean display = Windows.isPossible();
        // The window first: finding the place for an icon may take a while.
        boolean opened = display && wish.window() && open(wish);
        Optional<Consumer<Wanted>> opener = display ? Optional.of(this::show) : Optional.empty();
        Optional<TrayIcon> shown = TrayIcon.show(commands, messages, opener, quit);
        shown.ifPresent(tray -> {
            icon = tray;
            followed = commands.subscribe(messages.locale(), event -> tray.changed());
        });
        looked = true;
        if (shown.isEmpty()) {
            opened |= display && open(wish);
            System.err.println(messages.text(opened ? "ui.noTray" : "tray.none"));
        }
    }

    private void show(Wanted wanted) {
        Optional<Place> place = switch (wanted) {
            case WINDOW -> Optional.empty();
            case CONFLICTS -> Optional.of(new Place.Conflicts());
            case SETTINGS -> Optional.of(new Place.Settings());
        };
        opened().ifPresent(open -> open.show(place));
    }

    /** Shows the window alone: closing it is the end. @return whether there is one */
    boolean openAlone() {
        alone = true;
        return open(Wish.WINDOW);
    }

    /** @return whether there is a window */
    private boolean open(Wish wish) {
        Optional<Windows> open = opened();
        open.ifPresent(shown -> shown.show(place(wish)));
        return open.isPresent();
    }

    private static Optional<Place> place(Wish wish) {
        if (wish.invitation().isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Invitation> invitation = Invitation.read(wish.invitation());
            return invitation.map(found -> new Place.Setup(Optional.of(found)));
        } catch (IOException e) {
            LOG.warn("the invitation can't be read", e);
            return Optional.empty();
        }
    }

    /** Begins with windows when the first is wanted: until then they take no memory. */
    private synchronized Optional<Windows> opened() {
        if (windows == null && Windows.isPossible()) {
            Program program = new Program(
                    commands, messages, home, service::line, service::account, this::wayBack, new Desktop(), quit);
            windows = Windows.of(program).orElse(null);
        }
        return Optional.ofNullable(windows);
    }

    /** As long as it is being found out whether there is a place for an icon, there may be. */
    private Program.WayBack wayBack() {
        if (alone) {
            return Program.WayBack.NOT_WANTED;
        }
        return icon != null || !looked ? Program.WayBack.ICON : Program.WayBack.NONE;
    }

    /** What draws takes its time to begin, and needs nothing of the rest. */
    void prepare(Wish wish) {
        if (wish.window() && Windows.isPossible()) {
            Thread.ofPlatform().daemon().name("navette-begin").start(this::opened);
        }
    }

    private static final class Desktop implements Outside {
        @Override
        public void open(Path place) {
            Places.open(place);
        }

        @Override
        public void show(Path file) {
            Places.show(file);
        }

        @Override
        public void browse(URI page) {
            Places.browse(page);
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
    public JsonObject run(String command, JsonObject arguments, Locale language) throws Refusal {
        if (!command.equals(SHOW)) {
            return commands.run(command, arguments, language);
        }
        if (!open(Wish.of(arguments))) {
            throw new Refusal(new Messages(language).text("tray.none"), ExitCode.USAGE);
        }
        return new JsonObject();
    }

    @Override
    public AutoCloseable subscribe(Locale language, Consumer<JsonObject> events) {
        return commands.subscribe(language, events);
    }

    @Override
    public synchronized void close() {
        try {
            if (followed != null) {
                followed.close();
            }
        } catch (Exception e) {
            LOG.debug("the icon follows no more", e);
        }
        TrayIcon shown = icon;
        if (shown != null) {
            shown.close();
        }
        if (windows != null) {
            windows.close();
        }
    }
}
