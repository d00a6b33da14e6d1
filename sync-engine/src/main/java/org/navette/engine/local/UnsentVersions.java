// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.navette.engine.tree.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that knows which versions may be the only copy of what they hold: their file was not on the server as it was when it was
 * replaced or removed here, as in a folder that only receives, or when somebody restores an older version over an edit. Neither
 * age nor size removes one, until its content is seen to be on the server, or a person deletes it in {@code .navette/versions}.
 *
 * <p>Kept in {@code .navette/unsent-versions}, a line for each, which is written before the file goes to the store.
 */
final class UnsentVersions {
    private static final Logger LOG = LoggerFactory.getLogger(UnsentVersions.class);

    private final Path store;
    private final Path list;

    /** @param store where versions are */
    UnsentVersions(Path store) {
        this.store = store;
        this.list = store.resolveSibling("unsent-versions");
    }

    /** Notes that a file which is about to become a version was not on the server. */
    synchronized void note(Path version) throws IOException {
        Files.writeString(
                list,
                URLEncoder.encode(within(version), StandardCharsets.UTF_8) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
    }

    /**
     * Those that still have to be kept; the others are forgotten.
     *
     * @param sent whether the server has a content
     */
    synchronized Set<Path> keep(Predicate<Sha256> sent) throws IOException {
        Set<Path> noted = read();
        Set<Path> kept = new LinkedHashSet<>();
        for (Path version : noted) {
            if (Files.isRegularFile(version, LinkOption.NOFOLLOW_LINKS)
                    && !sent.test(Disk.hash(version, Files.size(version)))) {
                kept.add(version);
            }
        }
        if (kept.size() < noted.size()) {
            write(kept);
        }
        return kept;
    }

    private Set<Path> read() throws IOException {
        Set<Path> versions = new LinkedHashSet<>();
        try {
            for (String line : Files.readAllLines(list, StandardCharsets.US_ASCII)) {
                Path version = store.resolve(URLDecoder.decode(line, StandardCharsets.UTF_8))
                        .normalize();
                if (version.startsWith(store)) {
                    versions.add(version);
                }
            }
        } catch (NoSuchFileException none) {
            LOG.trace("there are none", none);
        }
        return versions;
    }

    private void write(Set<Path> versions) throws IOException {
        Path fresh = list.resolveSibling(list.getFileName() + ".new");
        StringBuilder lines = new StringBuilder();
        versions.forEach(version -> lines.append(URLEncoder.encode(within(version), StandardCharsets.UTF_8))
                .append('\n'));
        Files.writeString(
                fresh,
                lines,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(fresh, list, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String within(Path version) {
        return store.relativize(version).toString();
    }
}
