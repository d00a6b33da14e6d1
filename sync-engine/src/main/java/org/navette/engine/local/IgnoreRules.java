// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left out of syncing: patterns in gitignore's syntax, and junk that programs leave behind. Junk may go with its
 * folder; what a person left out stays where it is.
 */
public final class IgnoreRules {
    private static final Logger LOG = LoggerFactory.getLogger(IgnoreRules.class);

    /**
     * Left by file managers, office programs and editors while they work, and the journals of other sync programs. Junk goes with its folder, so
     * nothing that may hold somebody's content is here (Dropbox's cache of what was deleted).
     */
    private static final String JUNK = """
            .DS_Store
            ._*
            .AppleDouble/
            .Spotlight-V100/
            .Trashes/
            .fseventsd/
            Thumbs.db
            ehthumbs.db
            desktop.ini
            .directory
            .~lock.*#
            ~$*
            .fuse_hidden*
            .nfs*
            .*.sw[px]
            .#*
            .dropbox
            .dropbox.attr
            .sync_*.db*
            .csync_journal.db*
            .owncloudsync.log*
            .nextcloudsync.log*
            """;

    /** In bytes. What programs leave behind is smaller, and somebody may give a real file such a name. */
    public static final long LARGEST_JUNK = 16L * 1024 * 1024;

    /** What the patterns of junk begin with, up to where they hold for more than one character. */
    private static final List<String> JUNK_STARTS = JUNK.lines()
            .map(pattern -> pattern.replaceFirst("[*?\\[/].*", ""))
            .distinct()
            .toList();

    /** The file in a synced folder's root that says what to leave out; it is synced itself. */
    public static final RelativePath FILE = RelativePath.of(".navetteignore");

    public static final IgnoreRules JUNK_ONLY = new IgnoreRules(List.of());

    private static final List<IgnorePattern> OF_JUNK = parse(JUNK.lines().toList());

    private final List<String> patterns;
    private final List<IgnorePattern> chosen;
    private final Optional<IgnoreRules> besides;
    private final Set<String> ownPlaces;

    /** The person's patterns as one text: the same text leaves the same out. */
    public String text() {
        return String.join("\n", patterns)
                + besides.map(rules -> "\n\n" + rules.text()).orElse("");
    }

    /**
     * @param patterns a person's own, in gitignore's syntax; later ones win, and win over what counts as junk. What is no pattern
     *     leaves nothing out, as with git.
     */
    public IgnoreRules(List<String> patterns) {
        this(patterns, Optional.empty(), Set.of());
    }

    private IgnoreRules(List<String> patterns, Optional<IgnoreRules> besides, Set<String> ownPlaces) {
        this.patterns = List.copyOf(patterns);
        this.chosen = parse(patterns);
        this.besides = besides;
        this.ownPlaces = Set.copyOf(ownPlaces);
    }

    private static List<IgnorePattern> parse(List<String> lines) {
        List<IgnorePattern> patterns = new ArrayList<>();
        for (String line : lines) {
            try {
                IgnorePattern.parse(line).ifPresent(patterns::add);
            } catch (IgnorePattern.MalformedException e) {
                LOG.debug("no pattern: {}", line, e);
            }
        }
        return List.copyOf(patterns);
    }

    /** Whether a text can be held against names at all: a bracket that is not closed, for one, cannot. */
    public static boolean isPattern(String line) {
        try {
            IgnorePattern.parse(line);
            return true;
        } catch (IgnorePattern.MalformedException e) {
            LOG.debug("no pattern: {}", line, e);
            return false;
        }
    }

    /** These rules after those of a file, which therefore yield to them. */
    public IgnoreRules after(IgnoreFile file) {
        return new IgnoreRules(
                Stream.concat(file.patterns().stream(), patterns.stream()).toList(), besides, ownPlaces);
    }

    /**
     * Leaves out these places as well, and no pattern takes them in again: what Navette remembers, where that is inside of the
     * folder.
     */
    public IgnoreRules without(Set<RelativePath> places) {
        return new IgnoreRules(
                patterns, besides, places.stream().map(ReservedNames::key).collect(Collectors.toSet()));
    }

    /** Leaves out what either of both leaves out. */
    public IgnoreRules orElse(IgnoreRules other) {
        return new IgnoreRules(patterns, Optional.of(other), ownPlaces);
    }

    /** Whether the entry takes no part in syncing; what is below an ignored folder is not asked about. */
    public boolean isIgnored(RelativePath path, boolean folder) {
        if (ReservedNames.isReserved(path.name())
                || (!ownPlaces.isEmpty() && ownPlaces.contains(ReservedNames.key(path)))) {
            return true;
        }
        if (path.equals(FILE)) {
            return false;
        }
        boolean ignored = last(chosen, path, folder)
                .map(pattern -> !pattern.isNegated())
                .orElseGet(() -> matchesJunk(path, folder));
        return ignored || besides.filter(rules -> rules.isIgnored(path, folder)).isPresent();
    }

    /** The last pattern that matches decides. */
    private static Optional<IgnorePattern> last(List<IgnorePattern> patterns, RelativePath path, boolean folder) {
        for (IgnorePattern pattern : patterns.reversed()) {
            if (pattern.matches(path, folder)) {
                return Optional.of(pattern);
            }
        }
        return Optional.empty();
    }

    private static boolean matchesJunk(RelativePath path, boolean folder) {
        return mayBeJunk(path.name()) && last(OF_JUNK, path, folder).isPresent();
    }

    /**
     * Whether a file is left out and nobody would miss it. A folder never is: anybody may keep real files in one of such a name.
     *
     * @param bytes its size; negative if nobody knows
     */
    public boolean isJunk(RelativePath file, long bytes) {
        return bytes >= 0
                && bytes <= LARGEST_JUNK
                && matchesJunk(file, false)
                && last(chosen, file, false).isEmpty();
    }

    /** False for nearly every name, which is then not held against each pattern (a fifth of a quiet pass was that). */
    private static boolean mayBeJunk(String name) {
        for (String start : JUNK_STARTS) {
            if (name.startsWith(start)) {
                return true;
            }
        }
        return false;
    }
}
