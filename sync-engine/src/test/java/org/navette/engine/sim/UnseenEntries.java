// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.List;
import java.util.Set;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.tree.RelativePath;

/** Now and then a folder's listing cannot say what one of its entries is, since its attributes can't be read. */
final class UnseenEntries {
    private final World world;

    UnseenEntries(World world) {
        this.world = world;
    }

    /**
     * Takes the ones that cannot be looked at now from a listing.
     *
     * @param names of everything in the folder
     * @return a problem for each that was taken
     */
    List<Problem> among(RelativePath folder, Set<String> names) {
        if (!world.weather.faults() || names.isEmpty() || !world.oneIn(60)) {
            return List.of();
        }
        world.faults++;
        String name = world.pick(names.stream().sorted().toList());
        names.remove(name);
        world.tell(() -> "    not to be looked at: " + folder.child(name));
        String where = folder.child(name).value();
        return List.of(new Problem(where, new Failure.LocalTrouble(where, "permission denied")));
    }
}
