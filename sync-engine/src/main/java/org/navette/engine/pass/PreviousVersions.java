// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.local.DiskStore;
import org.navette.engine.local.FolderMarker;
import org.navette.engine.local.VersionStore;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.Room;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;

/**
 * What a change on the server replaced or removed here, and bringing it back. A restored file is an edit like any other:
 * the next pass sends it. Works beside a running pass, as a person who copies a file does.
 */
public final class PreviousVersions {
    /**
     * @param path where it was
     * @param until when it was replaced or removed
     * @param size in bytes
     * @param file where its content is; to be read, never to be changed
     */
    public record Version(RelativePath path, Instant until, long size, Path file) {}

    private final VersionStore versions;
    private final DiskStore disk;

    private PreviousVersions(Path root, InstantSource clock) {
        this.versions = new VersionStore(root, clock);
        this.disk = new DiskStore(root, Optional.empty(), clock);
    }

    /** @throws StoreException {@link Failure.NotSynced} if that is no synced folder */
    public static PreviousVersions of(Path root, InstantSource clock) throws StoreException {
        if (!Files.isDirectory(root) || FolderMarker.read(root).isEmpty()) {
            throw new StoreException(new Failure.NotSynced(root.toString()));
        }
        return new PreviousVersions(root, clock);
    }

    /** Versions of what is, or was, at or below a path, newest first. */
    public List<Version> list(RelativePath below) throws StoreException {
        return versions.list(below).stream()
                .map(version -> new Version(version.path(), version.until(), version.size(), version.file()))
                .toList();
    }

    /**
     * Brings one version back to its place. What is there now becomes a previous version itself.
     *
     * @throws StoreException {@link Failure.Missing} if there is no such version, {@link Failure.ChangedMeanwhile} if a
     *     folder has its place
     */
    public void restore(Version wanted) throws StoreException {
        VersionStore.Version version = versions.list(wanted.path()).stream()
                .filter(found ->
                        found.path().equals(wanted.path()) && found.until().equals(wanted.until()))
                .findFirst()
                .orElseThrow(() -> new StoreException(new Failure.Missing()));
        try {
            disk.makeFolders(wanted.path().folder());
            Optional<LocalState> now = disk.look(wanted.path());
            if (now.isPresent() && !now.get().isFile()) {
                throw new StoreException(new Failure.ChangedMeanwhile());
            }
            Instant modified = Files.getLastModifiedTime(version.file()).toInstant();
            Staged staged;
            try (Room room = disk.claim(wanted.path(), version.size())) {
                staged = disk.stage(out -> Files.copy(version.file(), room.held(out, 0)));
            }
            disk.fsync(List.of(staged));
            disk.place(staged, wanted.path(), now, Optional.of(modified));
            disk.sync(List.of(wanted.path().folder()));
        } catch (IOException e) {
            throw StoreException.here(wanted.path().value(), e);
        }
    }

    /** The newest version of every file below a folder that is not there now. */
    public List<Version> missingBelow(RelativePath folder) throws StoreException {
        Set<RelativePath> seen = new HashSet<>();
        List<Version> missing = new ArrayList<>();
        for (Version version : list(folder)) {
            if (seen.add(version.path()) && disk.look(version.path()).isEmpty()) {
                missing.add(version);
            }
        }
        return missing;
    }
}
