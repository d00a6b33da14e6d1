// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.navette.engine.tree.RelativePath;

/** What a device sent and did not hear of, and what may become of it (docs/reliability.md). */
final class UnheardUploads {
    private static final String FOLDER = "/";

    private final World world;
    /** Where a MOVE gives versions new validators, nothing tells one that went with a folder from somebody else's. */
    private final boolean movesRenew;

    UnheardUploads(World world, Temper temper) {
        this.world = world;
        this.movesRenew = temper.has(Temper.Trait.MOVE_RENEWS);
    }

    /**
     * It may come back where something else has that name by now, as it was deleted or renamed here before: no note of an attempt
     * justifies to delete it. So what is here gets the name of a conflict copy, with all that is in it; what was edited here in place
     * is sent over it instead.
     */
    void takeBack(SortedMap<String, String> here, Map<String, String> meant) {
        for (String path : List.copyOf(here.keySet())) {
            Optional<String> own = Optional.ofNullable(meant.get(path));
            if (own.isPresent() && !own.equals(Optional.ofNullable(here.get(path))) && isBack(path, here, own.get())) {
                here.keySet().stream()
                        .filter(other ->
                                own.equals(Optional.ofNullable(here.get(other))) && isConflictCopy(other, path))
                        .findFirst()
                        .ifPresent(copy -> {
                            here.keySet().removeIf(back -> (back + "/").startsWith(path + "/"));
                            for (String moved : List.copyOf(here.keySet())) {
                                if ((moved + "/").startsWith(copy + "/")) {
                                    here.put(path + moved.substring(copy.length()), here.get(moved));
                                    here.remove(moved);
                                }
                            }
                        });
            }
        }
    }

    /** Whether what has a name is an upload that came back, or a folder with nothing else in it. */
    private boolean isBack(String path, Map<String, String> here, String own) {
        String back = here.getOrDefault(path, "");
        if (back.equals(FOLDER)) {
            return here.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(path + "/"))
                    .allMatch(entry -> entry.getValue().equals(FOLDER) || mayBeStrange(entry.getValue()));
        }
        return mayBeStrange(back)
                && (own.equals(FOLDER) || movesRenew || !world.oracle.wasOverwritten(RelativePath.of(path), back));
    }

    /** Whether its device may not know it for what it has sent. */
    private boolean mayBeStrange(String content) {
        return world.unheard.contains(content)
                || (movesRenew && world.folderMoved && world.oracle.hasStoodOnServer(content));
    }

    private static boolean isConflictCopy(String copy, String path) {
        RelativePath original = RelativePath.of(path);
        RelativePath other = RelativePath.of(copy);
        String ending = original.name().contains(".")
                ? original.name().substring(original.name().lastIndexOf('.'))
                : "";
        String stem = original.name().substring(0, original.name().length() - ending.length());
        return other.folder().equals(original.folder())
                && other.name().startsWith(stem + " (conflict ")
                && other.name().endsWith(")" + ending);
    }
}
