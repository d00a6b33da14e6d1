// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;

/**
 * When deletions are so many that they look like an accident: an unmounted disk, an emptied or re-installed server, a wrong
 * folder, a program that deletes a little at a time. Files are counted, since a share that was set up anew may well have folders
 * of the same names.
 *
 * @param files the number of files in the synced tree
 * @param recent what went lately, which counts as well
 * @param asked deletions somebody was asked about: they wait for the answer, however few are left of them
 * @param answer what somebody who was asked has said
 * @param about the deletions that were shown to whoever answered; absent if the answer is about all that is found
 */
public record DeletionGuard(
        long files, RecentDeletions recent, Set<RelativePath> asked, Answer answer, Optional<Set<RelativePath>> about) {
    /** Up to this many deletions are never held, unless they are all there is. */
    public static final int FEW = 50;

    /** More than one in this many of all files is a large part. */
    public static final int LARGE_PART = 5;

    /** What is to become of deletions that are held. */
    public enum Answer {
        /** Nobody was asked yet: they wait. */
        NONE,
        /** They are meant. */
        DELETE,
        /** They are not meant: what is missing on one side comes back from the other. */
        BRING_BACK
    }

    /** Why deletions are held. */
    public enum Doubt {
        NONE,
        /** They are many, by themselves or with what went lately. */
        MANY,
        /** Nothing that was synced is left on the server. */
        SHARE_EMPTIED,
        /** Nothing that was synced is left here. */
        FOLDER_EMPTIED
    }

    /** With nothing that went before, and an answer about all that is found. */
    public DeletionGuard(long files, Answer answer) {
        this(files, RecentDeletions.NONE, Set.of(), answer, Optional.empty());
    }

    public DeletionGuard {
        asked = Set.copyOf(asked);
        about = about.map(Set::copyOf);
    }

    /** Whether so many of so many files would be held. */
    public static boolean isMany(long gone, long files) {
        return gone > FEW && gone * LARGE_PART > files;
    }

    /** Whether an answer that was given is about all of these. */
    boolean isAbout(Collection<RelativePath> paths) {
        return answer != Answer.NONE
                && about.filter(shown -> !shown.containsAll(paths)).isEmpty();
    }

    /** @param deletions every entry that would go, on either side */
    Doubt doubt(List<Node> deletions) {
        List<RelativePath> gone = deletions.stream()
                .filter(node -> node.synced().filter(base -> base.isFile()).isPresent())
                .map(Node::path)
                .toList();
        if (gone.isEmpty()) {
            return Doubt.NONE;
        }
        boolean all = gone.size() >= files;
        if (!all && !isMany(gone.size(), files) && !recent.addUp(gone)) {
            return Doubt.NONE;
        }
        if (all && deletions.stream().noneMatch(node -> node.remote().state().isPresent())) {
            return Doubt.SHARE_EMPTIED;
        }
        boolean noneHere =
                deletions.stream().noneMatch(node -> node.local().state().isPresent());
        return all && noneHere ? Doubt.FOLDER_EMPTIED : Doubt.MANY;
    }
}
