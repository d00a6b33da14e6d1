// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.tree.Change;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Seen;

/**
 * Which side may be changed. A one-way pair is the two-way table over observations in which what may not happen was not
 * seen: an entry that is to be left alone counts as not looked at, which also keeps the folders it is in; one that is gone
 * on the side that only follows counts as never synced, and so comes back.
 */
public enum Direction {
    /** Both: the table as it stands. */
    BOTH,
    /** Only the server: a backup. Nothing here is ever changed, and what others change there is left alone. */
    UPLOAD,
    /** Only this computer: a regular copy of what is online. Nothing there is ever changed. */
    DOWNLOAD;

    /**
     * The plan as this direction carries it out: an upload-only pair compares where the other ones would receive, and a
     * comparison never ends with a change on the wrong side.
     */
    public Plan carriedOut(Plan plan) {
        return this == BOTH
                ? plan
                : plan.withActions(plan.actions().stream().map(this::carriedOut).toList());
    }

    private Action carriedOut(Action action) {
        return switch (action) {
            case Action.KeepBoth(Node node, Direction any) -> new Action.KeepBoth(node, this);
            case Action.Download(Node node) when this == UPLOAD -> new Action.KeepBoth(node, this);
            default -> action;
        };
    }

    /** The nodes as this direction sees them. */
    public List<Node> seen(List<Node> nodes) {
        if (this == BOTH) {
            return nodes;
        }
        List<Node> seen = nodes.stream().map(this::seen).toList();
        Set<RelativePath> inTheWay = inTheWay(nodes, seen);
        return inTheWay.isEmpty()
                ? seen
                : seen.stream()
                        .map(node -> inTheWay.stream().anyMatch(node.path()::isBelow) ? unseen(node) : node)
                        .toList();
    }

    /** What is a file on one side and a folder on the other, and stays so: what is in the folder has no place over there. */
    private static Set<RelativePath> inTheWay(List<Node> nodes, List<Node> seen) {
        Set<RelativePath> inTheWay = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            boolean alone = seen.get(i).local().isUnknown();
            boolean both =
                    node.local().state().isPresent() && node.remote().state().isPresent();
            if (alone && both && !isAlike(node)) {
                inTheWay.add(node.path());
            }
        }
        return inTheWay;
    }

    private Node seen(Node node) {
        Change here = node.localChange();
        Change there = node.remoteChange();
        if (here == Change.UNKNOWN || there == Change.UNKNOWN) {
            return node;
        }
        return this == UPLOAD ? upload(node, here, there) : download(node, here, there);
    }

    private static Node upload(Node node, Change here, Change there) {
        boolean alone = switch (here) {
            case SAME, CHANGED -> there == Change.RETYPED;
            case NEW -> there != Change.NONE && !isAlike(node);
            case GONE -> there == Change.CHANGED || there == Change.RETYPED;
            // In doubt, it is compared before it goes.
            case RETYPED -> there != Change.SAME && there != Change.DOUBTED && there != Change.GONE;
            default -> there != Change.NONE;
        };
        boolean lost = here == Change.SAME && there == Change.GONE;
        return alone ? unseen(node) : lost ? unsynced(node) : node;
    }

    private static Node download(Node node, Change here, Change there) {
        return switch (here) {
            case GONE -> there == Change.GONE ? node : unsynced(node);
            case NEW -> there == Change.NONE ? unseen(node) : node;
            case CHANGED -> there == Change.CHANGED || there == Change.RETYPED ? node : unseen(node);
            case RETYPED -> unseen(node);
            default -> node;
        };
    }

    private static boolean isAlike(Node node) {
        return node.local()
                .state()
                .map(LocalState::kind)
                .equals(node.remote().state().map(RemoteState::kind));
    }

    private static Node unsynced(Node node) {
        return new Node(node.path(), node.local(), node.remote(), Optional.empty());
    }

    private static Node unseen(Node node) {
        return new Node(node.path(), Seen.unknown(), Seen.unknown(), node.synced());
    }
}
