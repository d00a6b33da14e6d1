// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import java.time.Clock;
import java.util.function.Consumer;
import org.navette.app.text.Messages;
import org.navette.app.text.When;

/**
 * What every screen needs.
 *
 * @param go shows another place in this window
 * @param say shows a sentence at the foot of the window for a while
 * @param clock the time of people here
 */
public record Context(Asker asker, Live live, Consumer<Place> go, Consumer<String> say, Program program, Clock clock) {
    public Messages messages() {
        return program.messages();
    }

    public Outside outside() {
        return program.outside();
    }

    public String text(String key, Object... values) {
        return messages().text(key, values);
    }

    public When when() {
        return new When(messages(), clock.getZone());
    }
}
