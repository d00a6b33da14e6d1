// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is set for a key.
 *
 * @param origin {@code standard}, {@code person}, {@code preset} or {@code locked}
 */
public record SettingView(String key, String value, String origin) {
    /** From what {@code settings} answers, by key. */
    public static Map<String, SettingView> all(JsonObject settings) {
        Map<String, SettingView> all = new LinkedHashMap<>();
        for (JsonObject setting : Json.all(settings, "settings")) {
            String key = Json.text(setting, "key");
            all.put(key, new SettingView(key, Json.text(setting, "value"), Json.text(setting, "origin")));
        }
        return all;
    }

    /** Whether an administrator decided it for good. */
    public boolean isLocked() {
        return origin.equals("locked");
    }
}
