// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import java.util.List;
import java.util.stream.Stream;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;

/** One thing to do, with the observations it was decided on, so that whoever does it can see whether they still hold. */
public sealed interface Action {
    /** Where it happens; of a move, where it comes from. */
    RelativePath path();

    /** An action on one entry as it was observed. */
    sealed interface OnNode extends Action {
        Node node();

        @Override
        default RelativePath path() {
            return node().path();
        }
    }

    /** Send the local file; over the version in the node, or only if nothing is there. */
    record Upload(Node node) implements OnNode {}

    /** Fetch the server's file; over the local version in the node, or only if nothing is there. */
    record Download(Node node) implements OnNode {}

    record MoveRemote(RelativePath path, RelativePath to, Kind kind) implements Action {}

    record MoveLocal(RelativePath path, RelativePath to, Kind kind) implements Action {}

    /** Rename here to the spelling the server has, on whose both sides it is one entry. */
    record Respell(RelativePath path, RelativePath to) implements Action {}

    /** Rename on the server, which finds it by both spellings, to the one that it has here. */
    record RespellRemote(RelativePath path, RelativePath to, Kind kind) implements Action {}

    /**
     * Remove on the server what is gone here.
     *
     * @param below everything known below a folder: if anything else is there, it is not removed
     */
    record DeleteRemote(Node node, List<Node> below) implements OnNode {
        public DeleteRemote {
            below = List.copyOf(below);
        }

        /** Everything that goes. */
        public Stream<Node> nodes() {
            return Stream.concat(Stream.of(node), below.stream());
        }
    }

    /** Move here to the version store what is gone on the server; a folder only once it is empty. */
    record TrashLocal(Node node) implements OnNode {}

    record MakeCollection(Node node) implements OnNode {}

    record MakeDirectory(Node node) implements OnNode {}

    /** Both sides have the same: note it. */
    record Adopt(Node node) implements OnNode {}

    /**
     * Both sides have something of their own under one name. Files are compared first, and adopted if they are the same;
     * otherwise the server's keeps the name and ours becomes the conflict copy. In an upload-only pair, both stay as they are.
     */
    record KeepBoth(Node node, Direction direction) implements OnNode {}

    /** Gone on both sides: remove it from the synced tree. */
    record Forget(Node node) implements OnNode {}

    /** Nothing is done now; the entry is looked at again after this round. */
    record Hold(Node node) implements OnNode {}

    /** Whether a content goes from one side to the other, or has to be compared. */
    default boolean isTransfer() {
        return this instanceof Upload || this instanceof Download || this instanceof KeepBoth;
    }

    /** How much goes over the line, in bytes; what a server does not tell the size of counts as nothing. */
    default long bytes() {
        return switch (this) {
            case Upload(Node node) ->
                node.local().state().map(state -> state.stamp().size()).orElse(0L);
            case Download(Node node) -> sizeThere(node);
            case KeepBoth(Node node, Direction any) -> sizeThere(node);
            default -> 0;
        };
    }

    private static long sizeThere(Node node) {
        return Math.max(0, node.remote().state().map(state -> state.size()).orElse(0L));
    }

    /** Whether it takes something away from a side. */
    default boolean isDeletion() {
        return this instanceof DeleteRemote || this instanceof TrashLocal;
    }
}
