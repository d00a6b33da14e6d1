// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navette.engine.tree.RelativePath;

/**
 * What a disk has only in memory, and what a power cut takes of it. After half a minute the system makes everything durable by
 * itself.
 */
final class SimPowerCut {
    private static final long WRITEBACK = Duration.ofSeconds(30).toMillis();

    /** A change of names that a power cut may undo. */
    private record Pending(RelativePath folder, long since, boolean byPerson, Runnable undo) {}

    private final SimDisk disk;
    private final World world;
    private final List<Pending> pending = new ArrayList<>();

    SimPowerCut(SimDisk disk, World world) {
        this.disk = disk;
        this.world = world;
    }

    void mayUndo(RelativePath folder, boolean byPerson, Runnable undo) {
        pending.add(new Pending(folder, world.millis(), byPerson, undo));
    }

    void undoNothing() {
        pending.clear();
    }

    /** Makes durable what is named, or everything. */
    void sync(Collection<RelativePath> entries) {
        Set<RelativePath> named = new HashSet<>();
        entries.forEach(entry -> named.add(disk.stored(entry)));
        pending.removeIf(change -> disk.kind.syncsWhole() || named.contains(change.folder()));
        disk.inodes.replaceAll((path, inode) -> disk.kind.syncsWhole() || named.contains(path) ? inode.clean() : inode);
    }

    /** What was not made durable may be undone, lost or zeroed. */
    void cut() {
        Map<RelativePath, String> earlier = disk.contents();
        Map<RelativePath, String> inMemoryOnly = new HashMap<>();
        for (Map.Entry<RelativePath, SimDisk.Inode> entry : disk.inodes.entrySet()) {
            if (isAtRisk(entry.getValue().dirtySince())) {
                entry.getValue().file().ifPresent(content -> inMemoryOnly.put(entry.getKey(), World.text(content)));
            }
        }
        pending.removeIf(change -> !isAtRisk(change.since()));
        int kept = pending.isEmpty() ? 0 : world.below(pending.size() + 1);
        for (int i = pending.size() - 1; i >= kept; i--) {
            Map<RelativePath, String> before = pending.get(i).byPerson() ? disk.contents() : Map.of();
            pending.get(i).undo().run();
            Map<RelativePath, String> after = disk.contents();
            // A name that never reached the disk looks like one that a person removed, to anybody.
            before.forEach((path, content) -> {
                if (!after.containsKey(path)) {
                    world.oracle.diskLost(path, content, false);
                }
            });
        }
        pending.clear();
        followUndone(earlier, disk.contents());
        disk.inodes.replaceAll((path, inode) -> afterPowerCut(path, inode));
        inMemoryOnly.forEach((path, content) -> world.oracle.diskLost(path, content, world.isAt(path, content)));
    }

    /** What has its earlier name back is wanted under that. */
    private void followUndone(Map<RelativePath, String> earlier, Map<RelativePath, String> now) {
        now.forEach((path, content) -> {
            if (!content.equals(earlier.get(path))) {
                earlier.forEach((from, same) -> {
                    if (same.equals(content) && !content.equals(now.get(from))) {
                        world.oracle.nowAt(from, path, content);
                    }
                });
            }
        });
    }

    private boolean isAtRisk(long since) {
        return since >= 0 && world.millis() - since < WRITEBACK;
    }

    private SimDisk.Inode afterPowerCut(RelativePath path, SimDisk.Inode inode) {
        byte[] content = inode.content();
        if (content != null && isAtRisk(inode.dirtySince()) && world.oneIn(2)) {
            byte[] left = new byte[world.oneIn(2) ? 0 : content.length];
            world.rubbish.add(World.text(left));
            world.tell(() -> "    of " + path + " only " + left.length + " zeros reached the disk");
            return new SimDisk.Inode(inode.id(), left, inode.millis(), -1);
        }
        return inode.clean();
    }
}
