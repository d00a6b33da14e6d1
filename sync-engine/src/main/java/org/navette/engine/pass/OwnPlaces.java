// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Navette remembers (journals, passwords, logs), where that lies inside of a synced folder, as when somebody syncs all they
 * have. It never takes part: a journal that is sent while it is written to never comes to rest, and one that is received
 * would be another computer's.
 */
final class OwnPlaces {
    private static final Logger LOG = LoggerFactory.getLogger(OwnPlaces.class);

    /** Where it is if nobody chose a place, on any system: a home may have come along from another one. */
    private static final List<String> USUAL =
            List.of(".local/share/navette", "AppData/Roaming/Navette", "Library/Application Support/Navette");

    private OwnPlaces() {}

    /**
     * @param home what this Navette remembers
     * @throws StoreException {@link Failure.FoldersOverlap} if it is the synced folder itself
     */
    static Set<RelativePath> in(Path root, Path home) throws StoreException {
        Path real = real(home);
        if (real.equals(root)) {
            throw new StoreException(new Failure.FoldersOverlap(root.toString(), home.toString()));
        }
        Set<RelativePath> places = new TreeSet<>();
        below(root, real).ifPresent(places::add);
        Path user = Path.of(System.getProperty("user.home", ""));
        for (String usual : USUAL) {
            Path place = real(user.resolve(usual));
            if (!place.equals(root)) {
                below(root, place).ifPresent(places::add);
            }
        }
        return places;
    }

    /** Through every link; of what is not there, the path as it is. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            LOG.debug("{} is not there", path, e);
            return path.toAbsolutePath().normalize();
        }
    }

    private static Optional<RelativePath> below(Path root, Path place) {
        if (!place.startsWith(root) || place.equals(root)) {
            return Optional.empty();
        }
        String below =
                root.relativize(place).toString().replace(root.getFileSystem().getSeparator(), "/");
        return List.of(below.split("/", -1)).stream().allMatch(RelativePath::isName)
                ? Optional.of(RelativePath.of(below))
                : Optional.empty();
    }

    /** Those that there is something at. */
    static Set<RelativePath> existing(Path root, Set<RelativePath> places) {
        Set<RelativePath> there = new TreeSet<>(places);
        there.removeIf(place -> !Files.exists(root.resolve(place.value())));
        return there;
    }
}
