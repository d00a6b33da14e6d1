// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.ArrayList;
import java.util.List;
import org.navette.engine.tree.RelativePath;

/** People who move a folder's content to another disk and mount that in its place, and take it out and put it back in. */
final class NestedMounts {
    private final World world;

    NestedMounts(World world) {
        this.world = world;
    }

    void act(Device device) {
        SimDisk disk = device.disk;
        if (disk.unmounted) {
            return;
        }
        List<RelativePath> known = new ArrayList<>(disk.mounts.nestedDisks());
        known.sort(null);
        if (!known.isEmpty()) {
            RelativePath folder = world.pick(known);
            if (disk.mounts.mounted.contains(folder)) {
                world.tell(() -> device.name + ": the disk at " + folder + " is taken out");
                disk.mounts.takeOut(folder);
            }
            return;
        }
        List<RelativePath> folders = disk.folders().stream()
                .filter(folder -> folder.depth() == 1 && !Device.LEFT_OUT.isIgnored(folder, true))
                .filter(folder -> disk.files().stream().anyMatch(file -> file.isBelow(folder)))
                .toList();
        if (!folders.isEmpty() && !device.isRunning()) {
            RelativePath folder = world.pick(folders);
            world.tell(() -> device.name + ": a disk is mounted at " + folder + ", with what was there");
            disk.mounts.mountAt(folder);
        }
    }
}
