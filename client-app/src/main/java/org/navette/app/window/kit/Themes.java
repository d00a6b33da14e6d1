// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Light, dark, or as the system has it. */
public final class Themes {
    private Themes() {}

    /** @param choice as the setting {@code general.theme} has it: {@code system}, {@code light} or {@code dark} */
    public static void apply(String choice, Scene scene) {
        boolean dark = switch (choice) {
            case "light" -> false;
            case "dark" -> true;
            default -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
        Theme theme = dark ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
        scene.getStylesheets().setAll(List.of(file(dark ? "dark.css" : "light.css"), file("navette.css")));
    }

    private static String file(String name) {
        return Objects.requireNonNull(Themes.class.getResource(name), name).toExternalForm();
    }
}
