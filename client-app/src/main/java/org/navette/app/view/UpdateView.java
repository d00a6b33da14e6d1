// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * What is known of newer versions.
 *
 * @param version a newer one; empty if none is known
 * @param page where it is to be had
 */
public record UpdateView(String sentence, String version, Optional<URI> page) {
    /** Nobody is asked. */
    public static final UpdateView NONE = new UpdateView("", "", Optional.empty());

    /** From what {@code status} answers. */
    public static UpdateView of(JsonObject status) {
        if (!status.has("update")) {
            return NONE;
        }
        JsonObject update = status.getAsJsonObject("update");
        String page = Json.text(update, "page");
        return new UpdateView(
                Json.text(update, "sentence"),
                Json.text(update, "version"),
                page.isEmpty() ? Optional.empty() : Optional.of(URI.create(page)));
    }

    public boolean isThere() {
        return !version.isEmpty();
    }
}
