// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import java.time.Clock;
import java.util.function.Consumer;
import org.navette.app.desktop.DesktopActions;
import org.navette.app.text.Messages;
import org.navette.app.text.TimeFormat;

/**
 * What every screen needs.
 *
 * @param go shows another place in this window
 * @param say shows a sentence at the foot of the window for a while
 * @param clock the time of people here
 */
public record ScreenContext(
        BackgroundCommands commands,
        AppState appState,
        Consumer<Route> go,
        Consumer<String> say,
        AppContext program,
        Clock clock) {
    public Messages messages() {
        return program.messages();
    }

    public DesktopActions outside() {
        return program.outside();
    }

    public String text(String key, Object... values) {
        return messages().text(key, values);
    }

    public TimeFormat when() {
        return new TimeFormat(messages(), clock.getZone());
    }
}
