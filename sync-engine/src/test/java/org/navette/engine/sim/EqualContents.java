// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.tree.RelativePath;

/**
 * People who write what was written before: who put back what was deleted, and who bring what is on one side to another
 * themselves, with a browser or on a stick. What is equal is not the same: each of them wants it where they put it.
 */
final class EqualContents {
    private final World world;
    private final SimServer server;
    private final List<Device> devices;

    EqualContents(World world, SimServer server, List<Device> devices) {
        this.world = world;
        this.server = server;
        this.devices = devices;
    }

    void act() {
        Device device = world.pick(devices);
        if (device.disk.unmounted) {
            return;
        }
        switch (world.below(4)) {
            case 0 -> lately().ifPresent(file -> putBackHere(device, file.getKey(), file.getValue()));
            case 1 -> lately().ifPresent(file -> putOnServer(file.getKey(), file.getValue()));
            case 2 -> upload(device);
            default -> carry(device);
        }
    }

    /** A file that somebody took away, mostly one of the last. */
    private Optional<Map.Entry<RelativePath, String>> lately() {
        List<Map.Entry<RelativePath, String>> removed = world.oracle.removed();
        return removed.isEmpty()
                ? Optional.empty()
                : Optional.of(removed.get(removed.size() - 1 - world.below(Math.min(3, removed.size()))));
    }

    /** Restores a file from the desktop's bin, where its name is free. */
    void putBackHere(Device device, RelativePath path, String content) {
        SimDisk disk = device.disk;
        if (disk.isFolder(path.folder()) && !disk.isThere(path) && !content.isEmpty()) {
            world.tell(() -> device.name + " puts back " + path + " = " + content);
            world.oracle.recreated(content);
            disk.write(path, content.getBytes(UTF_8));
        }
    }

    private void putOnServer(RelativePath path, String content) {
        boolean folder =
                server.find(path.folder()).filter(entry -> !entry.isFile()).isPresent();
        Optional<SimServer.Entry> there = server.find(path);
        if (folder
                && there.filter(entry -> !entry.isFile()).isEmpty()
                && !server.isUnlisted(path)
                && !server.locks.isLocked(path)
                && !Device.LEFT_OUT.isIgnored(path, false)
                && !content.isEmpty()) {
            world.tell(() -> "server: somebody puts " + path + ", as it was written before, = " + content);
            if (server.holds(path, content)) {
                return;
            }
            server.removed(path);
            server.write(path, content.getBytes(UTF_8));
        }
    }

    /** Brings a file of a device to the server, before or after the device does. */
    private void upload(Device device) {
        List<RelativePath> files = device.disk.files();
        if (!files.isEmpty()) {
            RelativePath file = world.pick(files);
            device.disk.content(file).ifPresent(content -> putOnServer(file, World.text(content)));
        }
    }

    /** Brings a file of a device to another one. */
    private void carry(Device from) {
        List<RelativePath> files = from.disk.files();
        Device to = world.pick(devices);
        if (files.isEmpty() || to.disk.unmounted) {
            return;
        }
        RelativePath file = world.pick(files);
        String content = from.disk.content(file).map(World::text).orElseThrow();
        if (to != from && to.disk.isFolder(file.folder()) && !to.disk.isFolder(file) && !content.isEmpty()) {
            world.tell(() -> to.name + " gets " + file + " on a stick = " + content);
            if (to.disk.content(file).map(World::text).equals(Optional.of(content))) {
                return;
            }
            to.disk.removed(file);
            world.oracle.recreated(content);
            to.disk.write(file, content.getBytes(UTF_8));
        }
    }
}
