// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.navette.engine.tree.RelativePath;

/** Other disks that are mounted inside the folder, and what lies on them. */
final class SimMounts {
    private final SimDisk disk;

    SimMounts(SimDisk disk) {
        this.disk = disk;
    }

    /** Folders where another disk is mounted, or belongs; with what lies on it. */
    private final Map<RelativePath, Map<RelativePath, SimDisk.Inode>> nested = new HashMap<>();

    /** Those that are mounted now. */
    final Set<RelativePath> mounted = new HashSet<>();

    /** Those that the device could see mounted, in a pass that came to its end. */
    private final Set<RelativePath> noticed = new HashSet<>();

    /** Somebody moves a folder's content to another disk, and mounts that in its place. */
    void mountAt(RelativePath folder) {
        Map<RelativePath, SimDisk.Inode> content = new HashMap<>();
        disk.inodes.forEach((path, inode) -> {
            if (path.isBelow(folder)) {
                content.put(path, inode.clean());
            }
        });
        disk.makeDurable();
        disk.inodes.keySet().removeAll(content.keySet());
        nested.put(folder, content);
        mounted.add(folder);
    }

    /** It is taken out: where it was, there is an empty folder. */
    void takeOut(RelativePath folder) {
        mounted.remove(folder);
    }

    /** All that lay on other disks is put back to where it was. */
    void bringTogether() {
        nested.forEach((folder, content) -> {
            boolean free = content.keySet().stream().noneMatch(disk.inodes::containsKey);
            if (free && (!disk.isThere(folder) || disk.isFolder(folder))) {
                disk.makeFolders(folder);
                content.forEach(disk.inodes::putIfAbsent);
            } else {
                RelativePath beside = RelativePath.of(folder.name() + " from the disk");
                disk.makeFolders(beside);
                content.forEach((path, inode) -> disk.inodes.put(path.moved(folder, beside), inode));
            }
        });
        nested.clear();
        mounted.clear();
        noticed.clear();
    }

    Set<RelativePath> nestedDisks() {
        return Set.copyOf(nested.keySet());
    }

    /** A pass came to its end that had listed those while a disk was mounted there. */
    void noticed(Set<RelativePath> folders) {
        noticed.addAll(folders);
    }

    /**
     * Whether an entry lies on another disk, mounted or not. A disk that is taken out again before its device had a pass leaves no
     * trace: then what lies on it looks deleted, to anybody.
     */
    boolean isOnNoticedDisk(RelativePath path) {
        return nested.entrySet().stream()
                .anyMatch(disk ->
                        noticed.contains(disk.getKey()) && disk.getValue().containsKey(path));
    }

    boolean isMountedAt(RelativePath path) {
        return mounted.contains(disk.stored(path));
    }
}
