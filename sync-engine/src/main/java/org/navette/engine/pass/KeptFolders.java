// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Failure.FolderKept.Side;
import org.navette.engine.port.Problem;
import org.navette.engine.reconcile.Action;
import org.navette.engine.reconcile.Plan;
import org.navette.engine.tree.Change;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;

/** Folders that are gone on one side and stay on the other, because something in them there takes no part in syncing. */
final class KeptFolders {
    private KeptFolders() {}

    /**
     * @param keeping folders by what is left out in them, see {@link Observation}
     * @param nodes as the plan was made from
     */
    static List<Problem> of(Map<RelativePath, String> keeping, List<Node> nodes, Plan plan) {
        if (keeping.isEmpty()) {
            return List.of();
        }
        Set<RelativePath> decided = plan.actions().stream().map(Action::path).collect(Collectors.toSet());
        List<Problem> kept = new ArrayList<>();
        for (Node node : nodes) {
            Optional<String> leftOut = Optional.ofNullable(keeping.get(node.path()));
            if (leftOut.isPresent() && !decided.contains(node.path())) {
                keptOn(node)
                        .ifPresent(side -> kept.add(
                                new Problem(node.path().value(), new Failure.FolderKept(side, leftOut.get()))));
            }
        }
        return kept;
    }

    private static Optional<Side> keptOn(Node node) {
        if (isGone(node.localChange()) && node.remoteChange() == Change.SAME) {
            return Optional.of(Side.SERVER);
        }
        return isGone(node.remoteChange()) && node.localChange() == Change.SAME
                ? Optional.of(Side.HERE)
                : Optional.empty();
    }

    private static boolean isGone(Change change) {
        return change == Change.GONE || change == Change.RETYPED;
    }
}
