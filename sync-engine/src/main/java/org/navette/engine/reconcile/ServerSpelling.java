// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.NameForm;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.ServerNames;
import org.navette.engine.tree.SyncedState;

/**
 * Which names of one folder stand for one entry on a server that does not tell all spellings apart. An entry keeps the name it has
 * here, since the server finds it by that; the spelling that the server lists is noted with it, so that a rename there is seen.
 * Of several names here that are one there only one is synced, and none ever replaces another.
 */
public final class ServerSpelling {
    /**
     * What was found out about one folder.
     *
     * @param there what the server lists, by the names of the entries
     * @param unseenThere names about which nothing is known there
     * @param respelledThere entries that were renamed on the server, to be renamed here, by the name they have so far
     * @param respelledHere entries that were renamed here, to be renamed on the server, by the name they have so far
     * @param refused names here that the server cannot hold beside another
     */
    public record Names(
            Map<String, RemoteState> there,
            Set<String> unseenThere,
            SortedMap<String, String> respelledThere,
            SortedMap<String, String> respelledHere,
            List<NamePolicy.Refused> refused) {}

    /**
     * One folder as it was found.
     *
     * @param known the synced tree
     * @param here what is on this disk, by the names of the entries; of what could not be looked at, the kind is absent
     * @param there what the server lists
     * @param unseenThere names that it lists without describing them
     */
    public record Folder(
            Map<String, SyncedState> known,
            Map<String, Optional<Kind>> here,
            Map<String, RemoteState> there,
            Set<String> unseenThere) {}

    private final Folder folder;
    private final ServerNames server;
    private final Direction direction;
    private final Map<String, RemoteState> there = new HashMap<>();
    private final Set<String> unseenThere;
    private final SortedMap<String, String> respelledThere = new TreeMap<>();
    private final SortedMap<String, String> respelledHere = new TreeMap<>();
    private final List<NamePolicy.Refused> refused = new ArrayList<>();

    private ServerSpelling(Folder folder, ServerNames server, Direction direction) {
        this.folder = folder;
        this.server = server;
        this.direction = direction;
        this.unseenThere = new HashSet<>(folder.unseenThere());
    }

    /** @param direction in one that changes nothing on a side, nothing is renamed there */
    public static Names match(Folder folder, ServerNames server, Direction direction) {
        ServerSpelling spelling = new ServerSpelling(folder, server, direction);
        if (server.isExact()) {
            spelling.there.putAll(folder.there());
        } else {
            folder.there().forEach((name, state) -> spelling.there.put(name, spelled(name, state)));
            spelling.byKey().values().stream().filter(names -> names.size() > 1).forEach(spelling::decide);
        }
        return new Names(
                spelling.there,
                spelling.unseenThere,
                spelling.respelledThere,
                spelling.respelledHere,
                spelling.refused);
    }

    /** What the journal tells of a folder that was not listed is spelled already. */
    private static RemoteState spelled(String name, RemoteState state) {
        return state.spelling().isPresent() ? state : state.spelledAs(name);
    }

    private Map<String, SortedSet<String>> byKey() {
        Map<String, SortedSet<String>> byKey = new HashMap<>();
        for (Set<String> names : List.of(
                folder.known().keySet(), folder.here().keySet(), folder.there().keySet(), folder.unseenThere())) {
            names.forEach(name -> byKey.computeIfAbsent(server.key(name), key -> new TreeSet<>())
                    .add(name));
        }
        return byKey;
    }

    /** @param names that this server does not tell apart, as it seems */
    private void decide(SortedSet<String> names) {
        if (names.stream().anyMatch(folder.unseenThere()::contains)) {
            unseenThere.addAll(names);
            return;
        }
        List<String> listed = names.stream().filter(folder.there()::containsKey).toList();
        if (listed.size() > 1) {
            // It has both, whatever it was seen to do elsewhere.
            return;
        }
        Optional<String> known = known(names, listed);
        if (known.isEmpty()) {
            allNew(names, listed);
        } else if (folder.here().containsKey(known.get()) || !isRenamedHere(known.get(), names)) {
            refuseHereBut(known.get(), names);
            listed.forEach(name -> named(name, known.get()));
        } else {
            renamedHere(known.get(), names, listed);
        }
    }

    /** Where the synced tree has several, the one that is there, or else here. */
    private Optional<String> known(SortedSet<String> names, List<String> listed) {
        List<String> known = names.stream().filter(folder.known()::containsKey).toList();
        return known.stream()
                .filter(listed::contains)
                .findFirst()
                .or(() -> known.stream().filter(folder.here()::containsKey).findFirst())
                .or(() -> known.stream().findFirst());
    }

    /**
     * Of files here that are new, the one that is spelled as on the server is taken, or as one that changes names for good will spell
     * it, or else any.
     */
    private void allNew(SortedSet<String> names, List<String> listed) {
        List<String> here = names.stream().filter(folder.here()::containsKey).toList();
        Optional<String> chosen = here.stream()
                .filter(listed::contains)
                .findFirst()
                .or(() -> here.stream()
                        .filter(name -> !server.found() && NameForm.isComposed(name))
                        .findFirst())
                .or(() -> here.stream().findFirst());
        chosen.ifPresent(name -> {
            refuseHereBut(name, names);
            listed.forEach(other -> named(other, name));
        });
    }

    /** The other names here are of no entry of their own. */
    private void refuseHereBut(String chosen, SortedSet<String> names) {
        for (String name : names) {
            if (!name.equals(chosen) && folder.here().containsKey(name)) {
                NameTrouble trouble =
                        NameForm.isSame(name, chosen) ? NameTrouble.TWO_SPELLINGS : NameTrouble.CASE_CLASH_ON_SERVER;
                refused.add(new NamePolicy.Refused(name, trouble, proposal(name)));
            }
        }
    }

    private String proposal(String name) {
        Set<String> keys = new HashSet<>();
        List.of(folder.known().keySet(), folder.here().keySet(), folder.there().keySet())
                .forEach(taken -> taken.forEach(other -> keys.add(server.key(other))));
        return NamePolicy.numbered(name, proposed -> !keys.contains(server.key(proposed)));
    }

    /** An entry is listed under another name than the one that it has with us. */
    private void named(String listed, String name) {
        if (listed.equals(name)) {
            return;
        }
        boolean free = !folder.here().containsKey(listed);
        Optional<String> before = Optional.ofNullable(folder.known().get(name))
                .flatMap(SyncedState::remote)
                .flatMap(RemoteState::spelling);
        boolean renamed = !server.found()
                || before.filter(spelling -> !spelling.equals(listed)).isPresent();
        if (renamed && free && direction != Direction.UPLOAD && folder.here().containsKey(name)) {
            respelledThere.put(name, listed);
        } else if (server.found()) {
            there.put(name, there.remove(listed));
        } else if (!free) {
            // Another entry here, which is refused, has the name that this one has on the server: until it has gone,
            // nothing
            // can be sent or renamed, and that this one is not found under its own name says nothing.
            unseenThere.add(name);
        } else if (folder.here().containsKey(name)) {
            // Nothing may be renamed here, and what is sent to this name is never found under it.
            refused.add(new NamePolicy.Refused(name, NameTrouble.SPELLED_BY_SERVER, listed));
            there.remove(listed);
            unseenThere.add(listed);
        }
    }

    private boolean isRenamedHere(String known, SortedSet<String> names) {
        return direction != Direction.DOWNLOAD && newNameHere(known, names).isPresent();
    }

    /** What has the kind of an entry that is gone here, and another spelling of its name. */
    private Optional<String> newNameHere(String known, SortedSet<String> names) {
        Optional<Kind> kind = Optional.ofNullable(folder.known().get(known)).map(SyncedState::kind);
        List<String> fresh = names.stream()
                .filter(name -> !folder.known().containsKey(name)
                        && folder.here().getOrDefault(name, Optional.empty()).equals(kind))
                .toList();
        return fresh.stream()
                .filter(folder.there()::containsKey)
                .findFirst()
                .or(() -> fresh.stream().findFirst());
    }

    private void renamedHere(String known, SortedSet<String> names, List<String> listed) {
        String name = newNameHere(known, names).orElseThrow();
        refuseHereBut(name, names);
        Optional<Kind> kind = Optional.ofNullable(folder.known().get(known)).map(SyncedState::kind);
        boolean still = listed.stream()
                .anyMatch(other -> Optional.ofNullable(folder.there().get(other))
                        .map(RemoteState::kind)
                        .equals(kind));
        if (still) {
            respelledHere.put(known, name);
        }
        // Under a third spelling it is nothing new.
        listed.forEach(there::remove);
    }
}
