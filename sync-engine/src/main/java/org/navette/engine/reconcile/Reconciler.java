// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Stream;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.reconcile.MoveDetector.Move;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;

/**
 * From observations to a plan: the table of docs/architecture.md, folders, moves and the deletion guard. A pure function:
 * the same nodes give the same plan, and nothing but the nodes decides.
 */
public final class Reconciler {
    private Reconciler() {}

    /** New local files that have to be read (see {@link Node#withLocal}) before {@link #reconcile} can see moves. */
    public static List<RelativePath> unreadMoveCandidates(Collection<Node> nodes) {
        return MoveDetector.unreadCandidates(CrossedRenames.asNew(nodes));
    }

    /**
     * @param nodes every entry of the scope in which the trees differ or could not be seen, each path once; entries in
     *     step need not be there, except below a folder that is gone on a side
     * @param unmovable what the server was seen to refuse to move from where it is: it becomes a new entry, and the old
     *     one a deletion
     */
    public static Plan reconcile(Collection<Node> nodes, DeletionGuard guard, Set<RelativePath> unmovable) {
        NavigableMap<RelativePath, Node> byPath = byPath(CrossedRenames.asNew(nodes));
        List<Move> moves = MoveDetector.detect(byPath.values(), unmovable);
        NavigableMap<RelativePath, Node> settled = withoutMoved(byPath, moves);

        FolderRules folders = new FolderRules(settled, moves);
        for (Node node : settled.descendingMap().values()) {
            folders.decide(node);
        }
        List<Action> actions = new ArrayList<>(folders.actions());
        moves.forEach(move -> actions.add(
                move.onServer()
                        ? new Action.MoveLocal(move.from(), move.to(), move.kind())
                        : new Action.MoveRemote(move.from(), move.to(), move.kind())));
        return moves.isEmpty() ? guarded(actions, guard) : later(actions);
    }

    /** In a fifth of the memory of a tree map: of a new tree there is a node for every file. */
    private static NavigableMap<RelativePath, Node> byPath(Collection<Node> nodes) {
        Node[] sorted = nodes.toArray(Node[]::new);
        Arrays.sort(sorted, Comparator.comparing(Node::path));
        ImmutableSortedMap.Builder<RelativePath, Node> map = ImmutableSortedMap.naturalOrder();
        for (Node node : sorted) {
            map.put(node.path(), node);
        }
        return map.buildOrThrow();
    }

    /** A moved folder is looked at again, below its old and its new name, once it is where it belongs. */
    private static NavigableMap<RelativePath, Node> withoutMoved(
            NavigableMap<RelativePath, Node> nodes, List<Move> moves) {
        if (moves.isEmpty()) {
            return nodes;
        }
        return nodes.values().stream()
                .filter(node -> moves.stream()
                        .noneMatch(move -> node.path().isAtOrBelow(move.from())
                                || node.path().isAtOrBelow(move.to())))
                .collect(ImmutableSortedMap.toImmutableSortedMap(Comparator.naturalOrder(), Node::path, node -> node));
    }

    /** While something moves nothing is deleted: what is gone may have gone into the folder that moves. */
    private static Plan later(List<Action> actions) {
        return Plan.of(actions.stream()
                .map(action ->
                        action.isDeletion() && action instanceof Action.OnNode on ? new Action.Hold(on.node()) : action)
                .toList());
    }

    private static Plan guarded(List<Action> actions, DeletionGuard guard) {
        List<Node> deletions = actions.stream()
                .filter(Action::isDeletion)
                .flatMap(Reconciler::removedBy)
                .sorted(Comparator.comparing(Node::path))
                .toList();
        Doubt doubt = guard.doubt(deletions);
        boolean askedBefore = deletions.stream().anyMatch(node -> guard.asked().contains(node.path()));
        return doubt == Doubt.NONE && !askedBefore ? Plan.of(actions) : new GuardedPlan(guard, doubt).of(actions);
    }

    /** Every entry that goes with an action. */
    static Stream<Node> removedBy(Action action) {
        return switch (action) {
            case Action.DeleteRemote(Node node, List<Node> below) ->
                Stream.concat(
                        Stream.of(node),
                        below.stream().filter(inner -> inner.remote().state().isPresent()));
            case Action.OnNode on -> Stream.of(on.node());
            default -> Stream.of();
        };
    }
}
