// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.navette.app.control.JsonDispatcher;
import org.navette.app.service.Commands;
import org.navette.app.service.Service;
import org.navette.app.settings.SettingsFile;
import org.navette.app.text.Messages;
import org.navette.app.view.FolderDetail;
import org.navette.app.window.kit.AppContext;
import org.navette.app.window.kit.BackgroundCommands;
import org.navette.app.window.kit.DesktopActions;
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
    final JsonDispatcher navette;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final Service service;
    private final MainView shell;
    private final Stage stage;
    private final Scene scene;
    private final AutoCloseable subscription;
    volatile AppContext.WayBack wayBack = AppContext.WayBack.ICON;

    OpenWindow(Path home, Locale language) throws Exception {
        this(home, home.resolve("no-policy"), new Messages(language), 940, 640);
    }

    OpenWindow(Path home, Path policy, Messages messages, double width, double height) throws Exception {
        this.messages = messages;
        this.service = new Service(home, new SettingsFile(home, policy), messages);
        this.navette = new JsonDispatcher(new Commands(service));
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
        subscription = navette.subscribe(messages.locale(), event -> shell.changed());
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
            navette.run("sync-now", new JsonObject(), messages.locale());
            until("a pass", () -> shell.appState().folders().get().stream().anyMatch(folder -> isIdle(folder, before)));
        }
    }

    void untilIdle() throws Exception {
        until(
                "in step",
                () -> shell.appState().folders().get().stream().anyMatch(folder -> isIdle(folder, Instant.EPOCH)));
    }

    private static boolean isIdle(FolderDetail folder, Instant after) {
        return folder.view().state().equals("idle")
                && folder.inStep().filter(time -> time.isAfter(after)).isPresent();
    }

    void untilState(String state) throws Exception {
        until(
                state,
                () -> shell.appState().folders().get().stream()
                        .anyMatch(folder -> folder.view().state().equals(state)));
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
        return find(scene.getRoot(), id).filter(OpenWindow::isVisible).isPresent();
    }

    /** By its id, whatever signs are in that: selectors of CSS cannot have all. */
    private static Optional<Node> find(Node node, String id) {
        if (id.equals(node.getId())) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .flatMap(child -> find(child, id).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isVisible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    void untilText(String text) throws Exception {
        until("“" + text + "”", () -> texts().stream().anyMatch(shown -> shown.contains(text)));
    }

    /** All that can be read now. */
    List<String> texts() {
        List<String> all = new ArrayList<>();
        collect(scene.getRoot(), all);
        return all;
    }

    private static void collect(Node node, List<String> all) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isEmpty()) {
            all.add(labeled.getText());
        }
        if (node instanceof TextInputControl input && !input.getText().isEmpty()) {
            all.add(input.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, all));
        }
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
            Optional<Node> node = find(scene.getRoot(), id);
            return node.isPresent() && isVisible(node.get()) && !node.get().isDisabled();
        });
        Node node = node(id, Node.class);
        boolean seen = draw(() -> {
            Bounds bounds = node.localToScene(node.getBoundsInLocal());
            return bounds.getMinY() >= 0
                    && bounds.getMaxY() <= scene.getHeight()
                    && bounds.getMaxX() <= scene.getWidth();
        });
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
        return type.cast(find(scene.getRoot(), id).orElseThrow());
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

    private WritableImage picture() throws Exception {
        return draw(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return scene.snapshot(null);
        });
    }

    /** What is drawn of a control, and right around it. */
    int[] pixels(String id) throws Exception {
        WritableImage image = picture();
        Bounds place = draw(() -> {
            Node node = node(id, Node.class);
            return node.localToScene(node.getLayoutBounds());
        });
        int x = Math.max(0, (int) place.getMinX() - 3);
        int y = Math.max(0, (int) place.getMinY() - 3);
        int width = Math.min((int) image.getWidth() - x, (int) place.getWidth() + 6);
        int height = Math.min((int) image.getHeight() - y, (int) place.getHeight() + 6);
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(x, y, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return pixels;
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

    void shot(String name) throws Exception {
        WritableImage image = picture();
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        Path file = Path.of("target", "screens", name + ".png");
        Files.createDirectories(file.getParent());
        if (!ImageIO.write(pixels, "png", file.toFile())) {
            throw new IOException("no PNG can be written");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            subscription.close();
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
