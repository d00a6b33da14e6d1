// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.Optional;
import org.navette.engine.sim.SimDisk.Inode;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Sha256;

/** How a disk describes what is on it. */
final class SimStamps {
    private static final long RACY_MILLIS = 2000;

    private final SimDisk disk;
    private final World world;

    SimStamps(SimDisk disk, World world) {
        this.disk = disk;
        this.world = world;
    }

    static String fileKey(long id) {
        return "sim:" + id;
    }

    LocalState of(Inode inode) {
        byte[] content = inode.content();
        long grain = disk.kind.grainMillis();
        long nanos = Math.floorDiv(inode.millis(), grain) * grain * 1_000_000;
        LocalStamp stamp = new LocalStamp(content == null ? 0 : content.length, nanos, 0, fileKey(inode.id()));
        return content == null ? LocalState.folder(stamp) : LocalState.file(stamp, isRacy(stamp));
    }

    /** By the time of the disk right now; {@link Sabotage#RACY_ASKED_LATE} asks again when the journal is written. */
    boolean isRacy(LocalStamp stamp) {
        return world.sabotage != Sabotage.NO_RACY_RULE && stamp.modifiedNanos() / 1_000_000 > disk.now() - RACY_MILLIS;
    }

    /** Where a stamp was too young to show an edit, the content tells. */
    boolean isOther(Inode there, LocalState expected) {
        return expected.racy()
                && expected.content().isPresent()
                && there.file()
                        .filter(content -> expected.content().equals(Optional.of(Sha256.ofContent(content))))
                        .isEmpty();
    }
}
