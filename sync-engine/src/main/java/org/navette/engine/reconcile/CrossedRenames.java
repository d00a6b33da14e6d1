// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navette.engine.tree.Change;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.Seen;
import org.navette.engine.tree.SyncedState;

/**
 * A file that is gone under one known name here, and under another one on the server, and is one file all the same: its file key
 * tells. It was renamed here, and there the other way round. Each side would delete what is the other's only copy; so the
 * name it has here counts as new.
 */
final class CrossedRenames {
    private CrossedRenames() {}

    static Collection<Node> asNew(Collection<Node> nodes) {
        Set<String> gone = nodes.stream()
                .filter(node -> node.localChange() == Change.GONE && node.remoteChange() != Change.GONE)
                .flatMap(CrossedRenames::fileKey)
                .collect(Collectors.toSet());
        if (gone.isEmpty() || nodes.stream().noneMatch(node -> isCrossed(node, gone))) {
            return nodes;
        }
        return nodes.stream()
                .map(node -> isCrossed(node, gone)
                        ? new Node(node.path(), node.local(), Seen.absent(), Optional.empty())
                        : node)
                .toList();
    }

    private static boolean isCrossed(Node node, Set<String> gone) {
        return node.localChange() == Change.SAME
                && node.remoteChange() == Change.GONE
                && fileKey(node).anyMatch(gone::contains);
    }

    private static Stream<String> fileKey(Node node) {
        return node
                .synced()
                .filter(SyncedState::isFile)
                .map(SyncedState::fileKey)
                .filter(key -> !key.isEmpty())
                .stream();
    }
}
