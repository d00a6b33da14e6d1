// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.navette.app.system.SystemSignals;
import org.navette.app.view.Json;
import org.navette.app.view.SettingView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the window when somebody wants to see it, and lets go of it when it is closed. */
public final class Windows implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Windows.class);
    private static final double WIDTH = 940;
    private static final double HEIGHT = 640;
    private static final double LEAST_WIDTH = 480;
    private static final double LEAST_HEIGHT = 360;

    private final Program program;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final Asker asker;
    private final AutoCloseable subscription;
    private volatile @Nullable Shell shell;
    private @Nullable Stage stage;

    private Windows(Program program) {
        this.program = program;
        this.asker = new Asker(program.navette(), program.messages(), background, Platform::runLater);
        this.subscription = program.navette().subscribe(program.messages().locale(), event -> changed());
    }

    /** @return absent where there is no display */
    public static Optional<Windows> of(Program program) {
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
        return Optional.of(new Windows(program));
    }

    /** Whether there is a display to show windows on. Begins with nothing. */
    public static boolean isPossible() {
        return !SystemSignals.isLinux()
                || "Headless".equals(System.getProperty("glass.platform"))
                || !System.getenv().getOrDefault("DISPLAY", "").isEmpty()
                || !System.getenv().getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }

    private void changed() {
        Shell open = shell;
        if (open != null) {
            open.changed();
        }
    }

    /** Shows the window, and in it a place if one is given. For any thread. */
    public void show(Optional<Place> place) {
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
        Shell fresh = new Shell(program, asker, this::applyTheme);
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
        asker.ask(
                "settings",
                Json.of("key", "general.theme"),
                this::applyTheme,
                sentence -> LOG.warn("the theme is not known: {}", sentence));
    }

    private void applyTheme(JsonObject settings) {
        Stage open = stage;
        SettingView theme = SettingView.all(settings).get("general.theme");
        if (open != null && theme != null) {
            Themes.apply(theme.value(), open.getScene());
        }
    }

    private void closed() {
        Shell open = shell;
        if (open != null) {
            open.close();
        }
        shell = null;
        stage = null;
        if (program.wayBack().get() == Program.WayBack.ICON) {
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
