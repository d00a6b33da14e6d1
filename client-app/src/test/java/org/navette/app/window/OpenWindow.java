// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.FolderStateReply;
import org.navette.app.desktop.DesktopActions;
import org.navette.app.service.Commands;
import org.navette.app.service.Service;
import org.navette.app.settings.SettingsFile;
import org.navette.app.text.Messages;
import org.navette.app.view.FolderDetail;
import org.navette.app.window.kit.AppContext;
import org.navette.app.window.kit.BackgroundCommands;
import org.navette.app.window.kit.Route;
import org.navette.app.window.kit.Themes;
import org.navette.app.window.shell.MainView;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A Navette of its own with its window, where there need not be a display; worked as a person does. */
final class OpenWindow implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    final FxRobot robot = new FxRobot();
    final List<String> outside = new ArrayList<>();
    final Messages messages;
    final Commands navette;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final Service service;
    private final MainView shell;
    private final Stage stage;
    private final Scene scene;
    volatile AppContext.WayBack wayBack = AppContext.WayBack.ICON;

    OpenWindow(Path home, Locale language) throws Exception {
        this(home, home.resolve("no-policy"), new Messages(language), 940, 640);
    }

    OpenWindow(Path home, Path policy, Messages messages, double width, double height) throws Exception {
        this.messages = messages;
        this.service = new Service(home, new SettingsFile(home, policy), messages);
        this.navette = new Commands(service);
        service.start();
        stage = FxToolkit.registerPrimaryStage();
        AppContext program = new AppContext(
                navette,
                messages,
                home,
                service::line,
                service::account,
                () -> wayBack,
                new Noted(),
                () -> outside.add("quit"));
        BackgroundCommands commands = new BackgroundCommands(navette, messages, background, Platform::runLater);
        shell = draw(() -> new MainView(program, commands, () -> outside.add("theme")));
        scene = draw(() -> {
            Scene made = new Scene(shell, width, height);
            Themes.apply("light", made);
            stage.setScene(made);
            stage.setWidth(width);
            stage.setHeight(height);
            stage.show();
            return made;
        });
    }

    private final class Noted implements DesktopActions {
        @Override
        public void open(Path place) {
            outside.add("open " + place);
        }

        @Override
        public void show(Path file) {
            outside.add("show " + file);
        }

        @Override
        public void browse(URI page) {
            outside.add("browse " + page);
        }

        @Override
        public void copy(String text) {
            outside.add("copy " + text);
        }
    }

    /** Waits until the folder was looked at once more, from now on. */
    void syncNow() throws Exception {
        for (int i = 0; i < 2; i++) {
            Instant before = Instant.now();
            navette.run(FolderCommand.SyncNow.of(Optional.empty()), messages.locale());
            until("a pass", () -> shell.appState().folders().get().stream().anyMatch(folder -> isIdle(folder, before)));
        }
    }

    void untilIdle() throws Exception {
        until(
                "in step",
                () -> shell.appState().folders().get().stream().anyMatch(folder -> isIdle(folder, Instant.EPOCH)));
    }

    private static boolean isIdle(FolderDetail folder, Instant after) {
        return folder.view().is(FolderStateReply.Idle.class)
                && folder.inStep().filter(time -> time.isAfter(after)).isPresent();
    }

    void untilState(Class<? extends FolderStateReply> state) throws Exception {
        until(
                state.getSimpleName(),
                () -> shell.appState().folders().get().stream()
                        .anyMatch(folder -> folder.view().is(state)));
    }

    /** On the thread that draws. */
    static <T> T draw(Callable<T> task) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(task.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits until something is so, as a person does who looks. */
    void until(String what, Callable<Boolean> so) throws Exception {
        until(what, PATIENCE, so);
    }

    void until(String what, Duration patience, Callable<Boolean> so) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!draw(() -> isSo(so))) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(what + "; seen: " + texts());
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** What is asked of something that is not there is not so yet. */
    private static boolean isSo(Callable<Boolean> so) throws Exception {
        try {
            return so.call();
        } catch (NoSuchElementException notYet) {
            return false;
        }
    }

    void untilShown(String id) throws Exception {
        until(id, () -> isShown(id));
    }

    boolean isShown(String id) {
        return SceneNodes.find(scene.getRoot(), id)
                .filter(SceneNodes::isVisible)
                .isPresent();
    }

    void untilText(String text) throws Exception {
        until("“" + text + "”", () -> texts().stream().anyMatch(shown -> shown.contains(text)));
    }

    /** All that can be read now. */
    List<String> texts() {
        return SceneNodes.texts(scene.getRoot());
    }

    /** Answers the last questions of the first run: where on this computer, and that it may begin. */
    void startIn(Path local) throws Exception {
        type("local", local.toString());
        click("next");
        click("start");
    }

    /** By keyboard: gives a field another text. */
    void type(String id, String text) throws Exception {
        untilShown(id);
        draw(() -> {
            TextInputControl field = node(id, TextInputControl.class);
            field.requestFocus();
            field.setText(text);
            return null;
        });
    }

    /** Once it is there and can be used. */
    void click(String id) throws Exception {
        until(id, () -> {
            Optional<Node> node = SceneNodes.find(scene.getRoot(), id);
            return node.isPresent()
                    && SceneNodes.isVisible(node.get())
                    && !node.get().isDisabled();
        });
        Node node = node(id, Node.class);
        boolean seen = draw(() -> SceneNodes.isInView(node));
        if (seen) {
            robot.clickOn(node);
        } else {
            // Further down: a person scrolls there first.
            draw(() -> {
                ((ButtonBase) node).fire();
                return null;
            });
        }
    }

    /** @return whether a menu is open that has such an entry; it is chosen then */
    boolean chooseFromMenu(String id) {
        for (Window open : Window.getWindows()) {
            if (open instanceof ContextMenu menu) {
                for (MenuItem item : menu.getItems()) {
                    if (id.equals(item.getId())) {
                        item.fire();
                        menu.hide();
                        return true;
                    }
                }
            }
        }
        return false;
    }

    <T extends Node> T node(String id, Class<T> type) {
        return type.cast(SceneNodes.find(scene.getRoot(), id).orElseThrow());
    }

    void go(Route place) throws Exception {
        draw(() -> {
            shell.go(place);
            return null;
        });
    }

    void theme(String theme) throws Exception {
        draw(() -> {
            Themes.apply(theme, scene);
            return null;
        });
    }

    MainView shell() {
        return shell;
    }

    Scene scene() {
        return scene;
    }

    Stage stage() {
        return stage;
    }

    /** What is drawn of a control, and right around it. */
    int[] pixels(String id) throws Exception {
        return Screenshots.pixels(scene, node(id, Node.class));
    }

    void shot(String name) throws Exception {
        Screenshots.write(scene, name);
    }

    /** Waits until a control is drawn in another way. */
    void untilLooksOther(String id, int[] before) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Arrays.equals(before, pixels(id))) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(id + " looks the same");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            draw(() -> {
                shell.close();
                stage.hide();
                return null;
            });
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        background.shutdownNow();
        service.close();
    }
}
