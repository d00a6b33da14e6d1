// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.navette.engine.tree.RelativePath;

/** What people do to files on a device. */
final class People {
    private static final List<String> NAMES =
            List.of("a.txt", "b.ods", "c", "d", "e", "A.txt", "\u00e9", "e\u0301", ".f", "x.bak", "left-out");
    /** Alike but for their ends, and so long that nothing much can be added. */
    private static final List<String> LONG_NAMES = List.of("n".repeat(225) + ".txt", "n".repeat(224) + "m.txt");

    private static final int DEEPEST = 4;

    private final World world;
    private final Programs programs;

    People(World world) {
        this.world = world;
        this.programs = new Programs(world, this);
    }

    /** A place for something, often one that is taken on another side. */
    RelativePath somewhere(List<RelativePath> folders) {
        // Most things people do concern a handful of names; the odd ones are rarer.
        String name = world.oneIn(4) ? world.pick(NAMES) : NAMES.get(world.below(5));
        if (world.lively && world.oneIn(10)) {
            name = world.pick(LONG_NAMES);
        }
        return world.pick(folders).child(name);
    }

    /** One deed on a device. */
    void actOn(Device device) {
        SimDisk disk = device.disk;
        String who = device.name;
        // An editor's lock is its program's business.
        List<RelativePath> files = disk.files().stream()
                .filter(file -> !Device.LEFT_OUT.isJunk(file, 0))
                .toList();
        if (files.isEmpty()) {
            create(disk, who);
            return;
        }
        RelativePath file = world.pick(files);
        switch (world.below(24)) {
            case 0, 1, 2 -> create(disk, who);
            case 3 -> makeFolder(disk, who);
            case 4, 5, 6 -> edit(disk, file, who);
            case 7 -> appendOrTruncate(disk, file, who);
            case 8, 9 -> delete(disk, file, who);
            case 10, 11, 12 -> rename(disk, file, who);
            case 13 -> respell(disk, file, who);
            case 14, 15 -> renameFolder(disk, who);
            case 16 -> deleteFolder(disk, who);
            case 17 -> touch(disk, file, who);
            case 18 -> swap(disk, file, world.pick(files), who);
            case 19 -> copy(disk, file, who);
            default -> programs.actOn(disk, file, who);
        }
    }

    private void create(SimDisk disk, String who) {
        RelativePath path = somewhere(disk.folders());
        if (!disk.isThere(path)) {
            byte[] content = world.newContent();
            world.tell(() -> who + " creates " + path + " = " + World.text(content));
            disk.write(path, content);
        }
    }

    private void makeFolder(SimDisk disk, String who) {
        RelativePath path = somewhere(disk.folders());
        if (!disk.isThere(path) && path.depth() < DEEPEST) {
            world.tell(() -> who + " makes folder " + path);
            disk.makeFolder(path);
        }
    }

    /** Overwrites a file in place. */
    void edit(SimDisk disk, RelativePath file, String who) {
        byte[] content = world.newContent();
        removed(disk, file);
        world.tell(() -> who + " edits " + file + " = " + World.text(content));
        disk.write(file, content);
    }

    private void appendOrTruncate(SimDisk disk, RelativePath file, String who) {
        Optional<byte[]> old = disk.content(file);
        String before = old.map(World::text).orElse("");
        byte[] content = world.oneIn(3) ? world.written("") : world.written(before + world.newText());
        removed(disk, file);
        world.tell(() -> who + " appends to or truncates " + file + " = " + World.text(content));
        disk.write(file, content);
    }

    void delete(SimDisk disk, RelativePath file, String who) {
        disk.deleted(file);
        world.tell(() -> who + " deletes " + file);
        disk.remove(file);
    }

    private void rename(SimDisk disk, RelativePath file, String who) {
        RelativePath to = somewhere(disk.folders());
        if (!disk.isFolder(to) && !disk.stored(to).equals(file)) {
            removed(disk, to);
            world.tell(() -> who + " renames " + file + " to " + to);
            disk.rename(file, to);
        }
    }

    /** Only capitals change, or only how an accent is composed. */
    private void respell(SimDisk disk, RelativePath file, String who) {
        String name = file.name();
        String other = name.equals(name.toLowerCase(Locale.ROOT))
                ? name.toUpperCase(Locale.ROOT)
                : name.toLowerCase(Locale.ROOT);
        if (other.equals(name) || world.oneIn(4)) {
            other = Normalizer.normalize(
                    name,
                    Normalizer.isNormalized(name, Normalizer.Form.NFC) ? Normalizer.Form.NFD : Normalizer.Form.NFC);
        }
        RelativePath to = file.folder().child(other);
        boolean free = !disk.isThere(to) || disk.stored(to).equals(disk.stored(file));
        if (free && !to.equals(file) && !Device.LEFT_OUT.isIgnored(file, false)) {
            world.tell(() -> who + " respells " + file + " as " + to);
            disk.rename(file, to);
        }
    }

    private void renameFolder(SimDisk disk, String who) {
        RelativePath from = world.pick(disk.folders());
        RelativePath to = somewhere(disk.folders());
        boolean outOfItself = !disk.stored(to).isAtOrBelow(from);
        if (!from.isRoot() && outOfItself && !disk.isThere(to) && to.depth() < DEEPEST) {
            world.tell(() -> who + " moves folder " + from + " to " + to);
            disk.rename(from, to);
        }
    }

    private void deleteFolder(SimDisk disk, String who) {
        RelativePath folder = world.pick(disk.folders());
        if (!folder.isRoot()) {
            world.tell(() -> who + " deletes folder " + folder);
            disk.files().stream().filter(file -> file.isBelow(folder)).forEach(disk::deleted);
            disk.remove(folder);
        }
    }

    private void touch(SimDisk disk, RelativePath file, String who) {
        long millis = switch (world.below(4)) {
            // Never the same one twice: this disk has no change time that would betray an edit in between.
            case 0 -> world.below(100_000) * 1000L;
            case 1 -> disk.now() + Duration.ofDays(3650).toMillis();
            default -> disk.now();
        };
        world.tell(() -> who + " touches " + file + ", " + millis);
        disk.touch(file, millis);
    }

    private void swap(SimDisk disk, RelativePath one, RelativePath other, String who) {
        RelativePath aside = RelativePath.of("aside");
        if (!one.equals(other) && !disk.isThere(aside)) {
            world.tell(() -> who + " swaps " + one + " and " + other);
            disk.rename(one, aside);
            disk.rename(other, one);
            disk.rename(aside, other);
        }
    }

    private void copy(SimDisk disk, RelativePath file, String who) {
        RelativePath to = somewhere(disk.folders());
        Optional<byte[]> content = disk.content(file);
        if (!disk.isThere(to) && content.isPresent()) {
            world.tell(() -> who + " copies " + file + " to " + to);
            disk.write(to, content.get());
            disk.copied(file, to);
        }
    }

    /** A file's content goes, and the person who takes it away can see it. */
    void removed(SimDisk disk, RelativePath file) {
        disk.removed(file);
    }
}
