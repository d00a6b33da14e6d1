// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a server treats names, as it was seen to.
 *
 * @param caseBlind {@code A} and {@code a} are one entry (a share on NTFS, exFAT or FAT)
 * @param formBlind a letter with an accent is one name however it is composed (a share on HFS+ or APFS, Nextcloud)
 * @param found whether an entry is found by the other spellings of its name, too; if not, it only has another name in the end
 *     than it was sent with
 */
public record ServerNames(boolean caseBlind, boolean formBlind, boolean found) {
    /** Every spelling is a name of its own. */
    public static final ServerNames EXACT = new ServerNames(false, false, true);

    public boolean isExact() {
        return !caseBlind && !formBlind;
    }

    /** What this server tells names apart by. */
    public String key(String name) {
        String form = formBlind ? NameForm.composed(name) : name;
        return caseBlind ? folded(form) : form;
    }

    /** Letter by letter, as disks do: the German sharp s has no other. */
    private static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        name.codePoints().forEach(c -> folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(c))));
        return folded.toString();
    }

    /**
     * A listing by the names that we have for its entries. What is listed under a name of ours, or is nothing of ours, keeps the name
     * it is listed under.
     *
     * @param ours names of the same collection
     */
    public <T> Map<String, T> named(Map<String, T> listed, Set<String> ours) {
        if (isExact() || !found) {
            return listed;
        }
        Map<String, String> missing = new HashMap<>();
        for (String name : new TreeSet<>(ours)) {
            if (!listed.containsKey(name)) {
                missing.putIfAbsent(key(name), name);
            }
        }
        Map<String, T> named = new HashMap<>();
        Set<String> several = several(listed.keySet());
        listed.forEach((name, entry) -> {
            String ourName = missing.get(key(name));
            boolean exact = ourName == null || ours.contains(name) || several.contains(key(name));
            named.put(exact ? name : ourName, entry);
        });
        return named;
    }

    /** Keys under which there is more than one entry after all. */
    private Set<String> several(Set<String> listed) {
        Set<String> once = new HashSet<>();
        Set<String> several = new HashSet<>();
        listed.forEach(name -> {
            if (!once.add(key(name))) {
                several.add(key(name));
            }
        });
        return several;
    }
}
