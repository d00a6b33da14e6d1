// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.navette.engine.tree.RelativePath;

/**
 * Changes seen here that nobody has looked at yet. A burst is over when nothing more came for a short while, and is looked at
 * then, or when it has gone on for too long.
 */
final class ChangeDebouncer {
    static final Duration QUIET = Duration.ofMillis(300);
    static final Duration LONGEST = Duration.ofSeconds(5);
    /** More than these are looked at by their folders, and more of those by looking at everything. */
    private static final int MOST = 200;

    private static final int MANY = 10;

    private final Duration quiet;
    private final Duration longest;
    private Set<RelativePath> paths = new HashSet<>();
    private @Nullable Instant first;
    private Instant last = Instant.MIN;

    ChangeDebouncer() {
        this(QUIET, LONGEST);
    }

    /**
     * @param quiet without anything more for so long, it is over
     * @param longest after so long it is looked at all the same
     */
    ChangeDebouncer(Duration quiet, Duration longest) {
        this.quiet = quiet;
        this.longest = longest;
    }

    /** What belongs to it and is no news. */
    void join(Set<RelativePath> known, Instant now) {
        Instant latest = isEmpty() ? now : last;
        add(known, now);
        last = latest;
    }

    void add(Set<RelativePath> changed, Instant now) {
        if (changed.isEmpty()) {
            return;
        }
        paths.addAll(changed);
        first = first == null ? now : first;
        last = now;
        if (paths.size() > MOST) {
            byFolder();
        }
        if (paths.size() > MOST) {
            paths = new HashSet<>(Set.of(RelativePath.ROOT));
        }
    }

    /** Where much has changed in one folder, the folder stands for it. */
    private void byFolder() {
        Multiset<RelativePath> changes = HashMultiset.create();
        paths.forEach(path -> changes.add(path.folder()));
        Set<RelativePath> fewer = new HashSet<>();
        paths.forEach(path -> fewer.add(changes.count(path.folder()) > MANY ? path.folder() : path));
        paths = fewer;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** When it is to be looked at, if nothing more comes; far away if there is nothing. */
    Instant due() {
        Instant begun = first;
        if (begun == null) {
            return Instant.MAX;
        }
        Instant over = last.plus(quiet);
        Instant latest = begun.plus(longest);
        return over.isBefore(latest) ? over : latest;
    }

    /** The paths, without those below another one; it is empty then. */
    Set<RelativePath> take() {
        Set<RelativePath> roots = new HashSet<>();
        for (RelativePath path : new TreeSet<>(paths)) {
            boolean covered = false;
            for (RelativePath above = path; !above.isRoot() && !covered; ) {
                above = above.folder();
                covered = roots.contains(above);
            }
            if (!covered) {
                roots.add(path);
            }
        }
        paths = new HashSet<>();
        first = null;
        return roots;
    }

    /** The clock was set back. */
    void shift(Duration by) {
        first = first == null ? null : first.plus(by);
        last = last.equals(Instant.MIN) ? last : last.plus(by);
    }
}
