// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.navette.engine.tree.RelativePath;

/** People with another WebDAV client, who ask no leave, and what administrators do to a server. */
final class Strangers {
    private final World world;
    private final People people;
    private final SimServer server;

    Strangers(World world, People people, SimServer server) {
        this.world = world;
        this.people = people;
        this.server = server;
    }

    private boolean isTheirs(RelativePath path) {
        return !path.value().startsWith("~navette-")
                && !path.value().contains("/~navette-")
                && !Device.LEFT_OUT.isIgnored(path, false)
                && !server.isUnlisted(path);
    }

    private List<RelativePath> all(boolean files) {
        return server.entries.entrySet().stream()
                .filter(entry -> entry.getValue().isFile() == files)
                .map(Map.Entry::getKey)
                .filter(path -> isTheirs(path) && !server.locks.isLocked(path))
                .toList();
    }

    /** @param alsoTrouble whether the server itself may have a bad day */
    void act(boolean alsoTrouble) {
        List<RelativePath> files = all(true);
        List<RelativePath> folders =
                Stream.concat(Stream.of(RelativePath.ROOT), all(false).stream()).toList();
        RelativePath free = people.somewhere(folders);
        boolean isFree = server.isFree(free) && isTheirs(free);
        switch (world.below(files.isEmpty() ? 2 : alsoTrouble ? 12 : 11)) {
            case 0 -> {
                if (isFree) {
                    byte[] content = world.newContent();
                    world.tell(() -> "server: somebody puts " + free + " = " + World.text(content));
                    server.write(free, content);
                }
            }
            case 1 -> {
                if (isFree && free.depth() < 4) {
                    world.tell(() -> "server: somebody makes collection " + free);
                    server.makeCollection(free);
                }
            }
            case 2, 3, 4 -> overwrite(world.pick(files));
            case 5, 6 -> {
                RelativePath file = world.pick(files);
                server.deleted(file);
                world.tell(() -> "server: somebody deletes " + file);
                server.remove(file);
            }
            case 7, 8 -> {
                RelativePath file = world.pick(files);
                if (isFree) {
                    world.tell(() -> "server: somebody moves " + file + " to " + free);
                    server.rename(file, free);
                }
            }
            case 9 -> {
                RelativePath folder = world.pick(folders);
                if (isFree && !folder.isRoot() && !free.isAtOrBelow(folder) && free.depth() < 4) {
                    world.tell(() -> "server: somebody moves collection " + folder + " to " + free);
                    server.rename(folder, free);
                }
            }
            case 10 -> deleteCollection(world.pick(folders));
            default -> trouble(world.pick(files));
        }
    }

    void overwrite(RelativePath file) {
        byte[] content = world.newContent();
        server.removed(file);
        boolean unnoticed = server.temper.has(Temper.Trait.CHECKSUMS) && world.oneIn(3);
        world.tell(() -> "server: somebody overwrites " + file + " = " + World.text(content)
                + (unnoticed ? ", and its checksum stays" : ""));
        if (unnoticed) {
            server.writeBehindItsBack(file, content);
        } else {
            server.write(file, content);
        }
    }

    private void deleteCollection(RelativePath folder) {
        if (folder.isRoot()) {
            return;
        }
        world.tell(() -> "server: somebody deletes collection " + folder);
        for (RelativePath file : server.below(folder)) {
            if (server.isUnlisted(file)) {
                // Nobody sees what this server hides: whose it is has it still.
                continue;
            }
            server.deleted(file);
        }
        server.remove(folder);
    }

    /** The share is emptied as by a new installation, has no room left for a while, or somebody keeps a file locked. */
    private void trouble(RelativePath file) {
        switch (world.below(5)) {
            case 0 -> {
                world.tell(() -> "server: it is installed anew, and empty");
                List<String> gone = server.entries.values().stream()
                        .flatMap(entry -> entry.file().stream())
                        .map(World::text)
                        .toList();
                List.copyOf(server.entries.keySet()).forEach(server::remove);
                gone.forEach(content -> world.oracle.serverLost(content, world.isAnywhere(content)));
            }
            case 1, 2 -> {
                server.full = !server.full;
                world.tell(() -> "server: full is " + server.full);
            }
            default -> {
                world.tell(() -> "server: somebody locks " + file);
                server.locks.lockForLong(file);
            }
        }
    }
}
