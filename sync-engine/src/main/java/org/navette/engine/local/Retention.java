// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.navette.engine.local.VersionStore.Version;
import org.navette.engine.tree.RelativePath;

/**
 * How long versions are kept. The newest version of a file may be the only copy of it, so it stays until it is old <em>and</em> such
 * versions take more than {@code bytes}. The others go when they are older than {@code age}, or take more than {@code bytes}. The
 * oldest goes first, and what is too large to fit at all takes no other with it.
 *
 * @param age by time that was seen to go by
 * @param bytes for the newest versions of all files, and as much for all others
 */
public record Retention(Duration age, long bytes) {
    public static final Retention USUAL = new Retention(Duration.ofDays(30), 10_000_000_000L);

    /** @param age by time that was seen to go by */
    record Aged(Version version, Duration age) {}

    /** What may be deleted, the oldest first. */
    List<Version> superfluous(List<Aged> all) {
        List<Aged> oldestFirst = new ArrayList<>(all);
        oldestFirst.sort(Comparator.comparing(Aged::age)
                .reversed()
                .thenComparing(aged -> aged.version().until())
                .thenComparing(aged -> aged.version().path()));
        List<Aged> newest = new ArrayList<>();
        List<Aged> others = new ArrayList<>();
        Set<RelativePath> seen = new HashSet<>();
        for (Aged aged : oldestFirst.reversed()) {
            (seen.add(aged.version().path()) ? newest : others).addFirst(aged);
        }
        List<Version> superfluous = new ArrayList<>();
        others.stream().filter(this::isOld).map(Aged::version).forEach(superfluous::add);
        others.removeIf(this::isOld);
        superfluous.addAll(tooMany(others, aged -> true));
        superfluous.addAll(tooMany(newest, this::isOld));
        return superfluous;
    }

    private boolean isOld(Aged aged) {
        return aged.age().compareTo(age) > 0;
    }

    /** @param removable whether one may go at all */
    private List<Version> tooMany(List<Aged> oldestFirst, Predicate<Aged> removable) {
        List<Version> superfluous = new ArrayList<>();
        long left = oldestFirst.stream()
                .mapToLong(aged -> aged.version().size())
                .filter(size -> size <= bytes)
                .sum();
        for (Aged aged : oldestFirst) {
            long size = aged.version().size();
            boolean alone = size > bytes;
            if ((alone || left > bytes) && removable.test(aged)) {
                superfluous.add(aged.version());
                left -= alone ? 0 : size;
            }
        }
        return superfluous;
    }
}
