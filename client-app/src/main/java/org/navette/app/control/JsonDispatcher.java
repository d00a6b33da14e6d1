// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.function.Consumer;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.NavetteApi;

/** For whoever still speaks JSON inside this process. */
public final class JsonDispatcher implements CommandDispatcher {
    private final NavetteApi navette;

    public JsonDispatcher(NavetteApi navette) {
        this.navette = navette;
    }

    public NavetteApi api() {
        return navette;
    }

    @Override
    public JsonObject run(String command, JsonObject arguments, Locale language) throws CommandRefusedException {
        return new RequestBinding(navette, language).run(command, arguments);
    }

    @Override
    public AutoCloseable subscribe(Locale language, Consumer<JsonObject> events) {
        return navette.subscribe(language, event -> events.accept(JsonBinding.write((Record) event)));
    }
}
