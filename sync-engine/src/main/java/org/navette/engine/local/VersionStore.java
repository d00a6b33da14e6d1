// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.navette.engine.tree.RelativePath;

/**
 * Previous versions: {@code .navette/versions/<folders>/<name>@<UTC time>}, where whatever a change on the server
 * replaces or removes here goes first. A plain folder of plain files, so that they can be found without Navette.
 */
final class VersionStore {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final InstantSource clock;

    VersionStore(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Moves what is at {@code from} in, and returns where it is now. */
    Path take(Path from, RelativePath path) throws IOException {
        Path home =
                path.folder().isRoot() ? folder : folder.resolve(path.folder().value());
        Instant now = clock.instant();
        for (int attempt = 0; ; attempt++) {
            Path target = home.resolve(path.name() + "@" + STAMP.format(now.plusMillis(attempt)));
            try {
                Files.createDirectories(home);
                return Files.move(from, target);
            } catch (FileAlreadyExistsException taken) {
                if (attempt == 1000) {
                    throw taken;
                }
            }
        }
    }
}
