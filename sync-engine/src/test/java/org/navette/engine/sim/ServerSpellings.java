// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.tree.RelativePath;

/** Which spellings of a name a model server tells apart, and what it makes of those of new entries. */
enum ServerSpellings {
    /** Every spelling is a name of its own. */
    EXACT,
    /** {@code A} and {@code a} are one name, and the first spelling stays (exFAT, NTFS). */
    CASE_BLIND,
    /** Names are composed (Nextcloud). */
    COMPOSED,
    /** Names are decomposed (HFS+). */
    DECOMPOSED,
    /** Names are decomposed, and {@code A} and {@code a} are one name (HFS+ as macOS formats it). */
    DECOMPOSED_AND_CASE_BLIND,
    /** Names are composed when something is made, and found by that only. */
    COMPOSED_ON_WRITES;

    /** By what was drawn with the seed: most servers are exact. */
    static ServerSpellings of(long seed) {
        return switch ((int) Math.floorMod(seed / 7, 40L)) {
            case 3, 4 -> CASE_BLIND;
            case 11, 12 -> COMPOSED;
            case 19 -> DECOMPOSED;
            case 23 -> DECOMPOSED_AND_CASE_BLIND;
            case 31 -> COMPOSED_ON_WRITES;
            default -> EXACT;
        };
    }

    boolean caseBlind() {
        return this == CASE_BLIND || this == DECOMPOSED_AND_CASE_BLIND;
    }

    boolean formBlind() {
        return this != EXACT && this != CASE_BLIND;
    }

    private String stored(String name) {
        return switch (this) {
            case EXACT, CASE_BLIND -> name;
            case COMPOSED, COMPOSED_ON_WRITES -> Normalizer.normalize(name, Normalizer.Form.NFC);
            case DECOMPOSED, DECOMPOSED_AND_CASE_BLIND -> Normalizer.normalize(name, Normalizer.Form.NFD);
        };
    }

    private String key(String name) {
        String form = stored(name);
        return caseBlind() ? form.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : form;
    }

    /** What there is under any spelling of a path; what there is not has the spelling that it would get. */
    RelativePath found(RelativePath path, Set<RelativePath> entries) {
        return this == EXACT || this == COMPOSED_ON_WRITES ? path : made(path, entries);
    }

    /** Where something that is put to a path comes to stand. */
    RelativePath made(RelativePath path, Set<RelativePath> entries) {
        if (this == EXACT || path.isRoot() || entries.contains(path)) {
            return path;
        }
        RelativePath folder = made(path.folder(), entries);
        String key = key(path.name());
        Optional<RelativePath> there = entries.stream()
                .filter(entry ->
                        entry.folder().equals(folder) && key(entry.name()).equals(key))
                .findFirst();
        return there.orElseGet(() -> folder.child(stored(path.name())));
    }
}
