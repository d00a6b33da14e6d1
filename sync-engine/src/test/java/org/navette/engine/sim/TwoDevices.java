// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.navette.engine.pass.PassResult;
import org.navette.engine.reconcile.DeletionGuard.Answer;
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

    /** A pass of a device a while later; whoever is asked about deletions agrees. */
    final PassResult pass(Device device) throws InterruptedException {
        world.pass(70_000);
        PassResult result = device.pass(Answer.DELETE);
        assertEquals(List.of(), device.violations());
        return result;
    }

    /** A pass of each, one after the other, which finds or makes everything up to date. */
    final void inStep(Device... devices) throws InterruptedException {
        for (Device device : devices) {
            PassResult result = pass(device);
            assertTrue(result.isInStep(), result.toString());
        }
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
