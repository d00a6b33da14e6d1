// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.navette.engine.Entries;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.sim.Temper.Trait;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** What must be true once everything has calmed down: docs/reliability.md lists it. */
final class Checks {
    private static final String FOLDER = "/";

    private final World world;
    private final SimServer server;
    private final List<Device> devices;
    private final List<String> wrong = new ArrayList<>();
    /** What stays where it is because its new place cannot be written to, or not be held. */
    private final Set<RelativePath> waiting = new HashSet<>();

    Checks(World world, SimServer server, List<Device> devices) {
        this.world = world;
        this.server = server;
        this.devices = devices;
    }

    List<String> wrong() {
        return wrong;
    }

    /** Content by path, and a slash for folders; what is only there for a moment is not. */
    static SortedMap<RelativePath, String> onServer(SimServer server) {
        SortedMap<RelativePath, String> tree = new TreeMap<>();
        server.entries.forEach((path, entry) -> {
            if (!isOurs(path)) {
                tree.put(path, entry.file().map(World::text).orElse(FOLDER));
            }
        });
        return tree;
    }

    static SortedMap<RelativePath, String> on(SimDisk disk) {
        SortedMap<RelativePath, String> tree = new TreeMap<>();
        disk.inodes.forEach(
                (path, inode) -> tree.put(path, inode.file().map(World::text).orElse(FOLDER)));
        return tree;
    }

    private static boolean isOurs(RelativePath path) {
        return path.name().startsWith("~navette-") || (!path.isRoot() && isOurs(path.folder()));
    }

    /**
     * With nothing to do, a pass writes nothing and says that everything is in step.
     *
     * @param last how the pass before ended, which was told that all deletions are meant
     */
    void quietPass(Device device, PassResult last) throws InterruptedException {
        int writes = server.writes;
        SortedMap<RelativePath, String> before = on(device.disk);
        // Without an answer, what cannot be deleted yet is asked about instead of waiting.
        Set<RelativePath> stuck = last.problems().stream()
                .filter(problem -> problem.failure() instanceof Failure.NewPlaceNotReceived
                        || problem.failure() instanceof Failure.NewPlaceNotSent)
                .filter(this::isLasting)
                .map(problem -> RelativePath.of(problem.where()))
                .collect(Collectors.toSet());
        world.pass(5000);
        PassResult result = device.pass(Answer.NONE);
        boolean inStep = result.halted().isEmpty()
                && result.held().stream()
                        .allMatch(path -> path.isAtOrBelow(SimServer.READ_ONLY) || stuck.contains(path))
                && result.problems().stream().allMatch(this::isLasting);
        if (!inStep) {
            wrong.add("restless: " + device.name + " is not in step: " + result);
        }
        if (server.writes != writes && result.problems().stream().noneMatch(Checks::isForbidden)) {
            wrong.add("restless: a quiet pass of " + device.name + " wrote to the server");
        }
        if (!on(device.disk).equals(before)) {
            wrong.add("restless: a quiet pass changed " + device.name);
        }
    }

    /** What may not be written is tried at every pass. */
    private static boolean isForbidden(Problem problem) {
        return RelativePath.of(problem.where()).isAtOrBelow(SimServer.READ_ONLY);
    }

    private boolean isLasting(Problem problem) {
        boolean waits = switch (problem.failure()) {
            case Failure.NewPlaceNotSent(String place) ->
                world.clashed || RelativePath.of(place).isAtOrBelow(SimServer.READ_ONLY);
            // There an edit here that may not be sent keeps the server's version from coming.
            case Failure.NewPlaceNotReceived(String place) ->
                world.clashed || RelativePath.of(place).isAtOrBelow(SimServer.READ_ONLY);
            default -> false;
        };
        if (waits) {
            waiting.add(RelativePath.of(problem.where()));
            return true;
        }
        return problem.failure() instanceof Failure.NameProblem
                || problem.failure() instanceof Failure.FolderKept
                || isForbidden(problem);
    }

    /** On the only person's own device nothing at all may have changed, not even what the server hides. */
    void untouched(Device device, SortedMap<RelativePath, String> meant) {
        SortedMap<String, String> here = new TreeMap<>();
        Names names = new Names(traits(device), true);
        on(device.disk).forEach((path, content) -> here.put(names.comparable(path.value()), content));
        SortedMap<String, String> before = new TreeMap<>();
        meant.forEach((path, content) -> before.put(names.comparable(path.value()), content));
        here.keySet().removeIf(path -> Device.LEFT_OUT.isIgnored(RelativePath.of(path), false));
        before.keySet().removeIf(path -> Device.LEFT_OUT.isIgnored(RelativePath.of(path), false));
        new UnheardUploads(world, server.temper).takeBack(here, before);
        dropUnheard(here, before);
        if (mayEmptyFoldersComeBack()) {
            dropEmptyFolders(here);
            dropEmptyFolders(before);
        }
        if (!here.equals(before)) {
            wrong.add("touched: " + device.name + " has " + here + "\n  but had " + before);
        }
    }

    /** @param meant what the only person at work had in the end; absent if there were several */
    void atRest(Optional<SortedMap<RelativePath, String>> meant) {
        devices.forEach(device -> wrong.addAll(device.violations()));
        SortedMap<RelativePath, String> there = onServer(server);
        Names coarsest = new Names(coarsest(), true);
        // What was left out in a folder may keep it where a file is to be: then there is a conflict copy.
        boolean sheltering = devices.stream()
                .anyMatch(device ->
                        !coarsest.sheltering(on(device.disk).keySet(), Set.of()).isEmpty());
        for (Device device : devices) {
            SortedMap<RelativePath, String> here = on(device.disk);
            SortedMap<RelativePath, String> seen = new TreeMap<>(there);
            indistinguishable(device)
                    .forEach(path -> device.disk.content(path).ifPresent(own -> seen.replace(path, World.text(own))));
            compare("diverged: " + device.name, new Names(traits(device), false), here, seen);
            checkJournal(device, here, there);
            checkConflicts(device, here.keySet());
            meant.filter(tree -> !sheltering)
                    .filter(tree -> devices.stream()
                            .allMatch(other -> indistinguishable(other).isEmpty()))
                    .ifPresent(tree -> compare("not as meant: " + device.name, coarsest, here, tree));
        }
        checkNothingLost(there);
        checkNothingLeft();
    }

    /**
     * Files that were moved over the name of another of the same size and second, on a server whose listings show no more
     * than that: nobody can see it (docs/reliability.md).
     */
    private Set<RelativePath> indistinguishable(Device device) {
        return device.journal.entries().keySet().stream()
                .filter(path -> server.validators.looksAsKnown(path, device.journal.entries()))
                .collect(Collectors.toSet());
    }

    /** What a device and the server cannot tell apart. */
    private DiskTraits traits(Device device) {
        DiskTraits disk = device.disk.kind.traits();
        return new DiskTraits(
                disk.caseBlind() || server.spellings.caseBlind(),
                disk.formBlind() || server.spellings.formBlind(),
                false,
                255);
    }

    /** What the devices and the server together cannot tell apart. */
    private DiskTraits coarsest() {
        return new DiskTraits(
                devices.stream().anyMatch(device -> traits(device).caseBlind()),
                devices.stream().anyMatch(device -> traits(device).formBlind()),
                false,
                255);
    }

    private void compare(String what, Names names, Map<RelativePath, String> here, Map<RelativePath, String> there) {
        Set<RelativePath> clashing = names.clashing(
                List.of(here.keySet(), there.keySet(), onServer(server).keySet()));
        clashing.addAll(names.sheltering(here.keySet(), there.keySet()));
        clashing.addAll(names.sheltering(there.keySet(), here.keySet()));
        SortedMap<String, String> mine = comparable(names, here, clashing);
        SortedMap<String, String> theirs = comparable(names, there, clashing);
        if (names.anyCase()) {
            new UnheardUploads(world, server.temper).takeBack(mine, theirs);
            dropUnheard(mine, theirs);
            if (!world.unheard.isEmpty()) {
                // The folders that it came back in.
                dropEmptyFolders(mine);
                dropEmptyFolders(theirs);
            }
        }
        if (!mine.equals(theirs)) {
            wrong.add(what + " has " + mine + "\n  but should have " + theirs);
        }
    }

    /** @param anyCase whether a spelling that the disk sees as the same is as good */
    private record Names(DiskTraits disk, boolean anyCase) {
        /** Names that this disk cannot hold side by side, or that look the same: they are reported, not synced. */
        Set<RelativePath> clashing(List<Set<RelativePath>> trees) {
            Set<RelativePath> all = new HashSet<>();
            trees.forEach(all::addAll);
            Set<RelativePath> clashing = new HashSet<>();
            // Across the trees, what is no other name for the disk is none here either.
            clashing.addAll(sharedKeys(all, this::comparable));
            trees.forEach(tree -> clashing.addAll(sharedKeys(tree, name -> name)));
            return all.stream()
                    .filter(path -> clashing.contains(keyed(path)))
                    .collect(Collectors.toCollection(HashSet::new));
        }

        /** Folders that stay where they are for what was left out in them, on this side and on the other. */
        Set<RelativePath> sheltering(Set<RelativePath> tree, Set<RelativePath> other) {
            Set<RelativePath> folders = new HashSet<>();
            for (RelativePath path : tree) {
                if (Device.LEFT_OUT.isIgnored(path, false) && !Device.LEFT_OUT.isJunk(path, 0)) {
                    for (RelativePath folder = path.folder(); !folder.isRoot(); folder = folder.folder()) {
                        folders.add(folder);
                    }
                }
            }
            Set<RelativePath> keys = folders.stream().map(this::keyed).collect(Collectors.toSet());
            other.stream().filter(path -> keys.contains(keyed(path))).forEach(folders::add);
            return folders;
        }

        private Set<RelativePath> sharedKeys(Set<RelativePath> tree, UnaryOperator<String> spelling) {
            Map<RelativePath, Set<String>> byKey = new HashMap<>();
            tree.forEach(path ->
                    byKey.computeIfAbsent(keyed(path), k -> new HashSet<>()).add(spelling.apply(path.name())));
            byKey.values().removeIf(spellings -> spellings.size() < 2);
            return byKey.keySet();
        }

        private RelativePath keyed(RelativePath path) {
            return RelativePath.of(key(path.value()));
        }

        private String key(String name) {
            String form = Normalizer.normalize(name, Normalizer.Form.NFC);
            return disk.caseBlind() ? form.toLowerCase(Locale.ROOT) : form;
        }

        /** A Mac spells accents its own way, which is no other name. */
        String comparable(String name) {
            String form = disk.formBlind() ? Normalizer.normalize(name, Normalizer.Form.NFC) : name;
            return anyCase ? key(form) : form;
        }
    }

    /** What the only person at work deleted may come back, if its device never heard that it had sent it. */
    private void dropUnheard(SortedMap<String, String> here, Map<String, String> meant) {
        here.entrySet()
                .removeIf(entry -> !meant.containsKey(entry.getKey()) && world.unheard.contains(entry.getValue()));
    }

    private SortedMap<String, String> comparable(
            Names names, Map<RelativePath, String> tree, Set<RelativePath> clashing) {
        SortedMap<String, String> result = new TreeMap<>();
        tree.forEach((path, content) -> {
            if (isCompared(path) && !isWaiting(names, path) && clashing.stream().noneMatch(path::isAtOrBelow)) {
                result.put(names.comparable(path.value()), content);
            }
        });
        if (names.anyCase() && mayEmptyFoldersComeBack()) {
            dropEmptyFolders(result);
        }
        return result;
    }

    private boolean mayEmptyFoldersComeBack() {
        return world.crashes > 0
                || !world.unheard.isEmpty()
                || world.collectionUnheard
                || server.temper.has(Trait.MOVE_RENEWS);
    }

    /**
     * Which collection is which nobody can tell, so after a crash or a lost answer an empty one may come back or go; and where a MOVE
     * renews what a file is known by, one may come back that was thought to have a new version in it.
     */
    private static void dropEmptyFolders(SortedMap<String, String> tree) {
        for (String path : List.copyOf(tree.keySet())) {
            boolean full = tree.entrySet().stream()
                    .anyMatch(other -> other.getKey().startsWith(path + "/")
                            && !other.getValue().equals(FOLDER));
            if (FOLDER.equals(tree.get(path)) && !full) {
                tree.remove(path);
            }
        }
    }

    /** This disk may spell it otherwise than the server, by whose name it is told. */
    private boolean isWaiting(Names names, RelativePath path) {
        RelativePath key = names.keyed(path);
        return waiting.stream().map(names::keyed).anyMatch(place -> place.isAtOrBelow(key) || key.isAtOrBelow(place));
    }

    /** In any spelling, since a disk may see no difference. */
    private static boolean isLeftOut(RelativePath path) {
        RelativePath lower = RelativePath.of(path.value().toLowerCase(Locale.ROOT));
        return Device.LEFT_OUT.isIgnored(lower, false) || Device.LEFT_OUT.isIgnored(lower, true);
    }

    private boolean isCompared(RelativePath path) {
        return path.isRoot()
                || (!isLeftOut(path)
                        && !server.isUnlisted(path)
                        && !path.equals(SimServer.READ_ONLY)
                        && isCompared(path.folder()));
    }

    /** Every conflict copy is recorded, whoever made it, and nothing else is. */
    private void checkConflicts(Device device, Set<RelativePath> here) {
        Names names = new Names(device.disk.kind.traits(), true);
        List<String> recorded = device.journal.conflicts().all().stream()
                .map(conflict -> names.comparable(conflict.copy().value()))
                .sorted()
                .toList();
        List<String> copies = here.stream()
                .filter(path -> ConflictNames.read(path).isPresent())
                .map(path -> names.comparable(path.value()))
                .sorted()
                .toList();
        if (!recorded.equals(copies)) {
            wrong.add("conflicts: " + device.name + " has recorded " + recorded + "\n  but there is " + copies);
        }
    }

    private void checkJournal(
            Device device, SortedMap<RelativePath, String> here, SortedMap<RelativePath, String> there) {
        Names names = new Names(traits(device), false);
        Set<RelativePath> clashing = names.clashing(List.of(here.keySet(), there.keySet()));
        clashing.addAll(names.sheltering(here.keySet(), device.journal.entries().keySet()));
        SortedMap<RelativePath, String> known = new TreeMap<>();
        device.journal
                .entries()
                .forEach((path, state) ->
                        known.put(path, state.content().map(Sha256::toString).orElse(FOLDER)));
        SortedMap<RelativePath, String> real = new TreeMap<>();
        here.forEach((path, content) -> real.put(
                path, content.equals(FOLDER) ? FOLDER : Entries.hash(content).toString()));
        SortedMap<String, String> said = comparable(names, known, clashing);
        SortedMap<String, String> is = comparable(names, real, clashing);
        if (!said.equals(is)) {
            wrong.add("journal: " + device.name + "'s says " + said.keySet() + "\n  but there is " + is.keySet());
        }
    }

    private void checkNothingLost(SortedMap<RelativePath, String> there) {
        Set<String> visible = new HashSet<>(there.values());
        Set<String> versions = new HashSet<>();
        devices.forEach(device -> {
            visible.addAll(on(device.disk).values());
            versions.addAll(device.disk.newestVersions());
        });
        wrong.addAll(world.oracle.missing(visible, versions, server::isUnlisted));
    }

    private void checkNothingLeft() {
        server.entries.keySet().stream()
                .filter(path -> isOurs(path) && !server.isUnlisted(path))
                .forEach(path -> wrong.add("left behind: " + path));
    }
}
