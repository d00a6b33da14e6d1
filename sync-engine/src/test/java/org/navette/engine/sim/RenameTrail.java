// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.tree.RelativePath;

/** Under which names contents were before people renamed them. */
final class RenameTrail {
    private record Place(RelativePath path, String content) {}

    /** By its new name, the one before. */
    private final Map<Place, RelativePath> origins = new HashMap<>();
    /** Of those, what was renamed with a folder it is in. */
    private final Map<Place, RelativePath> folderOrigins = new HashMap<>();
    /** What somebody renamed when others had moved it already, unseen: where it had been, and where it went. */
    private final Map<Place, RelativePath> taken = new HashMap<>();

    void note(RelativePath from, RelativePath to, String content) {
        origins.put(new Place(to, content), from);
    }

    void note(RelativePath from, RelativePath to, String content, boolean withFolder) {
        note(from, to, content);
        if (withFolder) {
            folderOrigins.put(new Place(to, content), from);
        } else {
            folderOrigins.remove(new Place(to, content));
        }
    }

    /** Somebody renames what is not there any more for others. */
    void takenUnseen(RelativePath from, RelativePath to, String content) {
        taken.put(new Place(from, content), to);
    }

    /** Where somebody took it from there, unseen; absent if nobody did. */
    Optional<RelativePath> takenFrom(RelativePath path, String content) {
        return Optional.ofNullable(taken.get(new Place(path, content)));
    }

    boolean wasTakenTo(RelativePath path) {
        return taken.containsValue(path);
    }

    /** Whether what is at a place was once at that origin. */
    boolean leadsFrom(RelativePath origin, RelativePath place, String content) {
        return leadsFrom(origins, origin, place, content);
    }

    /** The same, by renames of the folders it is in alone. */
    boolean leadsWithFolderFrom(RelativePath origin, RelativePath place, String content) {
        return leadsFrom(folderOrigins, origin, place, content);
    }

    private static boolean leadsFrom(
            Map<Place, RelativePath> moves, RelativePath origin, RelativePath place, String content) {
        Set<RelativePath> seen = new HashSet<>();
        for (RelativePath at = moves.get(new Place(place, content));
                at != null && seen.add(at);
                at = moves.get(new Place(at, content))) {
            if (at.equals(origin)) {
                return true;
            }
        }
        return false;
    }
}
