// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.navette.engine.tree.RelativePath;

/**
 * Knows which contents people count on. A content that somebody wrote is <em>wanted</em> at every place where it was
 * written or renamed to, until somebody who can see it takes it away from there; where nobody wants it any more, it may
 * be lost. Written again by anybody, it is wanted again.
 */
final class ContentOracle {
    private record Place(RelativePath path, String content) {}

    /** Every content that somebody wrote, whatever became of it. */
    private final Set<String> written = new HashSet<>();
    /** Where each wanted content is wanted; no place at all for one that was only just thought of. */
    private final Map<String, Set<RelativePath>> wanted = new HashMap<>();
    /** What only a disk or a server had that lost it by itself. */
    private final Set<String> lostByOthers = new HashSet<>();
    /** Contents that were written once more just as they were: a disk that loses that shows the deletion before it. */
    private final Set<String> recreated = new HashSet<>();
    /** What a server lost with everything else, and where: the devices may put it into their version stores, when told to. */
    private final Set<Place> emptied = new HashSet<>();

    private final List<Map.Entry<RelativePath, String>> removed = new ArrayList<>();
    private final RenameTrail renames = new RenameTrail();

    /** What a device took away for another that looks the same on the server: its version store may have it. */
    private final Set<String> unnoticed = new HashSet<>();

    private ToLongFunction<String> copies = content -> 0;
    private BiPredicate<RelativePath, String> isBase = (path, content) -> false;
    private Function<RelativePath, Optional<String>> onServer = path -> Optional.empty();
    private BiPredicate<RelativePath, String> maySend = (path, content) -> false;
    /** What somebody overwrote, which replaces it elsewhere under whatever name it has there by now. */
    private final Set<String> edited = new HashSet<>();

    private final Set<Place> overwritten = new HashSet<>();
    /** What somebody deleted under a name that it no longer has elsewhere. */
    private final Set<Place> deletedUnderOldName = new HashSet<>();

    /** What stood on the server whole, so that the devices may know it as the server's. */
    private final Set<String> onceOnServer = new HashSet<>();

    /** Somebody thinks of a content, to write it in a moment. */
    void thoughtOf(String content) {
        written.add(content);
        wanted.computeIfAbsent(content, key -> new HashSet<>());
    }

    boolean wasWritten(String content) {
        return written.contains(content);
    }

    /** Tells whether a journal says that both sides last had this content at a path. */
    void bases(BiPredicate<RelativePath, String> known) {
        isBase = known;
    }

    /** Tells what a file on the server has in it; empty if there is none. */
    void server(Function<RelativePath, Optional<String>> contentOf) {
        onServer = contentOf;
    }

    /** Tells whether a device may have sent this content to a path, and has not heard of it. */
    void unheard(BiPredicate<RelativePath, String> sent) {
        maySend = sent;
    }

    /** Tells how many files have this content, newest versions included. */
    void copies(ToLongFunction<String> counted) {
        copies = counted;
    }

    /**
     * Somebody writes a content, or copies it there. Content decides: where it is what both sides last had, writing it again
     * is no edit, and somebody's deletion or edit on another side stands.
     */
    void wrote(RelativePath path, String content) {
        takesPlace(path, content);
        if (written.contains(content) && !isBase.test(path, content)) {
            wanted.computeIfAbsent(content, any -> new HashSet<>()).add(key(path));
            lostByOthers.remove(content);
            // Only there: what the server lost elsewhere of the same content is still lost.
            emptied.remove(new Place(key(path), content));
        }
    }

    /**
     * Somebody with another client puts a content on the server. If it is the very one that a device may have sent there, without
     * hearing of it, and that a person has replaced on that device since, nothing tells it from what the device sent: the edit
     * goes over it. What was deleted there stays wanted, since no note of an attempt justifies a deletion.
     */
    void put(RelativePath path, String content) {
        if (wasOverwritten(path, content) && maySend.test(path, content)) {
            takesPlace(path, content);
        } else {
            wrote(path, content);
        }
    }

    /**
     * Somebody deletes what has become of a file of which a copy stands on the same disk, which nobody has sent so far: that is what a
     * rename looks like, also if the file was edited here in between. An edit of the file elsewhere, before or after, goes where it
     * was renamed to.
     *
     * @param content what the copy has, and both sides last had in the file
     */
    void deletedAfterCopying(RelativePath from, RelativePath to, String content) {
        Set<RelativePath> places = wanted.get(content);
        boolean looksRenamed = isBase.test(from, content) && !isBase.test(to, content);
        if (places == null || !looksRenamed || !places.contains(key(to))) {
            return;
        }
        renames.note(key(from), key(to), content);
        boolean editedElsewhere =
                onServer.apply(from).filter(there -> !there.equals(content)).isPresent();
        if (editedElsewhere && places.remove(key(to)) && places.isEmpty()) {
            wanted.remove(content);
        }
    }

    /** Somebody writes again what was deleted. */
    void recreated(String content) {
        recreated.add(content);
    }

    /** Somebody renames a file. */
    void renamed(RelativePath from, RelativePath to, String content) {
        renamed(from, to, content, false);
    }

    /**
     * Somebody renames a file, or a folder it is in; what somebody else took away from there before, unseen, is not wanted for
     * that.
     */
    void renamed(RelativePath from, RelativePath to, String content, boolean withFolder) {
        takesPlace(to, content);
        leaves(from, to);
        Set<RelativePath> places = wanted.get(content);
        if (places != null && !places.contains(key(from))) {
            renames.takenUnseen(key(from), key(to), content);
        }
        if (places != null && places.remove(key(from))) {
            places.add(backWhereItWasLeft(from, to, content));
            places.removeIf(place -> wasOverwritten(place, content) && renames.wasTakenTo(place));
            moveEmptied(from, to, content);
            if (places.isEmpty()) {
                wanted.remove(content);
            }
            if (!key(from).equals(key(to))) {
                // Another spelling is the same place, which keeps its origin: from itself, the chain would end there.
                renames.note(key(from), key(to), content, withFolder);
            }
        }
    }

    /**
     * Where a content is wanted that somebody moves. If it comes back to a place from which it went before, and somebody else has taken
     * it from that place meanwhile, nothing there tells that it was ever gone: it goes where they have taken it.
     */
    private RelativePath backWhereItWasLeft(RelativePath from, RelativePath to, String content) {
        return renames.takenFrom(key(to), content)
                .filter(taken -> renames.leadsFrom(key(to), key(from), content))
                .orElse(key(to));
    }

    /** What was edited in place and then goes elsewhere is no edit of that place any more, whatever comes there next. */
    private void leaves(RelativePath from, RelativePath to) {
        if (!key(from).equals(key(to))) {
            overwritten.removeIf(edit -> edit.path().equals(key(from)));
        }
    }

    /** Seen from elsewhere, what was deleted at that place before has been edited, also where it has another name by now. */
    private void takesPlace(RelativePath path, String content) {
        // What a server lost there, somebody has replaced now.
        emptied.stream()
                .filter(lost -> lost.path().equals(key(path)) && !lost.content().equals(content))
                .map(Place::content)
                .forEach(lost -> {
                    Set<RelativePath> places = wanted.get(lost);
                    if (places != null && places.remove(key(path)) && places.isEmpty()) {
                        wanted.remove(lost);
                    }
                });
        deletedUnderOldName.stream()
                .filter(before ->
                        before.path().equals(key(path)) && !before.content().equals(content))
                .toList()
                .forEach(before -> {
                    deletedUnderOldName.remove(before);
                    follow(before);
                });
        removed.stream()
                .filter(before -> key(before.getKey()).equals(key(path))
                        && !before.getValue().equals(content))
                .forEach(before -> edited.add(before.getValue()));
    }

    /** An engine has given a file another name, as that of a conflict copy, or a power cut its earlier one back. */
    void nowAt(RelativePath from, RelativePath to, String content) {
        Set<RelativePath> places = wanted.get(content);
        if (places != null && places.remove(key(from))) {
            places.add(key(to));
            moveEmptied(from, to, content);
            if (wasOverwritten(to, content) && key(from).folder().equals(key(to).folder())) {
                // Under a third name for a moment, on its way to the name under which somebody has edited it.
                places.remove(key(to));
                if (places.isEmpty()) {
                    wanted.remove(content);
                }
            }
        }
    }

    /**
     * An engine has given a file another name on the server. Where that is a third one in its folder, on the way to another spelling, it
     * is nobody's wish: whoever overwrites it under the name that it has for people overwrites it there too.
     */
    void nowAtOnServer(RelativePath from, RelativePath to, String content) {
        boolean wantedThere = wanted.getOrDefault(content, Set.of()).contains(key(from));
        nowAt(from, to, content);
        boolean third =
                key(from).folder().equals(key(to).folder()) && !key(from).equals(key(to));
        if (wantedThere && third) {
            renames.note(key(from), key(to), content);
        }
    }

    private void moveEmptied(RelativePath from, RelativePath to, String content) {
        if (emptied.remove(new Place(key(from), content))) {
            emptied.add(new Place(key(to), content));
        }
    }

    private boolean wasEmptied(String content) {
        return emptied.stream().anyMatch(lost -> lost.content().equals(content));
    }

    /**
     * Somebody deletes a file: under a name that it was given elsewhere meanwhile, it stays. Where only its folder has another name
     * elsewhere, the deletion may follow, as it does where a server tells which folder it was.
     */
    void deleted(RelativePath path, String content) {
        Set<RelativePath> places = wanted.get(content);
        if (places == null) {
            return;
        }
        if (wasEmptied(content) && copies.applyAsLong(content) <= 1) {
            // What only the server had under another name is gone with it, and this is the last there is.
            lostByOthers.add(content);
        }
        if (!places.remove(key(path))) {
            // Together with what takes that name next, it looks like an edit of what has another name elsewhere.
            edited.add(content);
            deletedUnderOldName.add(new Place(key(path), content));
            places.removeIf(place -> renames.leadsWithFolderFrom(key(path), place, content));
            if (places.isEmpty()) {
                wanted.remove(content);
            }
            return;
        }
        removed.add(Map.entry(path, content));
        if (places.isEmpty()) {
            wanted.remove(content);
        }
    }

    /** Somebody overwrites a file: wherever it was renamed to elsewhere meanwhile, the edit follows. */
    void overwritten(RelativePath path, String content) {
        Set<RelativePath> places = wanted.get(content);
        if (places != null) {
            places.removeIf(place -> renames.leadsFrom(key(path), place, content));
        }
        edited.add(content);
        overwritten.add(new Place(key(path), content));
        deleted(path, content);
        if (places != null && places.isEmpty()) {
            wanted.remove(content);
        }
    }

    /** Wherever a content was renamed to from there, it goes with the edit. */
    private void follow(Place edit) {
        Set<RelativePath> places = wanted.get(edit.content());
        if (places != null
                && places.removeIf(place -> renames.leadsFrom(edit.path(), place, edit.content()))
                && places.isEmpty()) {
            wanted.remove(edit.content());
        }
    }

    /** What somebody took away, and where: somebody may put it back. */
    List<Map.Entry<RelativePath, String>> removed() {
        return removed;
    }

    /** Some disks see no difference. */
    private static RelativePath key(RelativePath path) {
        return RelativePath.of(
                Normalizer.normalize(path.value(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
    }

    /** It was nobody's work after all, as the file with which a program shows that it has a document open. */
    void isNobodysWork(String content) {
        wanted.remove(content);
    }

    /** A disk has lost, in a power cut, what nobody had at that place but it; of several copies, that one is no wish. */
    void diskLost(RelativePath path, String content, boolean elsewhere) {
        Set<RelativePath> places = wanted.get(content);
        if (places == null || (elsewhere && !recreated.contains(content))) {
            Optional.ofNullable(places)
                    .filter(several -> several.size() > 1)
                    .ifPresent(several -> several.remove(key(path)));
            return;
        }
        if (!places.remove(key(path)) || recreated.contains(content)) {
            lostByOthers.add(content);
        }
        if (places.isEmpty()) {
            wanted.remove(content);
        }
    }

    /** The server was installed anew. */
    void serverLost(String content, boolean elsewhere) {
        if (elsewhere) {
            wanted.getOrDefault(content, Set.of()).forEach(path -> emptied.add(new Place(path, content)));
        } else {
            lostByOthers.add(content);
        }
    }

    /**
     * A device takes away on the server what was moved over the name of a file that it knows, and cannot tell the two apart: nothing
     * that the server shows differs (docs/reliability.md).
     */
    void unnoticed(String content) {
        unnoticed.add(content);
    }

    void stoodOnServer(String content) {
        onceOnServer.add(content);
    }

    boolean hasStoodOnServer(String content) {
        return onceOnServer.contains(content);
    }

    /** Whether somebody wrote something else over it there. */
    boolean wasOverwritten(RelativePath path, String content) {
        return overwritten.contains(new Place(key(path), content));
    }

    /** Whether somebody's edit here has never been anywhere else. */
    boolean isOnlyHere(String content) {
        return wanted.containsKey(content) && !onceOnServer.contains(content);
    }

    /**
     * What is wrong with where contents ended.
     *
     * @param visible contents of files under names that people see
     * @param versions contents of the newest version of each path, which no retention takes
     * @param unlisted places that the server never shows: there a file goes with its folder when another device deletes that, and is
     *     then in its own device's version store (docs/reliability.md)
     */
    List<String> missing(Set<String> visible, Set<String> versions, Predicate<RelativePath> unlisted) {
        List<String> wrong = new ArrayList<>();
        wanted.forEach((content, places) -> {
            if (content.isEmpty() || visible.contains(content) || lostByOthers.contains(content)) {
                return;
            }
            if (!versions.contains(content)) {
                wrong.add("lost: " + content + ", wanted at " + places);
            } else if (!places.stream().allMatch(place -> emptied.contains(new Place(place, content)))
                    && !edited.contains(content)
                    && !unnoticed.contains(content)
                    && (places.isEmpty() || !places.stream().allMatch(unlisted))) {
                wrong.add("hidden: " + content + ", wanted at " + places + ", is only in the version store");
            }
        });
        return wrong;
    }
}
