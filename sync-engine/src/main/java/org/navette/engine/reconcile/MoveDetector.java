// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import com.google.common.collect.ImmutableListMultimap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.engine.tree.Change;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.ServerNames;
import org.navette.engine.tree.SyncedState;

/**
 * Finds what was renamed rather than deleted and created. A local folder is known by its file key; a local file by its
 * content, at the same file key or as the only one with that content; on the server only a file id is certain. Whatever
 * is not certain stays a deletion and a creation, which loses nothing.
 */
final class MoveDetector {
    /** @param from where the synced tree has it */
    record Move(RelativePath from, RelativePath to, Kind kind, boolean onServer) {}

    private static final ServerNames ANY_SPELLING = new ServerNames(true, true, true);

    private final List<Node> nodes;

    /** Paths of what is or was a file on any side, in one spelling; absent until a move is about to be found. */
    private @Nullable Set<String> files;

    private final List<Move> moves = new ArrayList<>();
    private final Set<RelativePath> taken = new HashSet<>();

    private MoveDetector(Collection<Node> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** @param nodes sorted by path */
    static List<Move> detect(Collection<Node> nodes, Set<RelativePath> unmovable) {
        MoveDetector detector = new MoveDetector(nodes);
        detector.taken.addAll(unmovable);
        detector.findLocal();
        detector.findRemote();
        return detector.moves;
    }

    /** New local files that have to be read before a move can be told from a new file. */
    static List<RelativePath> unreadCandidates(Collection<Node> nodes) {
        Set<String> keys = new HashSet<>();
        Set<Long> sizes = new HashSet<>();
        nodes.stream()
                .filter(MoveDetector::isGoneHere)
                .filter(MoveDetector::wasFile)
                .forEach(node -> {
                    keys.add(key(node));
                    node.synced().flatMap(base -> base.local()).ifPresent(stamp -> sizes.add(stamp.size()));
                });
        return nodes.stream()
                .filter(MoveDetector::isFreshHere)
                .filter(node -> node.local()
                        .state()
                        .filter(state -> state.isFile() && state.content().isEmpty())
                        .filter(state -> keys.contains(state.stamp().fileKey())
                                || (state.stamp().size() > 0
                                        && sizes.contains(state.stamp().size())))
                        .isPresent())
                .map(Node::path)
                .toList();
    }

    private void findLocal() {
        ImmutableListMultimap<String, Node> byKey = index(
                nodes.stream().filter(MoveDetector::isGoneHere),
                node -> Optional.of(key(node)).filter(key -> !key.isEmpty()));
        ImmutableListMultimap<Object, Node> byContent = index(
                nodes.stream().filter(MoveDetector::isGoneHere).filter(MoveDetector::wasFile),
                node -> node.synced().flatMap(base -> base.content()).map(Object.class::cast));
        for (Node fresh : nodes) {
            if (!isFreshHere(fresh)) {
                continue;
            }
            var state = fresh.local().state().orElseThrow();
            Stream<Node> sameKey = byKey.get(state.stamp().fileKey()).stream();
            if (!state.isFile()) {
                sameKey.filter(gone -> !wasFile(gone)).findFirst().ifPresent(gone -> add(gone, fresh, false));
            } else if (state.content().isPresent()) {
                Object content = state.content().get();
                Optional<Node> sameFile = sameKey.filter(
                                gone -> byContent.get(content).contains(gone))
                        .findFirst();
                List<Node> sameContent = byContent.get(content);
                sameFile.or(() -> sameContent.size() == 1 && state.stamp().size() > 0
                                ? Optional.of(sameContent.getFirst())
                                : Optional.empty())
                        .ifPresent(gone -> add(gone, fresh, false));
            }
        }
    }

    private void findRemote() {
        ImmutableListMultimap<String, Node> byId = index(
                nodes.stream().filter(node -> node.remoteChange() == Change.GONE && isHereStill(node)),
                node -> node.synced().flatMap(base -> base.remote()).flatMap(RemoteState::fileId));
        for (Node fresh : nodes) {
            if (fresh.remoteChange() != Change.NEW || fresh.localChange() != Change.NONE) {
                continue;
            }
            RemoteState state = fresh.remote().state().orElseThrow();
            List<Node> same = state.fileId().map(byId::get).map(List::copyOf).orElse(List.of());
            if (same.size() == 1 && wasFile(same.getFirst()) == state.isFile()) {
                add(same.getFirst(), fresh, true);
            }
        }
    }

    private void add(Node gone, Node fresh, boolean onServer) {
        boolean intoAMove = moves.stream().anyMatch(move -> fresh.path().isBelow(move.to()));
        if (!intoAMove && !isBelowAClash(fresh.path()) && taken.add(gone.path()) && taken.add(fresh.path())) {
            moves.add(new Move(gone.path(), fresh.path(), wasFile(gone) ? Kind.FILE : Kind.FOLDER, onServer));
        }
    }

    /**
     * Where a folder is, or was until now, a file on any side, there is nothing yet to move into. Nor where a file has another
     * spelling of its name, which not every disk or server tells apart.
     */
    private boolean isBelowAClash(RelativePath path) {
        if (files == null) {
            files = nodes.stream()
                    .filter(MoveDetector::isFileAnywhere)
                    .map(node -> ANY_SPELLING.key(node.path().value()))
                    .collect(Collectors.toSet());
        }
        for (RelativePath folder = path.folder(); !folder.isRoot(); folder = folder.folder()) {
            if (files.contains(ANY_SPELLING.key(folder.value()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFileAnywhere(Node node) {
        return Stream.of(
                        node.local().state().map(LocalState::kind),
                        node.remote().state().map(RemoteState::kind),
                        node.synced().map(SyncedState::kind))
                .anyMatch(kind -> kind.equals(Optional.of(Kind.FILE)));
    }

    private static <K> ImmutableListMultimap<K, Node> index(Stream<Node> nodes, Function<Node, Optional<K>> key) {
        return nodes.filter(node -> key.apply(node).isPresent())
                .collect(ImmutableListMultimap.toImmutableListMultimap(
                        node -> key.apply(node).orElseThrow(), Function.identity()));
    }

    private static boolean isGoneHere(Node node) {
        Change remote = node.remoteChange();
        return node.localChange() == Change.GONE
                && (remote == Change.SAME || remote == Change.CHANGED || remote == Change.DOUBTED);
    }

    private static boolean isFreshHere(Node node) {
        return node.localChange() == Change.NEW && node.remoteChange() == Change.NONE;
    }

    private static boolean isHereStill(Node node) {
        return node.localChange() == Change.SAME || node.localChange() == Change.CHANGED;
    }

    private static boolean wasFile(Node node) {
        return node.synced().orElseThrow().isFile();
    }

    private static String key(Node node) {
        return node.synced().orElseThrow().fileKey();
    }
}
