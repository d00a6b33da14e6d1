// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.shell;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.navette.app.text.Printable;
import org.navette.app.view.FolderDetail;
import org.navette.app.window.conflict.ConflictsScreen;
import org.navette.app.window.folder.FolderScreen;
import org.navette.app.window.kit.AppContext;
import org.navette.app.window.kit.AppState;
import org.navette.app.window.kit.BackgroundCommands;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.Route;
import org.navette.app.window.kit.Screen;
import org.navette.app.window.kit.ScreenContext;
import org.navette.app.window.settings.SettingsScreen;
import org.navette.app.window.setup.SetupModel;
import org.navette.app.window.setup.SetupScreen;

/** What is in the window: the folders at the side, one screen beside them, and what was said last at the foot. */
public final class MainView extends BorderPane {
    private static final double NARROW = 620;
    private static final Duration SAID = Duration.seconds(8);

    private final ScreenContext context;
    private final AppState appState;
    private final AppContext program;
    private final Runnable themeChanged;
    private final Sidebar sidebar;
    private final Label said = new Label();
    private final PauseTransition silence = new PauseTransition(SAID);
    private @Nullable Screen screen;
    private @Nullable Route place;
    /** Whether the first questions are shown because there is nothing else to show. */
    private boolean alone;
    /** Whether the folder that is shown was there; one that was just added is told of a moment later. */
    private boolean seen;

    /** @param themeChanged a person has chosen another theme */
    public MainView(AppContext program, BackgroundCommands commands, Runnable themeChanged) {
        this.program = program;
        this.themeChanged = themeChanged;
        this.appState = new AppState(commands);
        this.context = new ScreenContext(
                commands, appState, this::go, this::say, program, java.time.Clock.systemDefaultZone());
        this.sidebar = new Sidebar(context);
        setLeft(sidebar);
        said.setId("said");
        said.setWrapText(true);
        said.getStyleClass().add("said");
        said.setMaxWidth(Double.MAX_VALUE);
        said.setVisible(false);
        said.managedProperty().bind(said.visibleProperty());
        silence.setOnFinished(event -> said.setVisible(false));
        BorderPane.setAlignment(said, Pos.CENTER_LEFT);
        setBottom(said);
        setCenter(new StackPane(Controls.label(context.text("ui.wait"), "muted")));
        widthProperty().addListener((value, before, now) -> sidebar.narrow(now.doubleValue() < NARROW));
        appState.changes().addListener((value, before, now) -> arrive());
    }

    /** It has turned out whether there is another way back to this window. */
    public void showWayBack() {
        sidebar.say(program.wayBack().get() == AppContext.WayBack.NONE ? context.text("ui.noTray") : "");
    }

    /** Once it is known what there is, something is shown: what needs somebody first. */
    private void arrive() {
        showWayBack();
        if (place instanceof Route.Folder(String name)) {
            boolean there = appState.folder(name).isPresent();
            if (seen && !there) {
                place = null;
            }
            seen |= there;
        }
        if (screen instanceof SetupScreen setup
                && setup.isUntouched()
                && !appState.folders().get().isEmpty()
                && alone) {
            place = null;
        }
        if (place == null) {
            Optional<FolderDetail> first = appState.folders().get().stream()
                    .filter(folder -> folder.view().needsSomebody())
                    .findFirst()
                    .or(() -> appState.folders().get().stream().findFirst());
            go(first.<Route>map(folder -> new Route.Folder(folder.name()))
                    .orElseGet(() -> new Route.Setup(Optional.empty())));
            alone = first.isEmpty();
        } else {
            sidebar.follow(place);
        }
    }

    /** Shows a place. */
    public void go(Route next) {
        if (next.equals(place) && !(next instanceof Route.Setup)) {
            return;
        }
        if (screen != null) {
            screen.leave();
        }
        place = next;
        alone = false;
        seen = false;
        Screen shown = screen(next);
        screen = shown;
        setCenter(shown.node());
        sidebar.follow(next);
    }

    private Screen screen(Route next) {
        return switch (next) {
            case Route.Folder(String name) -> new FolderScreen(context, name);
            case Route.Conflicts() -> new ConflictsScreen(context);
            case Route.Settings() -> new SettingsScreen(context, program, themeChanged);
            case Route.Setup(var invitation) ->
                new SetupScreen(context, new SetupModel(context.commands(), program, invitation));
        };
    }

    private void say(String sentence) {
        said.setText(Printable.of(sentence));
        said.setVisible(true);
        silence.playFromStart();
    }

    /** For tests: what is known now. */
    public AppState appState() {
        return appState;
    }

    public void close() {
        if (screen != null) {
            screen.leave();
        }
        appState.close();
    }
}
