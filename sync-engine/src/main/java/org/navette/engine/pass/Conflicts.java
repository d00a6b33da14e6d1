// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.local.ConflictNames;
import org.navette.engine.local.DiskStore;
import org.navette.engine.local.FolderMarker;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;

/**
 * The conflicts of a synced folder: whatever has the name of a conflict copy, whichever computer made it. Settling one is
 * work like a person's own, so the next pass sends it; what goes is kept as a previous version.
 */
public final class Conflicts {
    /**
     * @param copy the conflict copy, {@code original} the name both wanted
     * @param device who made the copy, and {@code when} as the name has it
     * @param size of the copy, in bytes
     * @param originalSize absent if nothing has the name any more
     */
    public record Conflict(
            RelativePath copy,
            RelativePath original,
            String device,
            String when,
            long size,
            Optional<Long> originalSize) {}

    /** How a conflict is settled. */
    public enum Choice {
        /** The copy takes the name. */
        MINE,
        /** The copy goes. */
        THEIRS,
        /** Both stay, the copy under a name like any other. */
        BOTH
    }

    private final DiskStore disk;

    private Conflicts(DiskStore disk) {
        this.disk = disk;
    }

    /** @throws StoreException {@link Failure.NotSynced} if that is no synced folder */
    public static Conflicts of(Path root, InstantSource clock) throws StoreException {
        if (!Files.isDirectory(root) || FolderMarker.read(root).isEmpty()) {
            throw new StoreException(new Failure.NotSynced(root.toString()));
        }
        return new Conflicts(new DiskStore(root, Optional.empty(), clock));
    }

    /** All of them, by their paths. */
    public List<Conflict> list() throws StoreException {
        List<Conflict> found = new ArrayList<>();
        Deque<RelativePath> folders = new ArrayDeque<>(List.of(RelativePath.ROOT));
        while (!folders.isEmpty()) {
            RelativePath folder = folders.removeFirst();
            for (Map.Entry<String, LocalState> child :
                    disk.list(folder).children().entrySet()) {
                RelativePath path = folder.child(child.getKey());
                if (!child.getValue().isFile()) {
                    folders.addLast(path);
                }
                Optional<ConflictNames.Mark> mark = ConflictNames.read(path);
                if (mark.isPresent()) {
                    found.add(new Conflict(
                            path,
                            mark.get().original(),
                            mark.get().device(),
                            mark.get().when(),
                            child.getValue().stamp().size(),
                            disk.look(mark.get().original())
                                    .map(state -> state.stamp().size())));
                }
            }
        }
        found.sort(Comparator.comparing(Conflict::copy));
        return found;
    }

    /**
     * Settles one.
     *
     * @throws StoreException {@link Failure.Missing} if there is no such conflict, {@link Failure.ChangedMeanwhile} if
     *     something is in the way; then nothing is lost, and it can be tried again
     */
    public void settle(RelativePath copy, Choice choice) throws StoreException {
        ConflictNames.Mark mark = ConflictNames.read(copy).orElseThrow(Conflicts::missing);
        LocalState ours = disk.look(copy).orElseThrow(Conflicts::missing);
        switch (choice) {
            case THEIRS -> remove(copy, ours);
            case MINE -> {
                Optional<LocalState> theirs = disk.look(mark.original());
                if (theirs.isPresent()) {
                    remove(mark.original(), theirs.get());
                }
                disk.move(copy, mark.original());
            }
            case BOTH -> disk.move(copy, freeName(mark));
        }
        disk.sync(List.of(copy.folder()));
    }

    private void remove(RelativePath path, LocalState state) throws StoreException {
        if (!state.isFile()) {
            // A folder goes by a person's hand only.
            throw new StoreException(new Failure.ChangedMeanwhile());
        }
        disk.trash(path, state);
    }

    private RelativePath freeName(ConflictNames.Mark mark) throws StoreException {
        for (int attempt = 1; ; attempt++) {
            RelativePath name = mark.plain(attempt);
            if (disk.look(name).isEmpty()) {
                return name;
            }
        }
    }

    private static StoreException missing() {
        return new StoreException(new Failure.Missing());
    }
}
