// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How old versions are by time that was seen to go by, whatever the computer's clock says: from one pruning to the next at most
 * a day counts, a clock that goes back takes nothing away, and a version's age begins at the first pruning that saw it. So
 * neither a clock that was wrong when a version was made nor one that jumps ahead makes a version old.
 *
 * <p>Kept in {@code .navette/version-ages}: the time seen so far, the latest clock, and a line for each version. Without it, all
 * versions are new.
 */
final class VersionAges {
    private static final Logger LOG = LoggerFactory.getLogger(VersionAges.class);
    /** The most that counts from one pruning to the next. */
    private static final Duration MOST_AT_ONCE = Duration.ofDays(1);
    /** A clock that was set back is the right one once so much has gone by on it. */
    private static final Duration CONFIRMED = Duration.ofDays(7);

    private static final int MOST_BYTES = 16 << 20;

    private final Path file;
    /** Time that was seen to go by. */
    private Duration seen = Duration.ZERO;
    /** The latest that the clock has shown. */
    private Instant latest = Instant.MIN;
    /** When it was first seen to show less, if it does. */
    private Optional<Instant> lower = Optional.empty();

    /** The time seen when a version was first seen, by its path in the store. */
    private Map<String, Duration> born = new HashMap<>();

    private VersionAges(Path file) {
        this.file = file;
    }

    static VersionAges read(Path file) throws IOException {
        VersionAges ages = new VersionAges(file);
        try {
            Optional<String> text = Disk.note(file, MOST_BYTES);
            if (text.isPresent()) {
                ages.parse(text.get().lines().toList());
            }
            return ages;
        } catch (IOException | DateTimeParseException | NumberFormatException | IndexOutOfBoundsException damaged) {
            LOG.warn("the ages of versions cannot be read: all of them count as new", damaged);
            return new VersionAges(file);
        }
    }

    private void parse(List<String> lines) {
        seen = Duration.ofSeconds(Long.parseLong(lines.get(0)));
        latest = Instant.parse(lines.get(1));
        lower = lines.get(2).isEmpty() ? Optional.empty() : Optional.of(Instant.parse(lines.get(2)));
        for (String line : lines.subList(3, lines.size())) {
            int space = line.indexOf(' ');
            born.put(
                    line.substring(space + 1).translateEscapes(),
                    Duration.ofSeconds(Long.parseLong(line.substring(0, space))));
        }
    }

    /** Takes notice of the time, and of the versions there are now. */
    void look(Instant now, Set<String> versions) {
        if (latest.equals(Instant.MIN)) {
            latest = now;
        } else if (!now.isBefore(latest)) {
            Duration gone = Duration.between(latest, now);
            seen = seen.plus(gone.compareTo(MOST_AT_ONCE) > 0 ? MOST_AT_ONCE : gone);
            latest = now;
            lower = Optional.empty();
        } else if (lower.filter(since -> !since.isAfter(now)).isEmpty()) {
            lower = Optional.of(now);
        } else if (Duration.between(lower.get(), now).compareTo(CONFIRMED) >= 0) {
            latest = now;
            lower = Optional.empty();
        }
        Map<String, Duration> there = new HashMap<>();
        versions.forEach(version -> there.put(version, born.getOrDefault(version, seen)));
        born = there;
    }

    /** Zero for one that nobody has looked at yet. */
    Duration of(String version) {
        return seen.minus(born.getOrDefault(version, seen));
    }

    void forget(String version) {
        born.remove(version);
    }

    void write() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.valueOf(seen.toSeconds()));
        lines.add(latest.toString());
        lines.add(lower.map(Instant::toString).orElse(""));
        born.forEach((version, at) -> lines.add(at.toSeconds() + " "
                + version.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(
                fresh,
                lines,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
