// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.navette.engine.tree.RelativePath;

/** What people and their programs do to files, on a device or directly on the server with another client. */
final class People {
    private static final List<String> NAMES = List.of("a.txt", "b.ods", "c", "d", "e");

    private final World world;

    People(World world) {
        this.world = world;
    }

    private RelativePath somewhere(List<RelativePath> folders) {
        return world.pick(folders).child(world.pick(NAMES));
    }

    private void removed(byte[] content) {
        world.knowinglyRemoved.add(World.text(content));
    }

    /** One deed on a device. */
    void actOn(Device device) {
        SimDisk disk = device.disk;
        List<RelativePath> files = disk.files();
        switch (world.chance.nextInt(files.isEmpty() ? 3 : 16)) {
            case 0, 1 -> create(disk, device.name);
            case 2 -> makeFolder(disk, device.name);
            case 3, 4, 5 -> edit(disk, world.pick(files), device.name);
            case 6, 7 -> delete(disk, world.pick(files), device.name);
            case 8, 9 -> rename(disk, world.pick(files), device.name);
            case 10 -> renameFolder(disk, device.name);
            case 11 -> deleteFolder(disk, device.name);
            case 12 -> officeSave(disk, world.pick(files), device.name);
            case 13 -> becomesAFolder(disk, world.pick(files), device.name);
            case 14 -> {
                RelativePath file = world.pick(files);
                world.tell(device.name + " touches " + file);
                disk.touch(file);
            }
            default -> swapOrCopy(disk, files, device.name);
        }
    }

    private void create(SimDisk disk, String who) {
        RelativePath path = somewhere(disk.folders());
        if (!disk.inodes.containsKey(path)) {
            byte[] content = world.newContent();
            world.tell(who + " creates " + path + " = " + World.text(content));
            disk.write(path, content);
        }
    }

    private void makeFolder(SimDisk disk, String who) {
        RelativePath path = somewhere(disk.folders());
        if (!disk.inodes.containsKey(path) && path.depth() < 4) {
            world.tell(who + " makes folder " + path);
            disk.makeFolderByHand(path);
        }
    }

    private void edit(SimDisk disk, RelativePath file, String who) {
        byte[] content = world.newContent();
        contentOf(disk, file).ifPresent(this::removed);
        world.tell(who + " edits " + file + " = " + World.text(content));
        disk.write(file, content);
    }

    private void delete(SimDisk disk, RelativePath file, String who) {
        contentOf(disk, file).ifPresent(this::removed);
        world.tell(who + " deletes " + file);
        disk.removeByHand(file);
    }

    private void rename(SimDisk disk, RelativePath file, String who) {
        RelativePath to = somewhere(disk.folders());
        if (disk.isFolder(to) || to.equals(file)) {
            return;
        }
        contentOf(disk, to).ifPresent(this::removed);
        world.tell(who + " renames " + file + " to " + to);
        disk.inodes.remove(to);
        disk.moveByHand(file, to);
    }

    private void renameFolder(SimDisk disk, String who) {
        RelativePath from = world.pick(disk.folders());
        RelativePath to = somewhere(disk.folders());
        if (!from.isRoot() && !to.isAtOrBelow(from) && !disk.inodes.containsKey(to) && to.depth() < 4) {
            world.tell(who + " renames folder " + from + " to " + to);
            disk.moveByHand(from, to);
        }
    }

    private void deleteFolder(SimDisk disk, String who) {
        RelativePath folder = world.pick(disk.folders());
        if (!folder.isRoot()) {
            world.tell(who + " deletes folder " + folder);
            disk.files().stream()
                    .filter(file -> file.isBelow(folder))
                    .forEach(file -> contentOf(disk, file).ifPresent(this::removed));
            disk.removeByHand(folder);
        }
    }

    /** Writes a temporary file, renames the old one away, renames the new one in, deletes the old one. */
    private void officeSave(SimDisk disk, RelativePath file, String who) {
        RelativePath temporary = file.folder().child("new-" + file.name());
        RelativePath old = file.folder().child("old-" + file.name());
        if (disk.inodes.containsKey(temporary) || disk.inodes.containsKey(old)) {
            return;
        }
        byte[] content = world.newContent();
        contentOf(disk, file).ifPresent(this::removed);
        world.tell(who + " saves " + file + " by renaming = " + World.text(content));
        disk.write(temporary, content);
        disk.moveByHand(file, old);
        disk.moveByHand(temporary, file);
        disk.removeByHand(old);
    }

    private void becomesAFolder(SimDisk disk, RelativePath file, String who) {
        contentOf(disk, file).ifPresent(this::removed);
        byte[] content = world.newContent();
        world.tell(who + " makes a folder of " + file + " with a file " + World.text(content));
        disk.removeByHand(file);
        disk.makeFolderByHand(file);
        disk.write(file.child("inner"), content);
    }

    private void swapOrCopy(SimDisk disk, List<RelativePath> files, String who) {
        RelativePath one = world.pick(files);
        RelativePath other = world.pick(files);
        if (!one.equals(other)) {
            world.tell(who + " swaps " + one + " and " + other);
            RelativePath aside = RelativePath.of("aside");
            disk.moveByHand(one, aside);
            disk.moveByHand(other, one);
            disk.moveByHand(aside, other);
        } else {
            RelativePath copy = somewhere(disk.folders());
            Optional<byte[]> content = contentOf(disk, one);
            if (!disk.inodes.containsKey(copy) && content.isPresent()) {
                world.tell(who + " copies " + one + " to " + copy);
                disk.write(copy, content.get());
            }
        }
    }

    private static Optional<byte[]> contentOf(SimDisk disk, RelativePath file) {
        return Optional.ofNullable(disk.inodes.get(file)).flatMap(SimDisk.Inode::file);
    }

    /** One deed of somebody with another WebDAV client, who asks no leave. */
    void actOn(SimServer server) {
        List<RelativePath> files = server.entries.entrySet().stream()
                .filter(entry -> entry.getValue().isFile())
                .map(Map.Entry::getKey)
                .filter(path -> isTheirs(path) && !server.isLocked(path))
                .toList();
        List<RelativePath> folders = Stream.concat(
                        Stream.of(RelativePath.ROOT),
                        server.entries.entrySet().stream()
                                .filter(entry -> !entry.getValue().isFile())
                                .map(Map.Entry::getKey))
                .filter(People::isTheirs)
                .toList();
        RelativePath free = somewhere(folders);
        switch (world.chance.nextInt(files.isEmpty() ? 2 : 6)) {
            case 0 -> {
                if (server.find(free).isEmpty()) {
                    byte[] content = world.newContent();
                    world.tell("server: somebody puts " + free + " = " + World.text(content));
                    server.store(free, content);
                }
            }
            case 1 -> {
                if (server.find(free).isEmpty() && free.depth() < 4) {
                    world.tell("server: somebody makes collection " + free);
                    server.makeCollection(free);
                }
            }
            case 2, 3 -> {
                RelativePath file = world.pick(files);
                byte[] content = world.newContent();
                contentOf(server, file).ifPresent(this::removed);
                world.tell("server: somebody overwrites " + file + " = " + World.text(content));
                server.store(file, content);
            }
            case 4 -> {
                RelativePath file = world.pick(files);
                contentOf(server, file).ifPresent(this::removed);
                world.tell("server: somebody deletes " + file);
                server.remove(file);
            }
            default -> {
                RelativePath file = world.pick(files);
                if (server.find(free).isEmpty()) {
                    world.tell("server: somebody moves " + file + " to " + free);
                    server.move(file, free);
                }
            }
        }
    }

    private static boolean isTheirs(RelativePath path) {
        return !path.value().startsWith("~navette-") && !path.name().startsWith("~navette-");
    }

    private static Optional<byte[]> contentOf(SimServer server, RelativePath file) {
        return server.find(file).flatMap(SimServer.Entry::file);
    }
}
