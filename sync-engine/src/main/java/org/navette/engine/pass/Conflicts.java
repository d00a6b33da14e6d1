// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.journal.JournalFile;
import org.navette.engine.local.DiskStore;
import org.navette.engine.local.FolderMarker;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RecordedConflict;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;

/**
 * The conflicts of a synced folder, as its passes have recorded them, whichever computer made the copies. Resolving one is work like a
 * person's own, so the next pass sends it; what goes is kept as a previous version.
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

    private final JournalFile journal;
    private final DiskStore disk;

    private Conflicts(JournalFile journal, DiskStore disk) {
        this.journal = journal;
        this.disk = disk;
    }

    /**
     * Of the pair of that folder and that share; for any thread, whether or not it is being synced.
     *
     * @param home where Navette keeps what it remembers
     * @param root the local folder, as a real path
     * @throws StoreException {@link Failure.NotSynced} if that is no synced folder
     */
    public static Conflicts of(Path home, Path root, ShareAddress address, InstantSource clock) throws StoreException {
        if (!Files.isDirectory(root) || FolderMarker.read(root).isEmpty()) {
            throw new StoreException(new Failure.NotSynced(root.toString()));
        }
        return new Conflicts(PairRegistry.journalOf(home, root, address), new DiskStore(root, Optional.empty(), clock));
    }

    /** All of them, by their paths. The folder is not walked: only the copies and their originals are looked at. */
    public List<Conflict> list() throws StoreException {
        List<Conflict> found = new ArrayList<>();
        for (RecordedConflict conflict : journal.conflicts()) {
            // Resolved since the last pass, it is none any more.
            Optional<LocalState> copy = disk.look(conflict.copy());
            if (copy.isPresent()) {
                found.add(new Conflict(
                        conflict.copy(),
                        conflict.original(),
                        conflict.device(),
                        conflict.when(),
                        copy.get().stamp().size(),
                        disk.look(conflict.original())
                                .map(state -> state.stamp().size())));
            }
        }
        found.sort(Comparator.comparing(Conflict::copy));
        return found;
    }

    /**
     * Settles one.
     *
     * @return where something is not as it was: a pass has to look there
     * @throws StoreException {@link Failure.Missing} if there is no such conflict, {@link Failure.ChangedMeanwhile} if
     *     something is in the way; then nothing is lost, and it can be tried again
     */
    public Set<RelativePath> settle(RelativePath copy, Choice choice) throws StoreException {
        RecordedConflict conflict = conflict(copy);
        LocalState ours = disk.look(copy).orElseThrow(Conflicts::missing);
        Set<RelativePath> changed = new HashSet<>(Set.of(copy));
        switch (choice) {
            case THEIRS -> remove(copy, ours);
            case MINE -> {
                Optional<LocalState> theirs = disk.look(conflict.original());
                if (theirs.isPresent()) {
                    remove(conflict.original(), theirs.get());
                }
                disk.move(copy, conflict.original());
                changed.add(conflict.original());
            }
            case BOTH -> {
                RelativePath name = freeName(conflict);
                disk.move(copy, name);
                changed.add(name);
            }
        }
        disk.sync(List.of(copy.folder()));
        return changed;
    }

    /** One that no pass has seen yet is told by its name. */
    private RecordedConflict conflict(RelativePath copy) throws StoreException {
        return journal.conflicts().stream()
                .filter(recorded -> recorded.copy().equals(copy))
                .findFirst()
                .or(() -> ConflictNames.read(copy))
                .orElseThrow(Conflicts::missing);
    }

    private void remove(RelativePath path, LocalState state) throws StoreException {
        if (!state.isFile()) {
            // A folder goes by a person's hand only.
            throw new StoreException(new Failure.ChangedMeanwhile());
        }
        disk.trash(path, state);
    }

    private RelativePath freeName(RecordedConflict conflict) throws StoreException {
        for (int attempt = 1; ; attempt++) {
            RelativePath name = ConflictNames.plain(conflict, attempt);
            if (disk.look(name).isEmpty()) {
                return name;
            }
        }
    }

    private static StoreException missing() {
        return new StoreException(new Failure.Missing());
    }
}
