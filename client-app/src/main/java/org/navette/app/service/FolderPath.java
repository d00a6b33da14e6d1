// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.navette.app.control.Refusal;
import org.navette.app.settings.Values;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A path as people give it, in one of the synced folders. */
record FolderPath(String folder, Path root, RelativePath path) {
    private static final Logger LOG = LoggerFactory.getLogger(FolderPath.class);

    /** @throws Refusal if it is in none */
    static FolderPath of(Service service, Asked asked, String given) throws Refusal {
        Path path = real(Path.of(given).toAbsolutePath().normalize());
        for (Map.Entry<String, Values> folder : service.settings().folders().entrySet()) {
            Path root = Pairs.root(folder.getValue());
            if (path.startsWith(root)) {
                String below = root.relativize(path).toString();
                return new FolderPath(
                        folder.getKey(),
                        root,
                        RelativePath.of(below.replace(root.getFileSystem().getSeparator(), "/")));
            }
        }
        throw asked.refusal("control.noFolderOf", given);
    }

    /** Links in the folders above are followed, as they were for the pair's own folder; the entry itself may be gone. */
    private static Path real(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            try {
                return above.toRealPath().resolve(above.relativize(path));
            } catch (IOException gone) {
                LOG.debug("{} is not there", above, gone);
            }
        }
        return path;
    }
}
