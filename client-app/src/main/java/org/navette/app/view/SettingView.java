// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    /** The address of the first account that an administrator has set up and in which nobody has signed in yet. */
    public static Optional<String> presetServer(Map<String, SettingView> all) {
        return all.values().stream()
                .filter(setting -> setting.key.startsWith("account.") && setting.key.endsWith(".url"))
                .filter(setting -> setting.isLocked() || setting.origin.equals("preset"))
                .filter(setting -> {
                    SettingView user = all.get(setting.key.replaceFirst("\\.url$", ".user"));
                    return user == null || user.value.isEmpty();
                })
                .map(SettingView::value)
                .findFirst();
    }

    /** Whether an administrator decided it for good. */
    public boolean isLocked() {
        return origin.equals("locked");
    }
}
