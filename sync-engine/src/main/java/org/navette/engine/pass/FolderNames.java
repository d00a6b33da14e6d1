// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.navette.engine.reconcile.Action;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.reconcile.NamePolicy;
import org.navette.engine.reconcile.ServerSpelling;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Seen;
import org.navette.engine.tree.ServerNames;
import org.navette.engine.tree.SyncedState;

/** The entries of one folder: which names on the disk, on the server and in the synced tree stand for the same one. */
final class FolderNames {
    /**
     * What each side has under its own spellings.
     *
     * @param unseenHere names of which it is not known what the disk has
     * @param unseenThere names of which it is not known what the server has
     */
    record Listings(
            Map<String, SyncedState> known,
            Map<String, LocalState> here,
            Map<String, RemoteState> there,
            Set<String> unseenHere,
            Set<String> unseenThere) {}

    /** What both sides can hold, and may be changed. */
    record Traits(DiskTraits disk, ServerNames server, Direction direction) {}

    private final Listings listings;
    private final Map<String, RemoteState> there;
    private final Map<String, String> spelledHere;
    private final Set<String> unseenHere;
    private final Set<String> unseenThere;
    private final List<NamePolicy.Refused> refused = new ArrayList<>();
    private final List<Action> chores = new ArrayList<>();

    FolderNames(RelativePath folder, Listings listings, Traits traits) {
        this.listings = listings;
        ServerSpelling.Names server = ServerSpelling.match(
                new ServerSpelling.Folder(
                        listings.known(), here(traits.disk()), listings.there(), listings.unseenThere()),
                traits.server(),
                traits.direction());
        this.there = server.there();
        NamePolicy.Names disk = NamePolicy.match(
                keeping(listings.known(), there),
                Maps.transformValues(listings.here(), LocalState::kind),
                Maps.transformValues(there, RemoteState::kind),
                traits.disk(),
                traits.direction());
        this.spelledHere = disk.here();
        this.unseenHere = new HashSet<>(listings.unseenHere());
        refuse(server.refused());
        refuse(disk.refused());
        respelled(server.respelledThere(), (from, to) -> new Action.Respell(folder.child(from), folder.child(to)));
        respelled(disk.respelled(), (from, to) -> new Action.Respell(folder.child(from), folder.child(to)));
        respelled(
                server.respelledHere(),
                (from, to) -> new Action.RespellRemote(folder.child(from), folder.child(to), kindOf(from)));
        this.unseenThere = new HashSet<>(server.unseenThere());
        unseenThere.addAll(unseenHere);
    }

    private Kind kindOf(String known) {
        return Optional.ofNullable(listings.known().get(known))
                .map(SyncedState::kind)
                .orElse(Kind.FILE);
    }

    /** What is here by the names of the entries, which a disk may spell as it likes. */
    private Map<String, Optional<Kind>> here(DiskTraits disk) {
        Map<String, Optional<Kind>> here = new HashMap<>();
        listings.unseenHere().forEach(name -> here.put(name, Optional.empty()));
        listings.here().forEach((name, state) -> {
            String entry = disk.respells() ? entryName(name, disk) : name;
            here.put(entry, Optional.of(state.kind()));
        });
        return here;
    }

    private String entryName(String name, DiskTraits disk) {
        String respelled = disk.respelled(name);
        return listings.known().keySet().stream()
                .filter(other -> disk.respelled(other).equals(respelled))
                .findFirst()
                .or(() -> listings.there().keySet().stream()
                        .filter(other -> disk.respelled(other).equals(respelled))
                        .findFirst())
                .orElse(name);
    }

    /** Known names, but for those with a new version on the server: they are as good as new ones there. */
    private static Set<String> keeping(Map<String, SyncedState> known, Map<String, RemoteState> there) {
        Set<String> names = new HashSet<>();
        known.forEach((name, base) -> {
            RemoteState now = there.get(name);
            boolean stands = now == null || base.remote().filter(now::isStill).isPresent();
            if (stands) {
                names.add(name);
            }
        });
        return names;
    }

    /** Nothing may be concluded about a name that cannot be synced. */
    private void refuse(List<NamePolicy.Refused> names) {
        refused.addAll(names);
        names.forEach(name -> unseenHere.add(name.name()));
    }

    @FunctionalInterface
    private interface Chore {
        Action of(String from, String to);
    }

    /** Nor, in this round, about one that is to be respelled. */
    private void respelled(Map<String, String> names, Chore chore) {
        names.forEach((from, to) -> {
            unseenHere.add(from);
            unseenHere.add(to);
            chores.add(chore.of(from, to));
        });
    }

    /** Of every entry, in order. */
    Set<String> all() {
        Set<String> names = new TreeSet<>(listings.known().keySet());
        names.addAll(spelledHere.keySet());
        names.addAll(there.keySet());
        names.addAll(unseenThere);
        return names;
    }

    Seen<LocalState> here(String name) {
        String spelled = spelledHere.getOrDefault(name, name);
        return unseenHere.contains(name)
                ? Seen.unknown()
                : Seen.of(Optional.ofNullable(listings.here().get(spelled)));
    }

    Seen<RemoteState> there(String name) {
        return unseenThere.contains(name) ? Seen.unknown() : Seen.of(Optional.ofNullable(there.get(name)));
    }

    /** What the server lists without its being known what that stands for here. */
    Map<String, RemoteState> unknownThere() {
        return Maps.filterKeys(there, unseenThere::contains);
    }

    /** Names that cannot be synced, with the reason. */
    List<NamePolicy.Refused> refused() {
        return refused;
    }

    /** Entries to be renamed on one side. */
    List<Action> chores() {
        return chores;
    }
}
