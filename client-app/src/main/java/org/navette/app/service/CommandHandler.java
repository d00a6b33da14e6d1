// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.settings.SettingsProblem;
import org.navette.engine.port.StoreException;

/** Does one command. What it throws is told as a sentence. */
@FunctionalInterface
interface CommandHandler {
    JsonObject run(CommandRequest asked)
            throws CommandRefusedException, StoreException, SettingsProblem.Found, IOException;
}
