// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.shell;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.Event;
import org.navette.app.api.SettingsCommand;
import org.navette.app.api.SettingsCommand.SettingsReply;
import org.navette.app.desktop.SystemSignals;
import org.navette.app.view.ChosenSettings;
import org.navette.app.window.kit.AppContext;
import org.navette.app.window.kit.BackgroundCommands;
import org.navette.app.window.kit.Route;
import org.navette.app.window.kit.Themes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the window when somebody wants to see it, and lets go of it when it is closed. */
public final class MainWindow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MainWindow.class);
    private static final String THEME = "general.theme";
    private static final double WIDTH = 940;
    private static final double HEIGHT = 640;
    private static final double LEAST_WIDTH = 480;
    private static final double LEAST_HEIGHT = 360;

    private final AppContext program;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final BackgroundCommands commands;
    private final AutoCloseable subscription;
    private volatile @Nullable MainView shell;
    private @Nullable Stage stage;

    private MainWindow(AppContext program) {
        this.program = program;
        this.commands = new BackgroundCommands(program.navette(), program.messages(), background, Platform::runLater);
        this.subscription = program.navette().subscribe(program.messages().locale(), this::happened);
    }

    /** @return absent where there is no display */
    public static Optional<MainWindow> of(AppContext program) {
        if (!isPossible()) {
            return Optional.empty();
        }
        if (System.getProperty("prism.order") == null) {
            // Up a quarter sooner, and 60 MiB lighter than by the graphics card (docs/decisions/0021).
            System.setProperty("prism.order", "sw");
        }
        try {
            Platform.startup(() -> LOG.debug("windows can be shown"));
        } catch (IllegalStateException started) {
            LOG.debug("windows could be shown already", started);
        } catch (UnsupportedOperationException e) {
            LOG.warn("windows can't be shown here", e);
            return Optional.empty();
        }
        Platform.setImplicitExit(false);
        return Optional.of(new MainWindow(program));
    }

    /** Whether there is a display to show windows on. Begins with nothing. */
    public static boolean isPossible() {
        return !SystemSignals.isLinux()
                || "Headless".equals(System.getProperty("glass.platform"))
                || !System.getenv().getOrDefault("DISPLAY", "").isEmpty()
                || !System.getenv().getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }

    private void happened(Event event) {
        if (event instanceof Event.SettingsChanged) {
            Platform.runLater(this::applyTheme);
        }
    }

    /** Shows the window, and in it a place if one is given. For any thread. */
    public void show(Optional<Route> place) {
        Platform.runLater(() -> {
            Stage open = stage == null ? open() : stage;
            open.show();
            open.setIconified(false);
            open.toFront();
            place.ifPresent(wanted -> {
                if (shell != null) {
                    shell.go(wanted);
                }
            });
        });
    }

    private Stage open() {
        MainView fresh = new MainView(program, commands, this::applyTheme);
        shell = fresh;
        Scene scene = new Scene(fresh, WIDTH, HEIGHT);
        Themes.apply("system", scene);
        Stage open = new Stage();
        open.setTitle("Navette");
        open.setMinWidth(LEAST_WIDTH);
        open.setMinHeight(LEAST_HEIGHT);
        open.setScene(scene);
        open.setOnHidden(event -> closed());
        stage = open;
        applyTheme();
        return open;
    }

    private void applyTheme() {
        if (stage != null) {
            commands.ask(
                    new SettingsCommand.ListSettings(Optional.of(THEME)),
                    this::applyTheme,
                    sentence -> LOG.warn("the theme is not known: {}", sentence));
        }
    }

    private void applyTheme(SettingsReply settings) {
        Stage open = stage;
        String theme = ChosenSettings.of(settings).value(THEME);
        if (open != null && !theme.isEmpty()) {
            Themes.apply(theme, open.getScene());
        }
    }

    /** It has turned out whether there is another way back to the window. For any thread. */
    public void showWayBack() {
        Platform.runLater(() -> {
            if (shell != null) {
                shell.showWayBack();
            }
        });
    }

    private void closed() {
        MainView open = shell;
        if (open != null) {
            open.close();
        }
        shell = null;
        stage = null;
        if (program.wayBack().get() == AppContext.WayBack.ICON) {
            // What the window held is of no use while nobody looks.
            Platform.runLater(System::gc);
        } else {
            program.quit().run();
        }
    }

    @Override
    public void close() {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.debug("nothing is told any more", e);
        }
        background.shutdownNow();
        // What draws ends with the program. Platform.exit would wait for it, in vain where the system ends the program
        // (seen).
    }
}
