// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a file was before a change on the server replaced or removed it.
 *
 * @param path of the file in its folder
 * @param until when it was replaced or removed
 * @param content where that version is kept
 */
public record VersionView(String path, Instant until, long bytes, Path content) {
    /** From what {@code file-versions} answers, the newest first. */
    public static List<VersionView> all(JsonObject versions) {
        return Json.all(versions, "versions").stream()
                .map(version -> new VersionView(
                        Json.text(version, "path"),
                        Json.time(version, "until").orElse(Instant.EPOCH),
                        Json.number(version, "bytes"),
                        Path.of(Json.text(version, "file"))))
                .toList();
    }
}
