// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import com.google.common.base.Throwables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.navette.engine.Entries;
import org.navette.engine.sync.PassResult;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/** One history: some people, some devices, one server, some misfortune; then everything calms down and is looked at. */
final class Simulation {
    /** What makes a history; the same setup gives the same one. */
    record Setup(long seed, Temper temper, int steps, World.Weather weather, World.Sabotage sabotage) {
        static Setup of(long seed) {
            Temper[] all = Temper.values();
            return new Setup(
                    seed,
                    all[(int) Math.floorMod(seed, (long) all.length)],
                    24,
                    World.Weather.STORMY,
                    World.Sabotage.NONE);
        }
    }

    private static final int PASSES_TO_SETTLE = 12;

    final World world;
    private final Setup setup;
    private final SimServer server;
    private final People people;
    private final List<Device> devices = new ArrayList<>();

    Simulation(Setup setup) {
        this.setup = setup;
        this.world = new World(setup.seed(), setup.weather());
        world.sabotage = setup.sabotage();
        this.server = new SimServer(setup.temper(), world);
        this.people = new People(world);
        for (int i = 0; i < 2; i++) {
            devices.add(new Device("device" + (i + 1), world, server, world.oneIn(2) ? 1 : 1000));
        }
    }

    /** What went wrong; empty if nothing did. */
    List<String> run() {
        world.tell(setup.toString());
        try {
            world.others(this::somebodyActs);
            for (int i = 0; i < setup.steps(); i++) {
                world.pass(world.oneIn(3) ? 3000 : 10);
                if (world.oneIn(4)) {
                    world.pick(devices).pass();
                } else {
                    somebodyWorks();
                }
            }
            return settleAndCheck();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted");
        } catch (RuntimeException e) {
            return List.of("the engine threw " + Throwables.getStackTraceAsString(e));
        }
    }

    /** In one history of four a single person works, on one device: then nobody can be in conflict with anybody. */
    private boolean isLonely() {
        return Math.floorMod(setup.seed() / Temper.values().length, 4L) == 0;
    }

    private void checkNoNeedlessConflict(List<String> wrong) {
        // After a crash, or between a file and a folder, a needless copy is possible (docs/reliability.md).
        boolean needless = isLonely()
                && world.crashes == 0
                && server.entries.entrySet().stream()
                        .filter(entry -> entry.getValue().isFile())
                        .map(entry -> entry.getKey().value())
                        .filter(name -> name.contains(" (conflict "))
                        .map(name -> RelativePath.of(name.replaceAll(" \\(conflict [^)]*\\)", "")))
                        .anyMatch(original -> server.find(original)
                                .filter(SimServer.Entry::isFile)
                                .isPresent());
        if (needless) {
            wrong.add("a conflict copy, although only one person wrote: "
                    + onServer().keySet());
        }
    }

    private void somebodyWorks() {
        if (isLonely()) {
            people.actOn(devices.getFirst());
        } else if (world.oneIn(5)) {
            people.actOn(server);
        } else {
            people.actOn(world.pick(devices));
        }
    }

    /** While a device is in the middle of a pass: work, or another device's whole pass. */
    private void somebodyActs() {
        List<Device> idle =
                devices.stream().filter(device -> !device.isRunning()).toList();
        if (!idle.isEmpty() && world.oneIn(4)) {
            try {
                world.pick(idle).pass();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            somebodyWorks();
        }
    }

    private List<String> settleAndCheck() throws InterruptedException {
        world.tell("everything calms down");
        world.weather = World.Weather.CALM;
        world.others(() -> {});
        server.forgetLocks();
        for (int i = 0; i < PASSES_TO_SETTLE; i++) {
            for (Device device : devices) {
                world.pass(5000);
                device.pass();
            }
        }
        List<String> wrong = new ArrayList<>();
        devices.forEach(device -> wrong.addAll(device.violations()));
        int writes = server.writes;
        for (Device device : devices) {
            world.pass(5000);
            PassResult result = device.pass();
            if (!result.isInStep()) {
                wrong.add(device.name + " is not in step: " + result);
            }
        }
        if (server.writes != writes) {
            wrong.add("a quiet pass wrote to the server");
        }
        checkEqual(wrong);
        checkNothingLost(wrong);
        checkNoNeedlessConflict(wrong);
        return wrong;
    }

    private SortedMap<String, String> onServer() {
        SortedMap<String, String> tree = new TreeMap<>();
        server.entries.forEach((path, entry) -> {
            byte[] content = entry.content();
            tree.put(path.value(), content == null ? "/" : World.text(content));
        });
        return tree;
    }

    private static SortedMap<String, String> on(Device device) {
        SortedMap<String, String> tree = new TreeMap<>();
        device.disk.inodes.forEach((path, inode) -> {
            byte[] content = inode.content();
            tree.put(path.value(), content == null ? "/" : World.text(content));
        });
        return tree;
    }

    private void checkEqual(List<String> wrong) {
        SortedMap<String, String> there = onServer();
        there.keySet().removeIf(name -> {
            boolean temporary = name.contains("~navette-");
            if (temporary && !setup.weather().crashes() && !setup.weather().faults()) {
                wrong.add("a temporary was left behind: " + name);
            }
            return temporary;
        });
        for (Device device : devices) {
            if (!on(device).equals(there)) {
                wrong.add(device.name + " has " + on(device) + "\n  but the server has " + there);
            }
            Map<String, String> journal = new TreeMap<>();
            for (Map.Entry<RelativePath, SyncedState> entry :
                    device.journal.entries().entrySet()) {
                journal.put(
                        entry.getKey().value(),
                        entry.getValue().content().map(Sha256::toString).orElse("/"));
            }
            Map<String, String> reality = new TreeMap<>();
            on(device)
                    .forEach((path, content) -> reality.put(
                            path,
                            content.equals("/") ? "/" : Entries.hash(content).toString()));
            if (!journal.equals(reality)) {
                wrong.add(device.name + "'s journal says " + journal.keySet() + "\n  but there is " + reality.keySet());
            }
        }
    }

    private void checkNothingLost(List<String> wrong) {
        Set<String> kept = new HashSet<>(onServer().values());
        devices.forEach(device -> {
            kept.addAll(on(device).values());
            device.disk.versions.forEach(version -> kept.add(World.text(version)));
        });
        for (String content : world.written) {
            if (!kept.contains(content) && !world.knowinglyRemoved.contains(content)) {
                wrong.add("lost: " + content);
            }
        }
    }

    /** The shortest and calmest variant of a failing history that still fails. */
    static Setup shrink(Setup failing) {
        for (World.Weather weather : List.of(
                World.Weather.CALM,
                new World.Weather(true, false, false),
                new World.Weather(false, true, false),
                new World.Weather(false, false, true),
                new World.Weather(true, true, false),
                new World.Weather(true, false, true),
                new World.Weather(false, true, true))) {
            Optional<Setup> calmer =
                    shortest(new Setup(failing.seed(), failing.temper(), failing.steps(), weather, failing.sabotage()));
            if (calmer.isPresent()) {
                return calmer.get();
            }
        }
        return shortest(failing).orElse(failing);
    }

    private static Optional<Setup> shortest(Setup setup) {
        for (int steps = 1; steps <= setup.steps(); steps++) {
            Setup shorter = new Setup(setup.seed(), setup.temper(), steps, setup.weather(), setup.sabotage());
            if (!new Simulation(shorter).run().isEmpty()) {
                return Optional.of(shorter);
            }
        }
        return Optional.empty();
    }
}
