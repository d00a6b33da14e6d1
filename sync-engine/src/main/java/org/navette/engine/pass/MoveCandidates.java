// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.Workers;
import org.navette.engine.reconcile.Reconciler;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the new files here that may be ones that are missing elsewhere, so that a move is known by its content. */
final class MoveCandidates {
    private static final Logger LOG = LoggerFactory.getLogger(MoveCandidates.class);

    private final LocalStore local;
    private final Workers workers;

    MoveCandidates(LocalStore local, Workers workers) {
        this.local = local;
        this.workers = workers;
    }

    /**
     * The nodes, with the contents of those that have to be read.
     *
     * @throws InterruptedException if this thread was interrupted
     */
    List<Node> read(List<Node> nodes) throws InterruptedException {
        List<RelativePath> candidates = Reconciler.unreadMoveCandidates(nodes);
        if (candidates.isEmpty()) {
            return nodes;
        }
        Map<RelativePath, Node> byPath = new HashMap<>();
        nodes.forEach(node -> byPath.put(node.path(), node));
        workers.runAll(candidates, (path, more) -> {
            try {
                Node read;
                synchronized (byPath) {
                    read = byPath.get(path);
                }
                if (read != null) {
                    Node hashed = read.withLocal(local.hash(path));
                    synchronized (byPath) {
                        byPath.put(path, hashed);
                    }
                }
            } catch (StoreException e) {
                // It stays a new file, and its upload will meet the same trouble and report it.
                LOG.debug("{} can't be read now", path, e);
            }
        });
        return List.copyOf(byPath.values());
    }
}
