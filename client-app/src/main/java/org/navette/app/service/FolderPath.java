// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.common.collect.Maps;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.text.Messages;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A path as people give it, in one of the synced folders. */
record FolderPath(String folder, Path root, RelativePath path) {
    private static final Logger LOG = LoggerFactory.getLogger(FolderPath.class);

    /** @throws CommandRefusedException if it is in none */
    static FolderPath of(Service service, String given, Messages messages) throws CommandRefusedException {
        return find(roots(service), given).orElseThrow(() -> Refusal.of(messages, "control.noFolderOf", given));
    }

    /** The local folders of all pairs, by the pairs' names. */
    static Map<String, Path> roots(Service service) {
        return new LinkedHashMap<>(Maps.transformValues(service.settings().folders(), PairSettingsFactory::root));
    }

    /** Absent if it is in none, or cannot be a path here at all. */
    static Optional<FolderPath> find(Map<String, Path> roots, String given) {
        Path path;
        try {
            path = real(Path.of(given).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            LOG.debug("no path", e);
            return Optional.empty();
        }
        for (Map.Entry<String, Path> folder : roots.entrySet()) {
            Path root = folder.getValue();
            if (path.startsWith(root)) {
                String below = root.relativize(path).toString();
                return Optional.of(new FolderPath(
                        folder.getKey(),
                        root,
                        RelativePath.of(below.replace(root.getFileSystem().getSeparator(), "/"))));
            }
        }
        return Optional.empty();
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
