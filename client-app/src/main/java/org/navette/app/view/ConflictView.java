// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Two versions of one file.
 *
 * @param original the path of the file in its folder
 * @param device on which computer the conflict copy was made, and {@code when}, as its name has it
 * @param mine the conflict copy, and {@code theirs} the file that has the name
 * @param theirBytes absent if nothing has the name any more
 */
public record ConflictView(
        String folder,
        String original,
        String device,
        String when,
        Path mine,
        Path theirs,
        long myBytes,
        Optional<Long> theirBytes) {
    /** From what {@code conflicts} answers. */
    public static List<ConflictView> all(JsonObject conflicts) {
        return Json.all(conflicts, "conflicts").stream()
                .map(conflict -> new ConflictView(
                        Json.text(conflict, "folder"),
                        Json.text(conflict, "original"),
                        Json.text(conflict, "device"),
                        Json.text(conflict, "when"),
                        Path.of(Json.text(conflict, "file")),
                        Path.of(Json.text(conflict, "originalFile")),
                        Json.number(conflict, "bytes"),
                        Json.given(conflict, "originalBytes")))
                .toList();
    }
}
