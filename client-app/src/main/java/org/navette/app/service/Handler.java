// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.navette.app.control.Refusal;
import org.navette.app.settings.Complaint;
import org.navette.engine.port.StoreException;

/** Does one command. What it throws is told as a sentence. */
@FunctionalInterface
interface Handler {
    JsonObject run(Asked asked) throws Refusal, StoreException, Complaint.Found, IOException;
}
