// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.port.Failure;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.Workers;
import org.navette.engine.propagate.ConflictNames;
import org.navette.engine.propagate.Ports;
import org.navette.engine.sync.PassResult;
import org.navette.engine.sync.SyncPass;
import org.navette.engine.tree.RelativePath;

/** A computer with Navette: the whole engine over a disk and a journal in memory. */
final class Device {
    final String name;
    final SimDisk disk;
    final SimJournal journal;
    private final World world;
    private final Ports ports;
    private final List<String> violations = new ArrayList<>();
    private boolean running;
    private boolean dead;
    private int tokens;

    Device(String name, World world, SimServer server, long grainMillis) {
        this.name = name;
        this.world = world;
        this.disk = new SimDisk(this, world, grainMillis);
        this.journal = new SimJournal(this, world);
        this.ports = new Ports(
                disk,
                new SimRemote(server, this, world),
                journal,
                new OneByOne(),
                this::tell,
                IgnoreRules.JUNK_ONLY,
                new ConflictNames("conflict", name, world.clock()),
                () -> name + ++tokens,
                () -> world.pass(30));
    }

    boolean isRunning() {
        return running;
    }

    List<String> violations() {
        return violations;
    }

    private void tell(SyncEvent event) {
        if (event instanceof SyncEvent.Done || event instanceof SyncEvent.Troubled) {
            world.tell("    " + name + ": " + event);
        }
    }

    /** One pass, to its end or to a crash. Nobody has to be asked: the guard has tests of its own. */
    PassResult pass() throws InterruptedException {
        world.tell("  " + name + " begins a pass");
        running = true;
        try {
            PassResult result = new SyncPass(ports, new SyncPass.Options(true, false)).run();
            world.tell("  " + name + " ends its pass: " + result.halted() + " " + result.problems());
            return result;
        } catch (Crash crash) {
            boolean power = world.oneIn(2);
            world.tell("  " + name + (power ? " loses power" : " crashes"));
            if (power) {
                disk.powerCut();
                journal.powerCut();
            } else {
                journal.crash();
            }
            return PassResult.halted(new Failure.Busy(0, Optional.empty()));
        } finally {
            running = false;
            dead = false;
        }
    }

    /** Every call of a port comes through here. */
    void step() {
        if (dead) {
            throw new Crash();
        }
        if (running) {
            world.step();
            mayCrash();
        }
    }

    void mayCrash() {
        if (running && world.weather.crashes() && world.oneIn(400)) {
            world.crashes++;
            dead = true;
            throw new Crash();
        }
    }

    /** A whole content now stands on the server. */
    void wrote(RelativePath file, byte[] content) {
        String text = World.text(content);
        boolean ours = file.name().startsWith("~navette-") || file.value().startsWith("~navette-");
        if (!ours && !world.written.contains(text)) {
            violations.add("a content nobody wrote stands at " + file + ": " + text);
        }
    }

    void wrotePart(RelativePath file) {
        if (!file.value().startsWith("~navette-") && !file.name().startsWith("~navette-")) {
            violations.add("a part of a content stands on the server at " + file);
        }
    }

    /** Whether this device knows by now what the server honours. */
    boolean isProbed() {
        return journal.fact("server.probed").isPresent();
    }

    /** One step after another, in any order. */
    private final class OneByOne implements Workers {
        @Override
        public <T> void runAll(Collection<T> items, Step<T> step) {
            List<T> waiting = new ArrayList<>(items);
            Deque<T> added = new ArrayDeque<>();
            while (!waiting.isEmpty()) {
                T next = waiting.remove(world.chance.nextInt(waiting.size()));
                step.run(next, added::add);
                waiting.addAll(added);
                added.clear();
            }
        }
    }
}
