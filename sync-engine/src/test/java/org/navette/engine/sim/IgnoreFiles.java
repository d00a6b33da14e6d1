// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.RelativePath;

/** People who change what a folder leaves out, on both sides, and now and then write what is no rule or put a folder there. */
final class IgnoreFiles {
    private static final RelativePath FILE = IgnoreRules.FILE;

    /** About the names that people use here; the last ones are broken. */
    private static final List<String> RULES =
            List.of("c", "/d/", "*.ods", "e/\n!e/a.txt", "d/*", "a.txt", "!x.bak", "[", "c\n[a-\n/e");

    private final World world;
    private final SimServer server;
    private boolean acted;

    IgnoreFiles(World world, SimServer server) {
        this.world = world;
        this.server = server;
    }

    void act(Device device) {
        acted = true;
        String text = world.pick(RULES) + "\n# " + world.newText();
        if (world.oneIn(3)) {
            writeOnServer(text);
        } else if (!device.disk.unmounted) {
            if (world.oneIn(6)) {
                becomesSomethingElse(device.disk, device.name);
            } else {
                writeOn(device.disk, text, device.name);
            }
        }
    }

    private void becomesSomethingElse(SimDisk disk, String who) {
        if (disk.isThere(FILE)) {
            world.tell(() -> who + " deletes the ignore file");
            if (disk.isFolder(FILE)) {
                removeFolder(disk);
            } else {
                disk.deleted(FILE);
                disk.remove(FILE);
            }
        } else {
            world.tell(() -> who + " makes a folder in place of the ignore file");
            disk.makeFolder(FILE);
        }
    }

    /** With whatever somebody has put into it. */
    private static void removeFolder(SimDisk disk) {
        // On a disk that is blind for case, whatever capitals the folder has.
        DiskTraits traits = disk.kind.traits();
        String inside = traits.key(FILE.value() + "/");
        disk.files().stream()
                .filter(file -> traits.key(file.value()).startsWith(inside))
                .forEach(disk::deleted);
        disk.remove(FILE);
    }

    private void writeOn(SimDisk disk, String text, String who) {
        if (disk.isFolder(FILE)) {
            removeFolder(disk);
        }
        world.tell(() -> who + " leaves out " + text);
        disk.removed(FILE);
        disk.write(FILE, world.written(text));
    }

    private void writeOnServer(String text) {
        boolean free = !server.isUnlisted(FILE) && !server.locks.isLocked(FILE);
        if (free && server.find(FILE).map(SimServer.Entry::isFile).orElse(true)) {
            world.tell(() -> "server: somebody leaves out " + text);
            server.removed(FILE);
            server.write(FILE, world.written(text));
        }
    }

    /** In the end everybody agrees that nothing is left out, but for what always is. */
    void mend(List<Device> devices) {
        if (!acted) {
            return;
        }
        String text = "# " + world.newText();
        world.written(text);
        server.find(FILE).filter(there -> !there.isFile()).ifPresent(folder -> {
            server.below(FILE).forEach(server::deleted);
            server.remove(FILE);
        });
        server.removed(FILE);
        server.write(FILE, text.getBytes(UTF_8));
        devices.forEach(device -> writeOn(device.disk, text, device.name));
    }
}
