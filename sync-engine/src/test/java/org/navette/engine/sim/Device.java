// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.Sizes;
import org.navette.engine.evidence.TemporaryNames;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.pass.SyncPass;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.Workers;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.tree.RelativePath;

/** A computer with Navette: the whole engine over a disk and a journal in memory. */
final class Device {
    /** What everybody leaves out in every history. */
    static final IgnoreRules LEFT_OUT = new IgnoreRules(List.of("*.bak", "/left-out"));

    final String name;
    final SimDisk disk;
    final SimJournal journal;
    private final World world;
    final SimLocal local;
    final SimRemote remote;
    private final Ports ports;
    private final List<String> violations = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    final List<SyncEvent.Done> deeds = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private int crashIn;
    private Optional<Boolean> powerCut = Optional.empty();
    /** What it may change. */
    Direction direction = Direction.BOTH;

    /** Whether its journal or its folder was ever put back from a backup. */
    boolean restored;

    /** By where it stands: what it wrote to the server and its journal, made durable, does not know as the base there. */
    private final Map<RelativePath, String> unsaid = new HashMap<>();

    private boolean running;
    private boolean dead;
    private int tokens;

    Device(String name, World world, SimServer server, DiskKind kind) {
        this.name = name;
        this.world = world;
        this.disk = new SimDisk(kind, world);
        this.journal = new SimJournal(this, world);
        this.local = new SimLocal(disk, this, world);
        this.remote = new SimRemote(server, this, world, local);
        this.ports = new Ports(
                local,
                remote,
                journal,
                new OneByOne(),
                this::tell,
                LEFT_OUT,
                new ConflictNames("conflict", name, clock()),
                new TemporaryNames(name, () -> String.valueOf(++tokens)),
                // Contents are some twenty bytes long here.
                new Sizes(10, 8, 3),
                () -> world.pass(30),
                clock());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(disk.now());
            }
        };
    }

    boolean isRunning() {
        return running;
    }

    List<String> violations() {
        return violations;
    }

    private void tell(SyncEvent event) {
        if (event instanceof SyncEvent.Done done) {
            deeds.add(done);
        }
        if (event instanceof SyncEvent.ComparedAnew && !restored) {
            violations.add("compares anew, though nothing was restored");
        }
        if (event instanceof SyncEvent.Done || event instanceof SyncEvent.Troubled || event instanceof SyncEvent.Held) {
            world.tell(() -> "    " + name + ": " + event);
        }
    }

    /** One pass, to its end or to a crash. */
    PassResult pass(Answer answer) throws InterruptedException {
        return pass(PassOptions.USUAL.answering(answer));
    }

    /** As when the watcher has told of a few places, whether or not something really changed there, or more elsewhere. */
    PassResult passSomewhere() throws InterruptedException {
        List<RelativePath> all = new ArrayList<>(disk.inodes.keySet());
        all.addAll(journal.entries().keySet());
        Set<RelativePath> some = new HashSet<>();
        for (int i = world.below(4); i >= 0 && !all.isEmpty(); i--) {
            some.add(world.pick(all));
        }
        if (some.isEmpty()) {
            return pass(PassOptions.USUAL);
        }
        // By what was drawn, so that every seed keeps its history up to here.
        boolean glance = some.hashCode() % 2 == 0;
        return pass(
                glance
                        ? PassOptions.USUAL.glancingAt(
                                some.stream().map(RelativePath::folder).collect(Collectors.toSet()))
                        : PassOptions.USUAL.in(some));
    }

    PassResult pass(PassOptions asked) throws InterruptedException {
        PassOptions going = direction == Direction.BOTH ? asked : asked.going(direction);
        PassOptions options = world.sabotage == Sabotage.ANSWER_FOR_ALL ? going.answering(going.answer()) : going;
        world.tell(() -> "  " + name + " begins a pass, " + options.answer()
                + (options.isWhole() ? "" : ", at " + options.where() + options.glances()));
        running = true;
        remote.forgetListings();
        local.forgetMounts();
        try {
            int told = world.trace.size();
            PassResult result = new SyncPass(ports, options).run();
            if (result.halted().isEmpty()) {
                disk.mounts.noticed(local.mountsMet());
            }
            world.clashed |=
                    result.problems().stream().anyMatch(problem -> problem.failure() instanceof Failure.NameProblem);
            if (told > 0 && world.trace.size() == told && result.isInStep()) {
                world.trace.removeLast();
                return result;
            }
            world.tell(() -> "  " + name + " ends its pass: " + result.halted() + " " + result.problems());
            return result;
        } catch (Crash crash) {
            crashed();
            return PassResult.halted(new Failure.Busy(0, Optional.empty()));
        } finally {
            running = false;
            dead = false;
            crashIn = 0;
            committed();
            unheard();
        }
    }

    private void crashed() {
        boolean power = powerCut.orElseGet(() -> world.oneIn(2));
        world.tell(() -> "  " + name + (power ? " loses power" : " crashes"));
        unheard();
        afterCommit.clear();
        local.staging.forget();
        if (power) {
            losePower();
        } else {
            journal.crash();
        }
    }

    void losePower() {
        disk.powerCut();
        journal.crash();
    }

    /** For a single test: the next pass ends at this call of a port, counted from 1. */
    void crashAt(int call, boolean byPowerCut) {
        crashIn = call;
        powerCut = Optional.of(byPowerCut);
    }

    /** A look here may stand right between a look there and the write for which both are. */
    void glance() {
        if (!remote.line.isClosing()) {
            step();
        }
    }

    /** Every call of a port comes through here. */
    void step() {
        if (dead) {
            throw new Crash();
        }
        if (running && crashIn > 0 && --crashIn == 0) {
            world.crashes++;
            dead = true;
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

    /** For {@link Sabotage#JOURNAL_BEFORE_RENAME}: done once the journal has said that it is. */
    void afterCommit(Runnable operation) {
        afterCommit.add(operation);
    }

    /** Of what is left it has heard nothing, or was told something else, or could not look at it. */
    private void unheard() {
        world.unheard.addAll(unsaid.values());
        unsaid.clear();
    }

    void committed() {
        unsaid.entrySet().removeIf(sent -> journal.knows(sent.getKey(), sent.getValue()));
        List.copyOf(afterCommit).forEach(Runnable::run);
        afterCommit.clear();
    }

    private static boolean isOurs(RelativePath path) {
        return path.value().startsWith("~navette-") || path.value().contains("/~navette-");
    }

    /** This device has read or sent this content. */
    void saw(byte[] content) {
        seen.add(World.text(content));
    }

    /**
     * A version is about to be replaced or deleted on the server by this device.
     *
     * @param unlisted whether the server never shows it: whoever put it there has it still
     */
    void overwrites(RelativePath file, byte[] content, boolean unlisted) {
        String text = World.text(content);
        if (unlisted) {
            return;
        }
        if (!restored && disk.mounts.isOnNoticedDisk(file)) {
            violations.add("touches what lies on another disk, at " + file + ": " + text);
        }
        if (!file.name().startsWith("~navette-") && !seen.contains(text) && world.oracle.wasWritten(text)) {
            violations.add("overwrites a version it never saw, at " + file + ": " + text);
        }
    }

    /** A file here is about to go to the version store. */
    void putsAway(RelativePath file, byte[] content) {
        String text = World.text(content);
        if (world.oracle.isOnlyHere(text) && !world.rubbish.contains(text)) {
            violations.add("own edit: " + file + " goes to the version store, and is nowhere else: " + text);
        }
    }

    /** A whole content now stands on the server. */
    void wrote(RelativePath file, byte[] content) {
        String text = World.text(content);
        if (!isOurs(file)) {
            unsaid.put(file, text);
        }
        if (!isOurs(file) && !world.oracle.wasWritten(text) && !world.rubbish.contains(text)) {
            violations.add("foreign: a content nobody wrote stands at " + file + ": " + text);
        }
        if (!isOurs(file) && LEFT_OUT.isIgnored(file, false)) {
            violations.add("left out: " + file + " was sent");
        }
    }

    void wrotePart(RelativePath file) {
        if (!isOurs(file)) {
            violations.add("partial: a part of a content stands on the server at " + file);
        }
    }

    /** Whether this device knows by now what the server honours. */
    boolean isProbed() {
        return journal.isProbed();
    }

    /** One step after another, in any order. */
    private final class OneByOne implements Workers {
        @Override
        public <T> void runAll(Collection<T> items, Step<T> step) {
            List<T> waiting = new ArrayList<>(items);
            Deque<T> added = new ArrayDeque<>();
            while (!waiting.isEmpty()) {
                T next = waiting.remove(world.below(waiting.size()));
                step.run(next, added::add);
                waiting.addAll(added);
                added.clear();
            }
        }
    }
}
