// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import java.util.List;
import org.navette.engine.tree.Node;

/**
 * When deletions are so many that they look like an accident: an unmounted disk, an emptied or re-installed server, a wrong
 * folder. Files are counted, since a share that was set up anew may well have folders of the same names.
 *
 * @param files the number of files in the synced tree
 * @param answer what somebody who was asked has said
 */
public record DeletionGuard(long files, Answer answer) {
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
        /** They are many. */
        MANY,
        /** Nothing that was synced is left on the server. */
        SHARE_EMPTIED,
        /** Nothing that was synced is left here. */
        FOLDER_EMPTIED
    }

    /** @param deletions every entry that would go, on either side */
    Doubt doubt(List<Node> deletions) {
        long gone = deletions.stream()
                .filter(node -> node.synced().filter(base -> base.isFile()).isPresent())
                .count();
        if (gone == 0 || (gone < files && (gone <= FEW || gone * LARGE_PART <= files))) {
            return Doubt.NONE;
        }
        boolean all = gone >= files;
        if (all && deletions.stream().noneMatch(node -> node.remote().state().isPresent())) {
            return Doubt.SHARE_EMPTIED;
        }
        boolean noneHere =
                deletions.stream().noneMatch(node -> node.local().state().isPresent());
        return all && noneHere ? Doubt.FOLDER_EMPTIED : Doubt.MANY;
    }
}
