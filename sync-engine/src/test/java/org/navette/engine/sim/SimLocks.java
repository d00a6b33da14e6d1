// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.sim.Temper.Trait;
import org.navette.engine.tree.RelativePath;

/** The locks that a model server has granted. */
final class SimLocks {
    private record Granted(String token, long until) {}

    /** What nginx grants. */
    private static final long LOCK_MILLIS = 60_000;

    private final SimServer server;
    private final World world;
    private final Map<RelativePath, Granted> granted = new HashMap<>();

    SimLocks(SimServer server, World world) {
        this.server = server;
        this.world = world;
    }

    /** The token of the lock on an entry; empty if there is none. */
    String tokenAt(RelativePath path) {
        endOldOnes();
        return Optional.ofNullable(granted.get(server.found(path)))
                .map(Granted::token)
                .orElse("");
    }

    void remove(RelativePath path) {
        granted.remove(path);
    }

    void clear() {
        granted.clear();
    }

    String lock(RelativePath asked) throws StoreException {
        RelativePath path = server.found(asked);
        if (!server.temper.has(Trait.LOCKS)) {
            throw SimServer.fail(new Failure.Refused(405));
        }
        endOldOnes();
        if (granted.containsKey(path)) {
            throw SimServer.fail(new Failure.Locked());
        }
        if (server.find(path).isEmpty()) {
            throw SimServer.fail(new Failure.Missing());
        }
        String token = "urn:lock:" + server.nextVersion();
        granted.put(path, new Granted(token, world.millis() + LOCK_MILLIS));
        return token;
    }

    /** Somebody else's lock. */
    void lockForLong(RelativePath path) {
        if (server.temper.has(Trait.LOCKS)) {
            granted.putIfAbsent(path, new Granted("urn:lock:other", world.millis() + LOCK_MILLIS));
        }
    }

    void unlock(RelativePath path, String token) {
        granted.computeIfPresent(
                server.found(path), (file, lock) -> lock.token().equals(token) ? null : lock);
    }

    private void endOldOnes() {
        granted.values().removeIf(lock -> lock.until() < world.millis());
    }

    boolean isLocked(RelativePath path) {
        endOldOnes();
        return granted.keySet().stream().anyMatch(locked -> locked.isAtOrBelow(path));
    }
}
