// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.NameForm;
import org.navette.engine.tree.NameTrouble;

/**
 * Which names of one folder stand for the same entry on both sides. The server's spelling is the entry's name; names are
 * told apart as finely as both sides can hold them; what this disk cannot hold beside the rest is refused, never dropped.
 */
public final class NamePolicy {
    /**
     * What was found out about one folder.
     *
     * @param here the spelling on this disk, by the entry's name, of every entry that is here
     * @param respelled entries to be renamed here to the server's spelling, by the name they have so far
     * @param refused names that can't be synced, with the reason; nothing may be concluded about them
     */
    public record Names(Map<String, String> here, SortedMap<String, String> respelled, List<Refused> refused) {}

    /** @param proposal another name that would do */
    public record Refused(String name, NameTrouble trouble, String proposal) {}

    private final Set<String> known;
    private final Map<String, Kind> localKinds;
    private final Map<String, Kind> remoteKinds;
    private final Set<String> local;
    private final Set<String> remote;
    private final DiskTraits disk;
    private final boolean receives;

    private final Map<String, String> here = new TreeMap<>();
    /** The canonical forms of its keys. */
    private final Set<String> forms = new HashSet<>();

    private final SortedMap<String, String> respelled = new TreeMap<>();
    private final List<Refused> refused = new ArrayList<>();

    private NamePolicy(
            Set<String> known,
            Map<String, Kind> local,
            Map<String, Kind> remote,
            DiskTraits disk,
            Direction direction) {
        this.receives = direction != Direction.UPLOAD;
        this.known = known;
        this.localKinds = local;
        this.remoteKinds = remote;
        this.local = local.keySet();
        this.remote = remote.keySet();
        this.disk = disk;
    }

    /**
     * @param known names in the synced tree
     * @param local what is on this disk
     * @param remote what is on the server
     * @param direction in one that changes nothing here, nothing is renamed here, and what only the server has is of no concern
     */
    public static Names match(
            Set<String> known,
            Map<String, Kind> local,
            Map<String, Kind> remote,
            DiskTraits disk,
            Direction direction) {
        NamePolicy policy = new NamePolicy(known, local, remote, disk, direction);
        policy.matchLocal();
        if (policy.receives) {
            policy.followRespelling();
            policy.refuseRemote();
        }
        return new Names(policy.here, policy.respelled, policy.refused);
    }

    private void matchLocal() {
        Set<String> shared = Sets.union(known, remote);
        Set<String> unmatched = new TreeSet<>();
        for (String name : local) {
            Optional<String> standsFor = disk.respells()
                    ? respelled(shared, name)
                    : Optional.of(name).filter(shared::contains);
            standsFor.ifPresentOrElse(found -> stands(found, name), () -> unmatched.add(name));
        }
        Set<String> newThere = Sets.difference(remote, known).copyInto(new TreeSet<>());
        newThere.removeAll(here.keySet());
        for (String name : unmatched) {
            Optional<String> bothNew = receives ? free(newThere, other -> isSpelling(name, other)) : Optional.empty();
            Optional<String> retyped = isBlind() ? free(known, other -> isRetyped(name, other)) : Optional.empty();
            if (retyped.isPresent()) {
                stands(retyped.get(), name);
            } else if (bothNew.isPresent()) {
                respelled.put(name, bothNew.get());
            } else {
                addNew(name);
            }
        }
    }

    private void stands(String found, String name) {
        here.put(found, name);
        forms.add(NameForm.composed(found));
    }

    /** The disk spells as it likes, so of several names that look the same the likeliest is meant. */
    private Optional<String> respelled(Set<String> shared, String name) {
        return shared.stream()
                .filter(other -> disk.respelled(other).equals(disk.respelled(name)))
                .min(Comparator.comparing((String other) -> !known.contains(other))
                        .thenComparing(
                                other -> remoteKinds.getOrDefault(other, localKinds.get(name)) != localKinds.get(name))
                        .thenComparing(other -> !other.equals(name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private void addNew(String name) {
        String spelling = disk.formBlind() ? NameForm.composed(name) : name;
        if (forms.contains(NameForm.composed(spelling))) {
            refused.add(new Refused(name, NameTrouble.TWO_SPELLINGS, proposal(name)));
        } else {
            stands(spelling, name);
        }
    }

    private Optional<String> free(Set<String> names, Predicate<String> same) {
        return new TreeSet<>(names)
                .stream()
                        .filter(name -> !here.containsKey(name) && !respelled.containsValue(name))
                        .filter(same)
                        .findFirst();
    }

    /** A rename on the server that this disk sees as no other name: the file here follows, and keeps its content. */
    private void followRespelling() {
        if (!isBlind()) {
            return;
        }
        for (String name : List.copyOf(here.keySet())) {
            if (known.contains(name) && !remote.contains(name)) {
                String spelled = here.getOrDefault(name, name);
                free(Sets.difference(remote, known), other -> isSpelling(spelled, other))
                        .ifPresent(renamed -> {
                            respelled.put(name, renamed);
                            here.remove(name);
                        });
            }
        }
    }

    private void refuseRemote() {
        Set<String> taken = new TreeSet<>();
        here.keySet().forEach(name -> {
            if (remote.contains(name) || !known.contains(name)) {
                taken.add(key(name));
            }
        });
        respelled.values().forEach(name -> taken.add(key(name)));
        for (String name : new TreeSet<>(Sets.difference(remote, known))) {
            if (here.containsKey(name) || respelled.containsValue(name)) {
                continue;
            }
            if (disk.isTooLong(name)) {
                refused.add(new Refused(name, NameTrouble.TOO_LONG, shortened(name)));
            } else if (disk.refused().covers(name)) {
                refused.add(
                        new Refused(name, NameTrouble.FORBIDDEN, disk.refused().allowed(name)));
            } else if (isBlind() && !taken.add(key(name))) {
                boolean looksSame =
                        local.stream().anyMatch(other -> !other.equals(name) && NameForm.isSame(name, other));
                refused.add(new Refused(
                        name, looksSame ? NameTrouble.TWO_SPELLINGS : NameTrouble.CASE_CLASH, proposal(name)));
            }
        }
    }

    private boolean isBlind() {
        return disk.caseBlind() || disk.formBlind();
    }

    /** What this disk tells names apart by; composed and decomposed accents never make a difference to a person. */
    private String key(String name) {
        String form = NameForm.composed(name);
        return disk.caseBlind() ? form.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : form;
    }

    /** Whether a name here and one on the server are one name for this disk, and of things that can be the same. */
    private boolean isSpelling(String name, String other) {
        return key(other).equals(key(name)) && localKinds.get(name) == remoteKinds.get(other);
    }

    /** A file that took the name of a folder that is still on the server, or the other way round, as this disk sees it. */
    private boolean isRetyped(String name, String other) {
        return key(other).equals(key(name))
                && remoteKinds.containsKey(other)
                && localKinds.get(name) != remoteKinds.get(other);
    }

    private String proposal(String name) {
        return numbered(
                name, proposed -> !local.contains(proposed) && !remote.contains(proposed) && !known.contains(proposed));
    }

    /** The name with the first number behind it with which it would do. */
    static String numbered(String name, Predicate<String> free) {
        String base = NameForm.composed(name);
        for (int n = 2; ; n++) {
            String proposed = stem(base) + " (" + n + ")" + extension(base);
            if (free.test(proposed)) {
                return proposed;
            }
        }
    }

    private String shortened(String name) {
        String stem = stem(name);
        while (!stem.isEmpty() && disk.isTooLong(stem + extension(name))) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + extension(name);
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - extension(name).length());
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot) : "";
    }
}
