// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    private static final int MOST_BYTES = 16 << 20;
    /** As {@link URLEncoder} writes names. */
    private static final Pattern OURS = Pattern.compile("[\\w.*%+\\n-]*+");

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
        Noted noted = read();
        Set<Path> kept = new LinkedHashSet<>();
        for (Path version : noted.versions()) {
            if (Files.isRegularFile(version, LinkOption.NOFOLLOW_LINKS)
                    && !sent.test(Disk.hash(version, Files.size(version)))) {
                kept.add(version);
            }
        }
        if (noted.damaged() || kept.size() < noted.versions().size()) {
            write(kept);
        }
        return kept;
    }

    /** @param damaged whether something else than we write is in the list */
    private record Noted(Set<Path> versions, boolean damaged) {}

    /** Where the list is damaged, any version may have been in it. */
    private Noted read() throws IOException {
        String text = Disk.note(list, MOST_BYTES).orElse("");
        boolean ordinary =
                Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS) || !Files.exists(list, LinkOption.NOFOLLOW_LINKS);
        boolean damaged =
                !ordinary || text.length() == MOST_BYTES || !OURS.matcher(text).matches();
        Set<Path> versions = new LinkedHashSet<>();
        text.lines().forEach(line -> version(line).ifPresent(versions::add));
        if (damaged && Files.isDirectory(store, LinkOption.NOFOLLOW_LINKS)) {
            LOG.warn("the list of versions that the server never had is damaged: all are kept until it has them");
            try (Stream<Path> all = Files.walk(store)) {
                all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .forEach(versions::add);
            }
        }
        return new Noted(versions, damaged);
    }

    private Optional<Path> version(String line) {
        try {
            return Optional.of(store.resolve(URLDecoder.decode(line, StandardCharsets.UTF_8))
                            .normalize())
                    .filter(version -> version.startsWith(store));
        } catch (IllegalArgumentException e) {
            LOG.debug("no line of ours: {}", line, e);
            return Optional.empty();
        }
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
