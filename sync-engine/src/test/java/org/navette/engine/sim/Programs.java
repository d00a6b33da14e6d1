// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.List;
import java.util.Optional;
import org.navette.engine.tree.RelativePath;

/** What programs do when a person asks them for something simple: many small steps, as fast as the disk goes. */
final class Programs {
    private final World world;
    private final People people;

    Programs(World world, People people) {
        this.world = world;
        this.people = people;
    }

    void actOn(SimDisk disk, RelativePath file, String who) {
        switch (world.below(9)) {
            case 0, 1 -> officeSave(disk, file, who);
            case 2 -> lockFile(disk, file, who);
            case 3 -> saveByDeleting(disk, file, who);
            case 4 -> editTwiceInATick(disk, file, who);
            case 5 -> becomesAFolder(disk, file, who);
            case 6 -> folderBecomesAFile(disk, who);
            case 7 -> unpack(disk, who);
            default -> copyTreeOrCheckOut(disk, who);
        }
    }

    /** Writes a temporary file, renames the old one away, renames the new one in, deletes the old one. */
    private void officeSave(SimDisk disk, RelativePath file, String who) {
        RelativePath temporary = file.folder().child("new-" + file.name());
        RelativePath old = file.folder().child("old-" + file.name());
        if (disk.isThere(temporary) || disk.isThere(old) || !World.fits(temporary)) {
            return;
        }
        byte[] content = world.newContent();
        world.tell(() -> who + " saves " + file + " by renaming = " + World.text(content));
        disk.write(temporary, content);
        disk.rename(file, old);
        disk.rename(temporary, file);
        people.removed(disk, old);
        disk.remove(old);
    }

    private void lockFile(SimDisk disk, RelativePath file, String who) {
        RelativePath lock = file.folder().child(".~lock." + file.name() + "#");
        if (disk.isThere(lock)) {
            world.tell(() -> who + " closes " + file);
            people.removed(disk, lock);
            disk.remove(lock);
        } else if (World.fits(lock)) {
            world.tell(() -> who + " opens " + file);
            byte[] content = world.newContent();
            disk.write(lock, content);
            // An editor's lock is nobody's work.
            world.oracle.isNobodysWork(World.text(content));
        }
    }

    /** Deletes the file and writes it anew, sometimes the same. */
    private void saveByDeleting(SimDisk disk, RelativePath file, String who) {
        Optional<byte[]> old = disk.content(file);
        boolean same = world.oneIn(2) && old.isPresent();
        byte[] content = same ? old.orElseThrow() : world.newContent();
        if (same) {
            world.oracle.recreated(World.text(content));
        } else {
            people.removed(disk, file);
        }
        world.tell(() -> who + " deletes and writes " + file + " = " + World.text(content));
        disk.remove(file);
        disk.write(file, content);
    }

    private void editTwiceInATick(SimDisk disk, RelativePath file, String who) {
        people.edit(disk, file, who);
        people.edit(disk, file, who);
    }

    private void becomesAFolder(SimDisk disk, RelativePath file, String who) {
        byte[] content = world.newContent();
        people.removed(disk, file);
        world.tell(() -> who + " makes a folder of " + file + " with a file " + World.text(content));
        disk.remove(file);
        disk.makeFolder(file);
        disk.write(file.child("inner"), content);
    }

    private void folderBecomesAFile(SimDisk disk, String who) {
        RelativePath folder = world.pick(disk.folders());
        if (folder.isRoot()) {
            return;
        }
        byte[] content = world.newContent();
        disk.files().stream().filter(file -> file.isBelow(folder)).forEach(file -> people.removed(disk, file));
        world.tell(() -> who + " makes a file of folder " + folder + " = " + World.text(content));
        disk.remove(folder);
        disk.write(folder, content);
    }

    private void unpack(SimDisk disk, String who) {
        RelativePath folder = people.somewhere(disk.folders());
        if (disk.isThere(folder) || folder.depth() > 2) {
            return;
        }
        world.tell(() -> who + " unpacks an archive into " + folder);
        disk.makeFolder(folder);
        disk.makeFolder(folder.child("d"));
        for (RelativePath file : List.of(
                folder.child("a.txt"), folder.child("b.ods"), folder.child("d").child("a.txt"), folder.child("c"))) {
            disk.write(file, world.newContent());
            disk.touch(file, disk.now() - 1_000_000);
        }
    }

    private void copyTreeOrCheckOut(SimDisk disk, String who) {
        RelativePath from = world.pick(disk.folders());
        RelativePath to = people.somewhere(disk.folders());
        List<RelativePath> inside =
                disk.files().stream().filter(file -> file.isBelow(from)).toList();
        if (world.oneIn(2)) {
            world.tell(() -> who + " checks another branch out in " + from);
            for (RelativePath file : inside) {
                switch (world.below(4)) {
                    case 0 -> people.edit(disk, file, who);
                    case 1 -> people.delete(disk, file, who);
                    default -> {}
                }
            }
        } else if (!from.isRoot()
                && !disk.isThere(to)
                && to.depth() < 3
                && !disk.stored(to).isBelow(from)) {
            world.tell(() -> who + " copies folder " + from + " to " + to);
            disk.makeFolder(to);
            for (RelativePath file : inside) {
                RelativePath copy = file.moved(from, to);
                disk.makeFolders(copy.folder());
                disk.content(file).ifPresent(content -> disk.write(copy, content));
                disk.copied(file, copy);
            }
        }
    }
}
