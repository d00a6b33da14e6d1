// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.Map;
import java.util.TreeMap;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.RelativePath;

/** Two devices and a server in calm weather, for stories that leave nothing to chance. */
abstract class TwoDevices {
    static final DiskKind PLAIN = new DiskKind(1, DiskTraits.PLAIN, true, 0);

    World world = new World(1, World.Weather.CALM, false);
    SimServer server = new SimServer(Temper.APACHE, world);
    Device one = new Device("one", world, server, PLAIN);
    Device two = new Device("two", world, server, PLAIN);

    final void startWith(Temper temper, DiskKind first, DiskKind second) {
        world = new World(1, World.Weather.CALM, false);
        server = new SimServer(temper, world);
        one = new Device("one", world, server, first);
        two = new Device("two", world, server, second);
    }

    final void write(Device device, String path, String content) {
        RelativePath file = RelativePath.of(path);
        device.disk.makeFolders(file.folder());
        device.disk.write(file, world.written(content));
    }

    static Map<String, String> on(Device device) {
        return named(Checks.on(device.disk));
    }

    final Map<String, String> onServer() {
        return named(Checks.onServer(server));
    }

    private static Map<String, String> named(Map<RelativePath, String> tree) {
        Map<String, String> named = new TreeMap<>();
        tree.forEach((path, content) -> named.put(path.value(), content));
        return named;
    }
}
