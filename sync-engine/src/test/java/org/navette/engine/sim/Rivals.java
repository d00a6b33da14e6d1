// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.navette.engine.tree.RelativePath;

/**
 * Others who act in the very moment that matters: on the file that a device is about to write, right before its request
 * arrives; on the same file as somebody else, at the same time; and within the tick of the disk in which a file was sent.
 */
final class Rivals {
    private static final int BEFORE_A_REQUEST = 20;
    private static final int WHILE_A_BODY_IS_SENT = 12;
    /** How long an answer may take: a stamp that was too young to be relied on has grown old by then. */
    private static final long SLOW_ANSWER_MILLIS = 2500;

    private final World world;
    private final SimServer server;
    private final People people;

    Rivals(World world, SimServer server, People people) {
        this.world = world;
        this.server = server;
        this.people = people;
    }

    /** A request that writes is about to arrive. Where a server refuses nothing, that moment is known to be lost. */
    void beforeRequest(RelativePath path) {
        if (world.weather.interleaving()
                && !server.temper.isRaced()
                && world.oneIn(BEFORE_A_REQUEST)
                && isTheirs(path)) {
            write(path);
        }
    }

    private void write(RelativePath path) {
        Optional<SimServer.Entry> there = server.find(path);
        if (there.isEmpty()) {
            if (server.find(path.folder()).filter(folder -> !folder.isFile()).isPresent()) {
                put(path, world.newContent());
            }
        } else if (there.get().isFile()) {
            overwrite(path);
        } else if (server.find(path.child("late")).isEmpty()) {
            put(path.child("late"), world.newContent());
        }
    }

    private void put(RelativePath path, byte[] content) {
        world.tell(() -> "server: in that moment somebody puts " + path + " = " + World.text(content));
        server.write(path, content);
    }

    /** With as many bytes, so that size does not tell, and mostly within the second. */
    private void overwrite(RelativePath file) {
        int length = server.find(file)
                .flatMap(SimServer.Entry::file)
                .map(content -> content.length)
                .orElse(0);
        server.removed(file);
        put(file, world.newContentOf(length));
    }

    /** The body of an upload has gone, and its answer takes its time: meanwhile a program saves once more in the same tick. */
    void afterBody(SimDisk disk, RelativePath file) {
        if (!world.weather.interleaving() || !world.oneIn(WHILE_A_BODY_IS_SENT)) {
            return;
        }
        SimDisk.Inode inode = disk.find(file);
        long grain = disk.kind.grainMillis();
        if (inode != null
                && inode.isFile()
                && Math.floorDiv(inode.millis(), grain) == Math.floorDiv(disk.now(), grain)) {
            saveAlike(disk, disk.stored(file));
        }
        world.pass(SLOW_ANSWER_MILLIS);
    }

    private void saveAlike(SimDisk disk, RelativePath file) {
        byte[] content =
                world.newContentOf(disk.content(file).map(old -> old.length).orElse(0));
        world.tell(() -> "a program saves " + file + " once more = " + World.text(content));
        disk.removed(file);
        disk.write(file, content);
    }

    /** Two people have the same file in mind, mostly the one that was written last. */
    void act(Device device) {
        if (device.disk.unmounted) {
            return;
        }
        List<RelativePath> shared = server.entries.entrySet().stream()
                .filter(entry -> entry.getValue().isFile() && isTheirs(entry.getKey()))
                .filter(entry -> device.disk.content(entry.getKey()).isPresent())
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().millis()))
                .map(java.util.Map.Entry::getKey)
                .toList();
        if (shared.isEmpty()) {
            return;
        }
        RelativePath file = world.oneIn(3) ? world.pick(shared) : shared.getFirst();
        if (world.oneIn(4)) {
            // Somebody saves in a hurry, and is not alone.
            saveAlike(device.disk, device.disk.stored(file));
            return;
        }
        overwrite(file);
        RelativePath here = device.disk.stored(file);
        if (world.oneIn(2)) {
            people.delete(device.disk, here, device.name);
        } else {
            saveAlike(device.disk, here);
        }
    }

    private boolean isTheirs(RelativePath path) {
        return !path.isRoot()
                && !isOurs(path)
                && !Device.LEFT_OUT.isIgnored(path, false)
                && !server.isUnlisted(path)
                && !server.locks.isLocked(path)
                && !path.isAtOrBelow(SimServer.READ_ONLY);
    }

    private static boolean isOurs(RelativePath path) {
        return path.value().startsWith("~navette-") || path.value().contains("/~navette-");
    }
}
