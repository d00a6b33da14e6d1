// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.PrivateFiles;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.DiskTraits.RefusedNames;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the disk of a synced folder can hold: asked of the disk itself, once for a while. */
final class DiskKind {
    private static final Logger LOG = LoggerFactory.getLogger(DiskKind.class);
    /** Of these, no disk in use refuses any. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}._()+ -]{0,60}[\\p{L}\\p{N}_()+-]");

    /** Kinds that hold no larger files: FAT, as Linux, macOS and Windows call it. */
    private static final Set<String> FAT = Set.of("vfat", "msdos", "fat", "fat32");

    private static final long MOST_ON_FAT = 0xffff_ffffL;

    /** A disk may be mounted in another way later, so this holds for a while only. */
    private static final Cache<String, DiskTraits> KNOWN = CacheBuilder.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(30))
            .maximumSize(100)
            .build();

    private final Path root;
    private final String marker;
    private @Nullable DiskTraits traits;

    /** @param marker the identity of the folder, if it has one */
    DiskKind(Path root, String marker) {
        this.root = root;
        this.marker = marker;
    }

    synchronized DiskTraits traits() throws StoreException {
        DiskTraits known = traits;
        if (known == null) {
            try {
                String disk = root + " " + marker + " "
                        + Files.getFileStore(root).type() + " "
                        + Files.getFileStore(root).name();
                known = KNOWN.getIfPresent(disk);
                if (known == null) {
                    known = probe(disk);
                }
            } catch (IOException e) {
                throw Disk.failed(RelativePath.ROOT, e);
            }
            traits = known;
        }
        return known;
    }

    private DiskTraits probe(String disk) {
        try {
            DiskTraits found = DiskProbe.run(root);
            KNOWN.put(disk, found);
            return found;
        } catch (IOException e) {
            LOG.warn("what the disk of {} can hold cannot be tried now", root, e);
            return DiskProbe.guess(root);
        }
    }

    /**
     * Makes sure of a name before its content is asked for.
     *
     * @throws StoreException {@link Failure.NameProblem} if the disk does not take it
     */
    void requireName(RelativePath file) throws StoreException {
        String name = file.name();
        if (PLAIN_NAME.matcher(name).matches() || Files.exists(root.resolve(file.value()))) {
            return;
        }
        try {
            Path corner = Files.createDirectories(
                    PrivateFiles.folder(root.resolve(Disk.OWN_FOLDER)).resolve("tmp"));
            // Where it takes no name at all now, it is not about this one.
            if (DiskProbe.takes(corner, name)
                    || !DiskProbe.takes(corner, UUID.randomUUID().toString())) {
                return;
            }
        } catch (IOException e) {
            throw Disk.failed(file, e);
        }
        String allowed = RefusedNames.OF_WINDOWS.allowed(name);
        throw new StoreException(new Failure.NameProblem(
                name, NameTrouble.FORBIDDEN, Optional.of(allowed).filter(other -> !other.equals(name))));
    }

    /** @throws StoreException {@link Failure.TooLargeForDisk} if no file of this disk has so many bytes */
    void requireSize(long bytes) throws StoreException {
        if (bytes <= MOST_ON_FAT) {
            return;
        }
        try {
            if (FAT.contains(Files.getFileStore(root).type().toLowerCase(Locale.ROOT))) {
                throw new StoreException(new Failure.TooLargeForDisk());
            }
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }
}
