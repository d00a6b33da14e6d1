// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navette.engine.tree.RelativePath;

/**
 * Who gives and takes rights: entries of the server that devices may not write to, nor what is in them, and files here that may not be
 * read. They keep that under every name, until somebody changes it again.
 */
final class AccessRights {
    private final World world;
    private final SimServer server;

    AccessRights(World world, SimServer server) {
        this.world = world;
        this.server = server;
    }

    void act(Device device) {
        if (world.oneIn(3)) {
            actHere(device.name, device.disk);
        } else {
            actOnServer();
        }
    }

    private void actOnServer() {
        List<RelativePath> all = server.entries.keySet().stream()
                .filter(path -> !isOurs(path) && !path.isAtOrBelow(SimServer.READ_ONLY))
                .toList();
        if (!all.isEmpty()) {
            RelativePath path = world.pick(all);
            long id = server.find(path).orElseThrow().id();
            boolean taken = change(server.unwritable, id);
            world.tell(() -> "server: devices may write " + path + ": " + !taken);
        }
    }

    private void actHere(String who, SimDisk disk) {
        List<Map.Entry<RelativePath, SimDisk.Inode>> files = disk.inodes.entrySet().stream()
                .filter(entry -> entry.getValue().isFile())
                .toList();
        if (!files.isEmpty() && !disk.unmounted) {
            Map.Entry<RelativePath, SimDisk.Inode> file = world.pick(files);
            boolean taken = change(disk.unreadableFiles, file.getValue().id());
            world.tell(() -> who + " may be read at " + file.getKey() + ": " + !taken);
        }
    }

    /** @return whether a right was taken that was there */
    private boolean change(Set<Long> without, long id) {
        if (!without.isEmpty() && world.oneIn(2)) {
            without.clear();
            return false;
        }
        return without.add(id);
    }

    private static boolean isOurs(RelativePath path) {
        return path.value().startsWith("~navette-") || path.value().contains("/~navette-");
    }
}
