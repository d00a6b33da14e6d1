// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.navette.engine.reconcile.MoveDetector.Move;
import org.navette.engine.tree.Change;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;

/**
 * Decides entry by entry, deepest first, and lets what was decided below a folder bear on the folder: it goes only when
 * everything in it goes, and what is to be put into it brings it back.
 */
final class FolderRules {
    private final NavigableMap<RelativePath, Node> nodes;
    /** Deepest first, as decided. */
    private final List<Action> actions = new ArrayList<>();

    /** Folders something is to be put into, on this side. */
    private final Set<RelativePath> neededHere = new HashSet<>();

    private final Set<RelativePath> neededThere = new HashSet<>();
    /** Folders in which something was not seen, or waits: they cannot go. */
    private final Set<RelativePath> occupied = new HashSet<>();
    /** A file stands on one side where a folder is on the other: what is below has to wait for the next round. */
    private final NavigableSet<RelativePath> clashes = new TreeSet<>();

    FolderRules(NavigableMap<RelativePath, Node> nodes, List<Move> moves) {
        this.nodes = nodes;
        for (Move move : moves) {
            (move.onServer() ? neededHere : neededThere).add(move.to().folder());
        }
    }

    /** What was decided; deletions inside a collection that goes as a whole are part of that one. */
    List<Action> actions() {
        List<Action> result = new ArrayList<>();
        RelativePath covered = null;
        for (Action action : actions.reversed()) {
            if (covered != null && action.path().isBelow(covered)) {
                continue;
            }
            boolean whole = action instanceof Action.DeleteRemote delete
                    && delete.node().isFolder();
            covered = whole || clashes.contains(action.path()) ? action.path() : null;
            result.add(action);
        }
        return result;
    }

    /** Each node once, in the order of paths from the last. */
    void decide(Node node) {
        switch (Table.outcome(node)) {
            case NOTHING -> {}
            case UNSEEN -> occupied.add(node.path().folder());
            case UPLOAD -> putThere(new Action.Upload(node));
            case DOWNLOAD -> putHere(new Action.Download(node));
            case MAKE_COLLECTION -> putThere(new Action.MakeCollection(node));
            case MAKE_DIRECTORY -> putHere(new Action.MakeDirectory(node));
            case ADOPT -> add(new Action.Adopt(node));
            case FORGET -> forget(node);
            case KEEP_BOTH -> keepBoth(node);
            case DELETE_REMOTE -> deleteRemote(node);
            case TRASH_LOCAL -> trashLocal(node);
        }
        if (occupied.contains(node.path())) {
            occupied.add(node.path().folder());
        }
    }

    private void deleteRemote(Node node) {
        if (neededHere.contains(node.path())) {
            if (node.localChange() == Change.RETYPED) {
                keepBoth(node);
            } else {
                putHere(new Action.MakeDirectory(node));
            }
        } else if (!(occupied.contains(node.path()) && isFolderThere(node))) {
            noteClash(node);
            add(new Action.DeleteRemote(node, below(node)));
            if (node.remoteChange() == Change.DOUBTED) {
                // It is compared before it goes, so its folder cannot go with it unseen.
                occupied.add(node.path().folder());
            }
        }
    }

    private void trashLocal(Node node) {
        if (neededThere.contains(node.path())) {
            if (node.remoteChange() == Change.RETYPED) {
                keepBoth(node);
            } else {
                putThere(new Action.MakeCollection(node));
            }
        } else if (!(occupied.contains(node.path()) && isFolderHere(node))) {
            if (!node.isFolder()) {
                noteClash(node);
            }
            add(new Action.TrashLocal(node));
        }
    }

    private void keepBoth(Node node) {
        neededHere.add(node.path().folder());
        neededThere.add(node.path().folder());
        noteClash(node);
        add(new Action.KeepBoth(node, Direction.BOTH));
    }

    private void forget(Node node) {
        if (isFolderHere(node) || isFolderThere(node)) {
            clashes.add(node.path());
        }
        if (node.local().state().isPresent() || node.remote().state().isPresent()) {
            // What stands there now is new, and is understood in the next round.
            occupied.add(node.path().folder());
        }
        add(new Action.Forget(node));
    }

    private void putHere(Action action) {
        neededHere.add(action.path().folder());
        add(action);
    }

    private void putThere(Action action) {
        neededThere.add(action.path().folder());
        add(action);
    }

    private void noteClash(Node node) {
        if (isFolderHere(node) != isFolderThere(node)) {
            clashes.add(node.path());
        }
    }

    private static boolean isFolderHere(Node node) {
        return node.local().state().filter(state -> !state.isFile()).isPresent();
    }

    private static boolean isFolderThere(Node node) {
        return node.remote().state().filter(state -> !state.isFile()).isPresent();
    }

    private void add(Action action) {
        actions.add(action);
    }

    private List<Node> below(Node node) {
        List<Node> result = new ArrayList<>();
        for (Node inner : nodes.tailMap(node.path(), false).values()) {
            if (!inner.path().isBelow(node.path())) {
                break;
            }
            result.add(inner);
        }
        return result;
    }
}
