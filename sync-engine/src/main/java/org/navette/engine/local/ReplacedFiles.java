// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import com.google.common.base.Splitter;
import com.google.common.hash.HashCode;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.navette.engine.port.LocalStore.LateSave;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what went to the version store, and how it was then: a program that had a file open when it was replaced or
 * removed goes on saving into what is a version by now. {@code .navette/replaced} has a line for each, written before the
 * file goes there, so that a crash forgets none. A line ends with its version.
 */
final class ReplacedFiles {
    /** Of the newest; what is older is no longer looked at. */
    private static final int MOST = 10_000;

    private static final int MOST_BYTES = 16 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ReplacedFiles.class);
    /** Of FAT. What is saved later than that has another time; what was younger is compared by its content. */
    private static final long ROUNDING_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final String NOTHING = "-";

    /**
     * @param was how the file looked that was replaced
     * @param content to compare by, where the stamp was too young to be relied on
     * @param ours the received content that had the version's name before the two were exchanged
     */
    private record Entry(
            RelativePath path, String version, LocalStamp was, Optional<Sha256> content, Optional<LocalStamp> ours) {}

    private final Path own;
    private final Path list;
    private final LocalScanner scanner;

    ReplacedFiles(Path root, LocalScanner scanner) {
        this.own = root.resolve(Disk.OWN_FOLDER);
        this.list = own.resolve("replaced");
        this.scanner = scanner;
    }

    /** Notes that a file is about to become a version. */
    synchronized void note(RelativePath path, Path version, LocalState was, Optional<LocalState> ours)
            throws IOException {
        Optional<Sha256> content = was.racy() ? was.content() : Optional.empty();
        Entry entry =
                new Entry(path, own.relativize(version).toString(), was.stamp(), content, ours.map(LocalState::stamp));
        Files.writeString(list, line(entry), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** What was saved into versions since; asked again, it is told again, until it has another name. */
    synchronized List<LateSave> lateSaves() throws IOException {
        List<Entry> entries = read();
        List<Entry> kept = new ArrayList<>();
        List<LateSave> late = new ArrayList<>();
        for (Entry entry : entries) {
            Path file = own.resolve(entry.version());
            Optional<LocalState> now = scanner.read(file);
            if (now.isEmpty()) {
                continue;
            }
            LocalStamp stamp = now.get().stamp();
            boolean same = isAlike(stamp, entry.was());
            if (!same && entry.ours().filter(ours -> isAlike(stamp, ours)).isPresent()) {
                // We were cut off before the two were exchanged: it is still the received content.
                continue;
            }
            if (same && entry.content().isPresent()) {
                same = entry.content().get().equals(Disk.hash(file, entry.was().size()));
            }
            if (!same) {
                late.add(new LateSave(entry.path(), entry.version()));
            }
            kept.add(
                    same && !now.get().racy()
                            ? new Entry(entry.path(), entry.version(), entry.was(), Optional.empty(), entry.ours())
                            : entry);
        }
        List<Entry> newest = kept.subList(Math.max(0, kept.size() - MOST), kept.size());
        if (!newest.equals(entries)) {
            write(newest);
        }
        return late;
    }

    /** Not by its identity, which a disk may change when it is mounted anew, as it may round times. */
    private static boolean isAlike(LocalStamp now, LocalStamp then) {
        return now.size() == then.size() && Math.abs(now.modifiedNanos() - then.modifiedNanos()) <= ROUNDING_NANOS;
    }

    Path file(LateSave save) {
        return own.resolve(save.token());
    }

    private List<Entry> read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        Disk.note(list, MOST_BYTES)
                .orElse("")
                .lines()
                .forEach(line -> entry(line).ifPresent(entries::add));
        return entries;
    }

    private void write(List<Entry> entries) throws IOException {
        Path fresh = list.resolveSibling("replaced.new");
        Files.write(fresh, entries.stream().map(entry -> line(entry).strip()).toList());
        Files.move(fresh, list, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String line(Entry entry) {
        return String.join(
                        " ",
                        word(entry.path().value()),
                        word(entry.version()),
                        stamp(entry.was()),
                        entry.content().map(Sha256::toString).orElse(NOTHING),
                        entry.ours().map(ReplacedFiles::stamp).orElse(NOTHING))
                + "\n";
    }

    /**
     * Whether that is no place in the version store: then somebody else wrote the line, and would get one of our own files, or one
     * from outside of the folder, into what is synced.
     */
    private boolean leadsOut(String version) {
        Path versions = own.resolve("versions");
        Path file = own.resolve(version).normalize();
        return !file.startsWith(versions) || file.equals(versions);
    }

    /** Absent for a line that a crash cut off: then its file was not replaced yet. */
    private Optional<Entry> entry(String line) {
        List<String> words = Splitter.on(' ').splitToList(line);
        try {
            return words.size() < 5 || leadsOut(plain(words.get(1)))
                    ? Optional.empty()
                    : Optional.of(new Entry(
                            RelativePath.of(plain(words.get(0))),
                            plain(words.get(1)),
                            stamp(words.get(2)),
                            words.get(3).equals(NOTHING)
                                    ? Optional.empty()
                                    : Optional.of(new Sha256(HashCode.fromString(words.get(3)))),
                            words.get(4).equals(NOTHING) ? Optional.empty() : Optional.of(stamp(words.get(4)))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.debug("no line of ours: {}", line, e);
            return Optional.empty();
        }
    }

    private static String stamp(LocalStamp stamp) {
        return stamp.size() + "," + stamp.modifiedNanos() + "," + stamp.changedNanos() + "," + word(stamp.fileKey());
    }

    private static LocalStamp stamp(String text) {
        List<String> parts = Splitter.on(',').splitToList(text);
        return new LocalStamp(
                Long.parseLong(parts.get(0)),
                Long.parseLong(parts.get(1)),
                Long.parseLong(parts.get(2)),
                plain(parts.get(3)));
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String plain(String word) {
        return URLDecoder.decode(word, StandardCharsets.UTF_8);
    }
}
