// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import com.google.common.base.Throwables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.tree.RelativePath;

/** One history: some people, some devices, one server, some misfortune; then everything calms down and is looked at. */
final class Simulation {
    /** Who works. Where it is one at a time, what they have in the end is what everybody must have. */
    enum Mode {
        /** Everybody everywhere. */
        CROWD,
        /** One person on the first device. */
        ONE_DEVICE,
        /** One person with another client. */
        SERVER_ONLY,
        /** One person who takes the next device only when everything is in step. */
        ONE_AFTER_ANOTHER
    }

    /** What makes a history; the same setup gives the same one. */
    record Setup(long seed, Temper temper, List<Integer> steps, World.Weather weather, Sabotage sabotage) {
        private static final int STEPS = 24;

        static Setup of(long seed) {
            Temper[] all = Temper.values();
            return new Setup(
                    seed,
                    all[(int) Math.floorMod(seed, (long) all.length)],
                    IntStream.rangeClosed(1, STEPS).boxed().toList(),
                    World.Weather.STORMY,
                    Sabotage.NONE);
        }

        Setup with(World.Weather other) {
            return new Setup(seed, temper, steps, other, sabotage);
        }

        Setup with(List<Integer> others) {
            return new Setup(seed, temper, List.copyOf(others), weather, sabotage);
        }

        Setup with(Sabotage other) {
            return new Setup(seed, temper, steps, weather, other);
        }

        Mode mode() {
            return switch ((int) Math.floorMod(seed / Temper.values().length, 8L)) {
                case 0 -> Mode.ONE_DEVICE;
                case 1 -> Mode.SERVER_ONLY;
                case 2 -> Mode.ONE_AFTER_ANOTHER;
                default -> Mode.CROWD;
            };
        }
    }

    private static final int SETTLING = 900;
    private static final int PASSES_TO_SETTLE = 12;

    final World world;
    private final Setup setup;
    private final SimServer server;
    private final People people;
    private final Strangers strangers;
    private final EqualContents equalContents;
    private final OpenedDocuments openedDocuments;
    private final Backups backups;
    private final NestedMounts mounts;
    private final DeadMover deadMover;
    private final Rivals rivals;
    private final OpenHandles handles;
    private final IgnoreFiles ignoreFiles;
    private final Clocks clocks;
    private final AccessRights rights;
    /** Whom a device has asked about deletions, without an answer so far. */
    private final Map<Device, AnswerScope.These> asked = new HashMap<>();

    private final List<Device> devices = new ArrayList<>();
    private @Nullable Device lastUsed;
    private boolean sheltered;

    Simulation(Setup setup) {
        this(setup, false);
    }

    /** @param tracing whether to write the story down */
    Simulation(Setup setup, boolean tracing) {
        this.setup = setup;
        this.world = new World(setup.seed(), setup.weather(), tracing);
        world.sabotage = setup.sabotage();
        this.server = new SimServer(setup.temper(), world);
        server.spellings = ServerSpellings.of(setup.seed());
        this.people = new People(world);
        this.strangers = new Strangers(world, people, server);
        this.backups = new Backups(world);
        this.mounts = new NestedMounts(world);
        this.handles = new OpenHandles(world);
        this.ignoreFiles = new IgnoreFiles(world, server);
        this.clocks = new Clocks(world, server);
        this.rights = new AccessRights(world, server);
        this.deadMover = new DeadMover(setup.seed(), world, server);
        world.startStep(0);
        world.fast = world.oneIn(3);
        int count = world.oneIn(4) ? 3 : 2;
        for (int i = 0; i < count; i++) {
            devices.add(new Device("device" + (i + 1), world, server, DiskKind.any(world)));
        }
        mayGoOneWay();
        if (setup.mode() == Mode.CROWD && world.oneIn(6)) {
            server.makeCollection(SimServer.READ_ONLY);
            server.write(SimServer.READ_ONLY.child("a.txt"), world.newContent());
        }
        this.openedDocuments = new OpenedDocuments(world, server, strangers);
        this.equalContents = new EqualContents(world, server, devices);
        this.rivals = new Rivals(world, server, people);
        if (world.lively && setup.mode() == Mode.CROWD) {
            server.beforeRequest = rivals::beforeRequest;
            server.afterBody = rivals::afterBody;
        }
        world.whereabouts(this::isAt);
        world.oracle.copies(this::copies);
        world.oracle.server(
                path -> server.find(path).flatMap(SimServer.Entry::file).map(World::text));
        world.oracle.unheard(
                (path, content) -> devices.stream().anyMatch(device -> device.journal.maySend(path, content)));
        world.oracle.bases((path, content) -> devices.stream().anyMatch(device -> device.journal.knows(path, content)));
    }

    private long copies(String content) {
        return Stream.concat(
                        Stream.of(Checks.onServer(server).values()),
                        devices.stream()
                                .flatMap(device ->
                                        Stream.of(Checks.on(device.disk).values(), device.disk.newestVersions())))
                .flatMap(Collection::stream)
                .filter(content::equals)
                .count();
    }

    private boolean isAt(RelativePath path, String content) {
        if (path.isRoot()) {
            return Checks.onServer(server).containsValue(content)
                    || devices.stream()
                            .anyMatch(device -> Checks.on(device.disk).containsValue(content)
                                    || device.disk.newestVersions().contains(content));
        }
        return server.holds(path, content)
                || devices.stream()
                        .anyMatch(device ->
                                device.disk.content(path).map(World::text).equals(Optional.of(content))
                                        || device.disk.newestVersions().contains(content));
    }

    /** What went wrong; empty if nothing did. */
    List<String> run() {
        world.tell(setup::toString);
        world.tell(() -> "names on the server: " + server.spellings);
        devices.forEach(device -> world.tell(() -> device.name + ": " + device.disk.kind));
        try {
            world.others(this::somebodyActs);
            for (int step : setup.steps()) {
                world.startStep(step);
                world.pass(world.oneIn(3) ? 3000 : world.oneIn(10) ? 60_000 : 10);
                if (world.oneIn(4)) {
                    pass(world.pick(devices));
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

    /** A pass, and an answer if it asks. */
    private void pass(Device device) throws InterruptedException {
        AnswerScope.These shown = asked.get(device);
        if (shown != null && world.oneIn(2)) {
            // About what was shown a while ago, whatever has happened since.
            asked.remove(device);
            device.pass(PassOptions.USUAL.answering(answer(), shown));
            return;
        }
        PassResult result = world.oneIn(3) ? device.passSomewhere() : device.pass(Answer.NONE);
        if (result.held().isEmpty()) {
            return;
        }
        if (world.lively && world.oneIn(2)) {
            asked.put(device, new AnswerScope.These(Set.copyOf(result.held())));
        } else if (world.oneIn(2)) {
            device.pass(answer());
        }
    }

    private Answer answer() {
        return setup.mode() != Mode.CROWD || world.oneIn(2) ? Answer.DELETE : Answer.BRING_BACK;
    }

    /** Where one side alone is worked on, the other may just follow. */
    private void mayGoOneWay() {
        boolean oneWay = world.lively && world.oneIn(2);
        if (oneWay && (setup.mode() == Mode.ONE_DEVICE || setup.mode() == Mode.SERVER_ONLY)) {
            devices.forEach(device -> device.direction = Direction.DOWNLOAD);
            // What an earlier pass did and did not hear of is taken for somebody's: by a pair that goes one way, for
            // good.
            world.weather = new World.Weather(world.weather.interleaving(), false, false);
            if (setup.mode() == Mode.ONE_DEVICE) {
                // A backup reports what such a server calls otherwise than it finds it, and leaves it
                // (NamesOnServerTest).
                boolean reports = server.spellings == ServerSpellings.COMPOSED_ON_WRITES;
                devices.getFirst().direction = reports ? Direction.BOTH : Direction.UPLOAD;
            }
        }
    }

    private void somebodyWorks() throws InterruptedException {
        switch (setup.mode()) {
            case ONE_DEVICE -> people.actOn(devices.getFirst());
            case SERVER_ONLY -> strangers.act(false);
            case ONE_AFTER_ANOTHER -> workOn(world.pick(devices));
            case CROWD -> {
                if (world.lively && world.oneIn(4)) {
                    somebodyIsQuick();
                } else if (world.oneIn(5)) {
                    strangers.act(true);
                } else if (world.oneIn(15)) {
                    openedDocuments.act(world.pick(devices));
                } else if (world.weather.crashes() && world.oneIn(60)) {
                    Device device = world.pick(devices);
                    if (!device.isRunning()) {
                        world.tell(() -> device.name + " loses power while idle");
                        world.crashes++;
                        device.losePower();
                    }
                } else if (world.oneIn(30)) {
                    backups.act(world.pick(devices));
                } else if (deadMover.isActive() && world.oneIn(12)) {
                    deadMover.act();
                } else if (world.oneIn(40)) {
                    mounts.act(world.pick(devices));
                } else if (world.oneIn(60)) {
                    Device device = world.pick(devices);
                    device.disk.unmounted = !device.disk.unmounted;
                    world.tell(() -> device.name + "'s disk is pulled out: " + device.disk.unmounted);
                } else {
                    Device device = world.pick(devices);
                    if (!device.disk.unmounted) {
                        people.actOn(device);
                    }
                }
            }
        }
    }

    private void somebodyIsQuick() {
        Device device = world.pick(devices);
        switch (world.below(10)) {
            case 0 -> equalContents.act();
            case 1 -> handles.act(device);
            case 2 -> openedDocuments.actOnWhatIsSent(device);
            case 3 -> ignoreFiles.act(device);
            case 4 -> clocks.act(device);
            case 5 -> rights.act(device);
            default -> rivals.act(device);
        }
    }

    /** Whoever takes another device waits until what they did before has arrived there. */
    private void workOn(Device device) throws InterruptedException {
        Device before = lastUsed;
        if (before != null && before != device) {
            if (devices.stream().anyMatch(Device::isRunning)) {
                people.actOn(before);
                return;
            }
            World.Weather weather = world.weather;
            world.weather = World.Weather.CALM;
            for (int i = 0; i < 6; i++) {
                world.pass(15_000);
                before.pass(Answer.DELETE);
                device.pass(Answer.DELETE);
            }
            world.weather = weather;
            // What was left out in a folder keeps it where a file is to be: then not all has arrived that was done
            // before.
            sheltered |= Checks.on(device.disk).entrySet().stream()
                    .anyMatch(entry -> server.find(entry.getKey())
                            .filter(there ->
                                    there.isFile() != device.disk.files().contains(entry.getKey()))
                            .isPresent());
        }
        lastUsed = device;
        people.actOn(device);
    }

    /** While a device is in the middle of a pass: work, or another device's whole pass. */
    private void somebodyActs() {
        List<Device> idle =
                devices.stream().filter(device -> !device.isRunning()).toList();
        try {
            if (!idle.isEmpty() && world.oneIn(4)) {
                pass(world.pick(idle));
            } else {
                somebodyWorks();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything that stands anywhere. */
    private List<Object> state() {
        List<Object> state = new ArrayList<>(List.of(Checks.onServer(server)));
        devices.forEach(device -> state.add(Checks.on(device.disk)));
        return state;
    }

    private List<String> settleAndCheck() throws InterruptedException {
        world.tell(() -> "everything calms down");
        world.startStep(SETTLING);
        world.weather = World.Weather.CALM;
        world.others(() -> {});
        server.calmDown();
        devices.forEach(device -> device.disk.unmounted = false);
        devices.forEach(device -> device.disk.unreadableFiles.clear());
        devices.forEach(device -> device.disk.mounts.bringTogether());
        ignoreFiles.mend(devices);
        Checks checks = new Checks(world, server, devices);
        Optional<SortedMap<RelativePath, String>> meant = switch (setup.mode()) {
            case CROWD -> Optional.empty();
            case SERVER_ONLY -> Optional.of(Checks.onServer(server));
            case ONE_DEVICE -> Optional.of(Checks.on(devices.getFirst().disk));
            case ONE_AFTER_ANOTHER -> Optional.of(Checks.on((lastUsed == null ? devices.getFirst() : lastUsed).disk));
        };
        // One may be in another, and is only seen once that has its name again.
        for (int i = 0; i < deadMover.moves(); i++) {
            for (Device device : devices) {
                device.pass(Answer.DELETE);
            }
            world.pass(DeadMover.FOUND_AFTER_MILLIS);
        }
        List<Object> seen = List.of();
        Map<Device, PassResult> last = new HashMap<>();
        for (int i = 0; i < PASSES_TO_SETTLE && !seen.equals(state()); i++) {
            seen = state();
            for (Device device : devices) {
                world.pass(5000);
                last.put(device, device.pass(Answer.DELETE));
            }
        }
        for (Device device : devices) {
            checks.quietPass(device, Objects.requireNonNull(last.get(device)));
        }
        checks.atRest(meant.filter(tree -> !world.clashed && !sheltered));
        if (setup.mode() == Mode.ONE_DEVICE && !world.clashed && meant.isPresent()) {
            checks.untouched(devices.getFirst(), meant.get());
        }
        return checks.wrong();
    }
}
