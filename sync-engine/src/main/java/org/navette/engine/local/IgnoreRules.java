// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.util.List;
import java.util.stream.Stream;
import nl.basjes.gitignore.GitIgnore;
import org.navette.engine.tree.RelativePath;

/**
 * What is left out of syncing: patterns in gitignore's syntax, and junk that programs leave behind. Junk may go with its
 * folder; what a person left out stays where it is.
 */
public final class IgnoreRules {
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

    /** What the patterns of junk begin with, up to where they hold for more than one character. */
    private static final List<String> JUNK_STARTS = JUNK.lines()
            .map(pattern -> pattern.replaceFirst("[*?\\[/].*", ""))
            .distinct()
            .toList();

    /** What we put on a server for a moment; no pattern of a person's can make it anything else. */
    private static final String OURS = "~navette-";

    /** The file in a synced folder's root that says what to leave out; it is synced itself. */
    public static final RelativePath FILE = RelativePath.of(".navetteignore");

    public static final IgnoreRules JUNK_ONLY = new IgnoreRules(List.of());

    private final List<String> patterns;
    private final GitIgnore chosen;
    private final GitIgnore all;

    /** The person's patterns as one text: the same text leaves the same out. */
    public String text() {
        return String.join("\n", patterns);
    }

    /** @param patterns a person's own, in gitignore's syntax; later ones win, and win over what counts as junk */
    public IgnoreRules(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        String text = String.join("\n", patterns);
        this.chosen = new GitIgnore("", text);
        this.all = new GitIgnore("", JUNK + "\n" + text);
    }

    /** These rules after those of a file, which therefore yield to them. */
    public IgnoreRules after(String file) {
        return new IgnoreRules(Stream.concat(file.lines(), patterns.stream()).toList());
    }

    /** Whether the entry takes no part in syncing; what is below an ignored folder is not asked about. */
    public boolean isIgnored(RelativePath path, boolean folder) {
        if (isOurs(path)) {
            return true;
        }
        if (!mayBeJunk(path.name())) {
            return !patterns.isEmpty() && !path.equals(FILE) && chosen.ignoreFile(asked(path, folder));
        }
        return !path.equals(FILE) && all.ignoreFile(asked(path, folder));
    }

    /** Whether the entry is left out and nobody would miss it. */
    public boolean isJunk(RelativePath path) {
        return isOurs(path)
                || (mayBeJunk(path.name())
                        && all.ignoreFile(asked(path, false))
                        && !chosen.ignoreFile(asked(path, false)));
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

    private static boolean isOurs(RelativePath path) {
        return path.name().startsWith(OURS);
    }

    private static String asked(RelativePath path, boolean folder) {
        return "/" + path.value() + (folder ? "/" : "");
    }
}
