// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonObject;
import java.util.List;

/** How much is in a folder; its name is empty for what lies beside all folders. */
public record SpaceView(String name, long files, long bytes) {
    /** From what {@code space} answers, the largest first. */
    public static List<SpaceView> all(JsonObject space) {
        return Json.all(space, "folders").stream()
                .map(folder -> new SpaceView(
                        Json.text(folder, "name"), Json.number(folder, "files"), Json.number(folder, "bytes")))
                .toList();
    }
}
