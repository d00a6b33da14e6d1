// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navette.engine.tree.RelativePath;

/**
 * Knows which contents people count on. A content that somebody wrote is <em>wanted</em> at every place where it was
 * written or renamed to, until somebody who can see it takes it away from there; where nobody wants it any more, it may
 * be lost. Written again by anybody, it is wanted again.
 */
final class ContentOracle {
    /** Every content that somebody wrote, whatever became of it. */
    private final Set<String> written = new HashSet<>();
    /** Where each wanted content is wanted; no place at all for one that was only just thought of. */
    private final Map<String, Set<RelativePath>> wanted = new HashMap<>();
    /** What only a disk or a server had that lost it by itself. */
    private final Set<String> lostByOthers = new HashSet<>();
    /** Contents that were written once more just as they were: a disk that loses that shows the deletion before it. */
    private final Set<String> recreated = new HashSet<>();
    /** What a server lost with everything else: the devices may put it into their version stores, when told to. */
    private final Set<String> emptied = new HashSet<>();
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

    /** Somebody writes a content, or copies it there. */
    void wrote(RelativePath path, String content) {
        if (written.contains(content)) {
            wanted.computeIfAbsent(content, key -> new HashSet<>()).add(path);
            lostByOthers.remove(content);
            emptied.remove(content);
        }
    }

    /** Deletes what was there and writes the same again. */
    void recreated(String content) {
        recreated.add(content);
    }

    /** Somebody renames a file. */
    void renamed(RelativePath from, RelativePath to, String content) {
        Set<RelativePath> places = wanted.get(content);
        if (places != null && (places.remove(from) || places.isEmpty())) {
            places.add(to);
        }
    }

    /**
     * Somebody deletes or overwrites a file.
     *
     * @param visible where else the same content stands on the same side
     */
    void removed(RelativePath path, String content, Set<RelativePath> visible) {
        Set<RelativePath> places = wanted.get(content);
        if (places == null) {
            return;
        }
        if (!places.remove(path)) {
            // An engine gave it another name, or somebody on another side: which one was meant, nobody can tell.
            places.retainAll(visible);
        }
        if (places.isEmpty()) {
            wanted.remove(content);
        }
    }

    /** It was nobody's work after all, as the file with which a program shows that it has a document open. */
    void isNobodysWork(String content) {
        wanted.remove(content);
    }

    /** A disk has lost, in a power cut, what nobody had at that place but it. */
    void diskLost(RelativePath path, String content, boolean elsewhere) {
        Set<RelativePath> places = wanted.get(content);
        if (places == null || (elsewhere && !recreated.contains(content))) {
            return;
        }
        if (!places.remove(path) || recreated.contains(content)) {
            lostByOthers.add(content);
        }
        if (places.isEmpty()) {
            wanted.remove(content);
        }
    }

    /** The server was installed anew. */
    void serverLost(String content, boolean elsewhere) {
        if (elsewhere) {
            emptied.add(content);
        } else {
            lostByOthers.add(content);
        }
    }

    void stoodOnServer(String content) {
        onceOnServer.add(content);
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
     */
    List<String> missing(Set<String> visible, Set<String> versions) {
        List<String> wrong = new ArrayList<>();
        wanted.forEach((content, places) -> {
            if (content.isEmpty() || visible.contains(content) || lostByOthers.contains(content)) {
                return;
            }
            if (!versions.contains(content)) {
                wrong.add("lost: " + content + ", wanted at " + places);
            } else if (!emptied.contains(content)) {
                wrong.add("hidden: " + content + ", wanted at " + places + ", is only in the version store");
            }
        });
        return wrong;
    }
}
