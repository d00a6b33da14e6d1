// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** People who copy their folder and Navette's home away, and put an older copy of one or both back; or lose the journal. */
final class Backups {
    private record Copy(FolderBackup folder, Object journal) {}

    private final World world;
    private final Map<Device, Copy> copies = new HashMap<>();

    Backups(World world) {
        this.world = world;
    }

    /** Makes a copy, or puts one back. A device in the middle of a pass is left alone. */
    void act(Device device) {
        if (device.isRunning() || device.disk.unmounted) {
            return;
        }
        Copy copy = copies.get(device);
        if (copy == null || world.oneIn(2)) {
            copies.put(device, new Copy(FolderBackup.of(device.disk), device.journal.backup()));
            world.tell(() -> device.name + " is backed up");
            return;
        }
        device.restored = true;
        switch (world.below(4)) {
            case 0 -> {
                world.tell(() -> device.name + "'s journal is lost");
                device.journal.restore(Optional.empty());
            }
            case 1 -> {
                world.tell(() -> device.name + "'s journal is restored");
                device.journal.restore(Optional.of(copy.journal()));
            }
            case 2 -> {
                world.tell(() -> device.name + "'s folder is restored");
                copy.folder().replace(device.disk, world, world.oneIn(2));
            }
            default -> {
                world.tell(() -> device.name + " is restored as a whole");
                copy.folder().replace(device.disk, world, true);
                device.journal.restore(Optional.of(copy.journal()));
            }
        }
    }
}
