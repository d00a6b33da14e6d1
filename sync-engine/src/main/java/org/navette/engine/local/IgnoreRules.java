// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.util.List;
import nl.basjes.gitignore.GitIgnore;
import org.navette.engine.tree.RelativePath;

/**
 * What is left out of syncing: patterns in gitignore's syntax, and junk that programs leave behind. Junk may go with its
 * folder; what a person left out stays where it is.
 */
public final class IgnoreRules {
    /** Left by file managers, office programs and editors while they work; and our own names in the making. */
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
            ~navette-*
            """;

    public static final IgnoreRules JUNK_ONLY = new IgnoreRules(List.of());

    private final GitIgnore junk;
    private final GitIgnore chosen;

    /** @param patterns a person's own, in gitignore's syntax; later ones win */
    public IgnoreRules(List<String> patterns) {
        this.junk = new GitIgnore("", JUNK);
        this.chosen = new GitIgnore("", String.join("\n", patterns));
    }

    /** Whether the entry takes no part in syncing; what is below an ignored folder is not asked about. */
    public boolean isIgnored(RelativePath path, boolean folder) {
        return chosen.ignoreFile(asked(path, folder)) || junk.ignoreFile(asked(path, folder));
    }

    /** Whether the entry is left out and nobody would miss it. */
    public boolean isJunk(RelativePath path) {
        return !chosen.ignoreFile(asked(path, false)) && junk.ignoreFile(asked(path, false));
    }

    private static String asked(RelativePath path, boolean folder) {
        return "/" + path.value() + (folder ? "/" : "");
    }
}
