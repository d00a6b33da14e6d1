// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.Map;
import org.navette.engine.sim.SimDisk.Inode;
import org.navette.engine.tree.RelativePath;

/** What a backup of a folder has, Navette's corner included. */
record FolderBackup(Map<RelativePath, Inode> inodes, Map<String, String> generations) {
    FolderBackup {
        inodes = Map.copyOf(inodes);
        generations = Map.copyOf(generations);
    }

    static FolderBackup of(SimDisk disk) {
        return new FolderBackup(disk.inodes, disk.generations);
    }

    /**
     * Somebody puts it in the place of the folder.
     *
     * @param asItWas whether files keep their times and identity, or are new ones with the same contents
     */
    void replace(SimDisk disk, World world, boolean asItWas) {
        Map<RelativePath, String> before = disk.contents();
        disk.inodes.clear();
        inodes.forEach((path, inode) -> disk.inodes.put(
                path,
                asItWas
                        ? new Inode(inode.id(), inode.content(), inode.millis(), -1)
                        : new Inode(disk.newId(), inode.content(), disk.now(), -1)));
        disk.generations.clear();
        disk.generations.putAll(generations);
        disk.makeDurable();
        Map<RelativePath, String> after = disk.contents();
        before.forEach((path, content) -> {
            if (!content.equals(after.get(path))) {
                world.oracle.diskLost(path, content, world.isAt(path, content));
            }
        });
    }
}
