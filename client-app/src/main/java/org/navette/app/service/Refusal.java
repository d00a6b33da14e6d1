// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import org.navette.app.api.CommandRefusedException;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;

/** A command that cannot be done as it was given. */
final class Refusal {
    private Refusal() {}

    /** @param key of the sentence, and {@code values} for it */
    static CommandRefusedException of(Messages messages, String key, Object... values) {
        return new CommandRefusedException(messages.text(key, values), ExitCode.USAGE);
    }
}
