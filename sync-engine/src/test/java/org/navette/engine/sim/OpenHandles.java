// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.engine.tree.RelativePath;

/**
 * Programs that keep a file open and save into it, whatever name it has by then: also after it was replaced or removed here,
 * when what they write ends in the version store.
 */
final class OpenHandles {
    private record Handle(Device device, RelativePath opened, long inode) {}

    private final World world;
    private final List<Handle> open = new ArrayList<>();

    OpenHandles(World world) {
        this.world = world;
    }

    /** Opens a file, or saves into one that is open, or closes it. */
    void act(Device device) {
        if (device.disk.unmounted) {
            return;
        }
        List<Handle> here =
                open.stream().filter(handle -> handle.device() == device).toList();
        if (here.isEmpty() || world.oneIn(3)) {
            open(device);
        } else {
            Handle handle = world.pick(here);
            save(handle);
            if (world.oneIn(3)) {
                open.remove(handle);
            }
        }
    }

    private void open(Device device) {
        List<RelativePath> files = device.disk.files().stream()
                .filter(file -> !Device.LEFT_OUT.isIgnored(file, false))
                .toList();
        if (!files.isEmpty()) {
            RelativePath file = world.pick(files);
            SimDisk.Inode inode = device.disk.find(file);
            if (inode != null) {
                world.tell(() -> device.name + " has " + file + " open");
                open.add(new Handle(device, file, inode.id()));
            }
        }
    }

    private void save(Handle handle) {
        SimDisk disk = handle.device().disk;
        Optional<RelativePath> now = disk.inodes.entrySet().stream()
                .filter(entry -> entry.getValue().id() == handle.inode())
                .map(java.util.Map.Entry::getKey)
                .findFirst();
        if (now.isPresent()) {
            byte[] content = world.newContent();
            disk.removed(now.get());
            world.tell(() ->
                    handle.device().name + " saves through a handle into " + now.get() + " = " + World.text(content));
            disk.write(now.get(), content);
        } else if (disk.isVersion(handle.inode())) {
            byte[] content = world.newContent();
            world.tell(() -> handle.device().name + " saves through a handle into what was " + handle.opened() + " = "
                    + World.text(content));
            disk.saveIntoVersion(handle.inode(), content);
        }
    }
}
