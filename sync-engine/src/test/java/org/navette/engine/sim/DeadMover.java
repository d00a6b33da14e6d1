// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.time.Duration;
import java.util.List;
import org.navette.engine.sim.Temper.Trait;
import org.navette.engine.tree.RelativePath;

/**
 * A device outside of the history that moves a collection aside to delete it, right after somebody put a file there, and dies for good. What is in
 * it was removed by nobody who had seen it all, so it has to be seen again.
 */
final class DeadMover {
    /** What its temporary names begin with. */
    static final String MARK = "~navette-dead-";

    /** After this long, others may take it for dead. */
    static final long FOUND_AFTER_MILLIS = Duration.ofMinutes(61).toMillis();

    /** Only in some histories, chosen without chance: the others stay what they were. */
    private static final int HISTORIES = 5;

    private final World world;
    private final SimServer server;
    private final boolean active;
    private int moved;

    DeadMover(long seed, World world, SimServer server) {
        this.world = world;
        this.server = server;
        // Where a MOVE renews validators, nothing is moved aside.
        this.active = seed % HISTORIES == 3 && !server.temper.has(Trait.MOVE_RENEWS);
    }

    boolean isActive() {
        return active;
    }

    /** How many collections were moved aside so far. */
    int moves() {
        return moved;
    }

    void act() {
        List<RelativePath> collections = Checks.onServer(server).keySet().stream()
                .filter(path ->
                        server.find(path).filter(entry -> !entry.isFile()).isPresent())
                .filter(path -> !path.isAtOrBelow(SimServer.READ_ONLY) && !server.isUnlisted(path))
                .filter(path -> !Device.LEFT_OUT.isIgnored(path, true) && !server.locks.isLocked(path))
                .toList();
        if (collections.isEmpty()) {
            return;
        }
        RelativePath collection = world.pick(collections);
        RelativePath late = collection.child("late " + ++moved);
        server.write(late, world.newContent());
        RelativePath aside = collection.folder().child(MARK + moved + "=" + collection.name() + ".gone");
        world.tell(() -> "a device that dies moves " + collection + " aside, with " + late);
        server.moveForEngine(collection, aside);
    }
}
