// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.onboarding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.pass.IgnoredEntries;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** The folder on this computer that a share is to be synced with. */
public final class LocalTarget {
    /**
     * What is there already.
     *
     * @param freeBytes of its disk; negative if that is not known
     */
    public record State(boolean holdsFiles, long freeBytes) {}

    private LocalTarget() {}

    /** A name for the folder: the last part of the address that means something to people. */
    public static String nameFor(ShareAddress address) {
        List<String> parts = List.of(address.base().getPath().split("/"));
        String last = parts.isEmpty() ? "" : parts.getLast();
        boolean technical =
                last.isBlank() || Set.of("dav", "webdav", "remote.php", "files").contains(last);
        String proposed = technical ? address.host() : last;
        return proposed.replaceAll("[\\\\:*?\"<>|~]", " ").strip();
    }

    public static Path proposed(String name) {
        return home().resolve(name);
    }

    /**
     * A folder as people type it: what does not begin at the root begins at home.
     *
     * @throws StoreException {@link Failure.LocalRootMissing} if it cannot be the name of a folder
     */
    public static Path of(String typed) throws StoreException {
        try {
            return home().resolve(typed.strip().replaceFirst("^~(?=$|[/\\\\])[/\\\\]?", ""))
                    .normalize();
        } catch (InvalidPathException e) {
            throw new StoreException(new Failure.LocalRootMissing(typed), e);
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home", "/"));
    }

    public static State look(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        boolean files = false;
        if (Files.isDirectory(folder)) {
            try (var entries = Files.list(folder)) {
                files = entries.findAny().isPresent();
            }
        }
        return new State(files, Files.getFileStore(there).getUsableSpace());
    }

    /** The sizes of the files there that ignore rules do not leave out; none if there is no such folder. */
    public static Map<RelativePath, Long> files(Path folder, IgnoredEntries rules) throws IOException {
        Map<RelativePath, Long> files = new HashMap<>();
        if (Files.isDirectory(folder)) {
            rules.walk(folder, new IgnoredEntries.Walk() {
                @Override
                public void file(RelativePath path, long bytes) {
                    files.put(path, bytes);
                }
            });
        }
        return files;
    }
}
