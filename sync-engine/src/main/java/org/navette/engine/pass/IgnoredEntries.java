// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.navette.engine.local.DiskStore;
import org.navette.engine.local.IgnoreFile;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.local.ReservedNames;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What takes no part in syncing by patterns in gitignore syntax; well-known junk never does. For showing it to people. */
public final class IgnoredEntries {
    private static final Logger LOG = LoggerFactory.getLogger(IgnoredEntries.class);

    private final IgnoreRules rules;

    public IgnoredEntries(List<String> patterns) {
        this(new IgnoreRules(patterns));
    }

    IgnoredEntries(IgnoreRules rules) {
        this.rules = rules;
    }

    /**
     * With what the folder's own {@code .navetteignore} says.
     *
     * @throws StoreException if that cannot be told
     */
    public static IgnoredEntries of(Path root, List<String> patterns) throws StoreException {
        DiskStore disk = new DiskStore(root, Optional.empty(), InstantSource.system());
        IgnoreRules given = new IgnoreRules(patterns);
        if (disk.look(IgnoreRules.FILE).isEmpty()) {
            return new IgnoredEntries(given);
        }
        try (InputStream in = disk.open(IgnoreRules.FILE)) {
            return new IgnoredEntries(given.after(IgnoreFile.read(in).orElse(IgnoreFile.NONE)));
        } catch (IOException e) {
            throw StoreException.here(IgnoreRules.FILE.value(), e);
        }
    }

    /** Whether a text can be held against names at all: a bracket that is not closed, for one, cannot. */
    public static boolean isPattern(String text) {
        return IgnoreRules.isPattern(text);
    }

    /** Whether an entry is Navette's own, or below one that is. */
    public static boolean isOwn(RelativePath path) {
        return ReservedNames.isInOwnFolder(path);
    }

    /** The pattern that means one entry and nothing else, whatever signs are in its name. */
    public static String pattern(RelativePath path, boolean folder) {
        String escaped = path.value().replaceAll("([\\\\*?\\[\\]])", "\\\\$1").replaceAll(" $", "\\\\ ");
        return "/" + escaped + (folder ? "/" : "");
    }

    /** What a walk through a folder comes across. */
    public interface Walk {
        /** A file that takes part. */
        default void file(RelativePath path, long bytes) {}

        /** What is left out; of a folder, nothing below is visited. */
        default void leftOut(RelativePath path, boolean folder) {}
    }

    /** Walks through all that is in a local folder now, but for our own. What cannot be looked at is passed over. */
    public void walk(Path root, Walk walk) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (folder.equals(root)) {
                    return FileVisitResult.CONTINUE;
                }
                if (ReservedNames.isReserved(name(folder)) || !RelativePath.isName(name(folder))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return isLeftOut(folder, true) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean asked = attributes.isRegularFile() && RelativePath.isName(name(file));
                if (asked && !isLeftOut(file, false)) {
                    walk.file(below(root, file), attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                LOG.debug("{} cannot be looked at", file, e);
                return FileVisitResult.CONTINUE;
            }

            private boolean isLeftOut(Path entry, boolean folder) {
                RelativePath path = below(root, entry);
                boolean matches = matches(path, folder);
                if (matches) {
                    walk.leftOut(path, folder);
                }
                return matches;
            }
        });
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static RelativePath below(Path root, Path path) {
        return RelativePath.of(
                root.relativize(path).toString().replace(root.getFileSystem().getSeparator(), "/"));
    }

    /** Whether an entry is left out, itself or with a folder above it. */
    public boolean isOut(RelativePath path, boolean folder) {
        for (RelativePath above = path.folder(); !above.isRoot(); above = above.folder()) {
            if (matches(above, true)) {
                return true;
            }
        }
        return !path.isRoot() && matches(path, folder);
    }

    /** Whether an entry is left out itself; whatever is below it is then left out with it. */
    public boolean matches(RelativePath path, boolean folder) {
        return rules.isIgnored(path, folder);
    }
}
