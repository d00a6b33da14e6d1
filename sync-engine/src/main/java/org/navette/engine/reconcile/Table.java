// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import static org.navette.engine.tree.Change.CHANGED;
import static org.navette.engine.tree.Change.DOUBTED;
import static org.navette.engine.tree.Change.GONE;
import static org.navette.engine.tree.Change.NONE;
import static org.navette.engine.tree.Change.SAME;

import org.navette.engine.tree.Change;
import org.navette.engine.tree.Node;

/** The table of docs/architecture.md for one entry, whatever is around it. */
final class Table {
    enum Outcome {
        NOTHING,
        /** A side was not looked at: nothing may be concluded, for this entry and the folders it is in. */
        UNSEEN,
        UPLOAD,
        DOWNLOAD,
        DELETE_REMOTE,
        TRASH_LOCAL,
        MAKE_COLLECTION,
        MAKE_DIRECTORY,
        ADOPT,
        KEEP_BOTH,
        FORGET
    }

    private Table() {}

    static Outcome outcome(Node node) {
        Change remote = node.remoteChange();
        if (remote == Change.UNKNOWN) {
            return Outcome.UNSEEN;
        }
        return switch (node.localChange()) {
            case UNKNOWN -> Outcome.UNSEEN;
            // A local file in doubt was read when it was looked at.
            case DOUBTED -> throw impossible(node);
            case SAME -> hereSame(node, remote);
            case CHANGED -> hereChanged(remote);
            case GONE -> hereGone(remote);
            case RETYPED -> hereRetyped(remote);
            case NEW -> remote == NONE ? send(node) : bothNew(node);
            case NONE -> remote == NONE ? Outcome.NOTHING : fetch(node);
        };
    }

    private static Outcome hereSame(Node node, Change remote) {
        return switch (remote) {
            case SAME -> node.needsNewStamp() ? Outcome.ADOPT : Outcome.NOTHING;
            case CHANGED, DOUBTED -> Outcome.DOWNLOAD;
            case GONE, RETYPED -> Outcome.TRASH_LOCAL;
            case NEW, NONE, UNKNOWN -> throw impossible(node);
        };
    }

    /** An edit is stronger than a deletion, and two edits are kept both. */
    private static Outcome hereChanged(Change remote) {
        return remote == SAME || remote == GONE ? Outcome.UPLOAD : Outcome.KEEP_BOTH;
    }

    private static Outcome hereGone(Change remote) {
        if (remote == SAME || remote == DOUBTED) {
            return Outcome.DELETE_REMOTE;
        }
        // Retyped there: what is there now is new; forgotten here, it is fetched in the next round.
        return remote == CHANGED ? Outcome.DOWNLOAD : Outcome.FORGET;
    }

    /** Gone and new at once: first the old one goes, then, in the next round, the new one comes. */
    private static Outcome hereRetyped(Change remote) {
        if (remote == SAME || remote == DOUBTED) {
            return Outcome.DELETE_REMOTE;
        }
        return remote == CHANGED ? Outcome.KEEP_BOTH : Outcome.FORGET;
    }

    private static Outcome bothNew(Node node) {
        var here = node.local().state().orElseThrow();
        var there = node.remote().state().orElseThrow();
        if (here.kind() != there.kind()) {
            return Outcome.KEEP_BOTH;
        }
        // A checksum that the server tells may be that of an earlier version: files are compared.
        return here.isFile() ? Outcome.KEEP_BOTH : Outcome.ADOPT;
    }

    private static Outcome send(Node node) {
        return node.isFolder() ? Outcome.MAKE_COLLECTION : Outcome.UPLOAD;
    }

    private static Outcome fetch(Node node) {
        return node.isFolder() ? Outcome.MAKE_DIRECTORY : Outcome.DOWNLOAD;
    }

    private static IllegalStateException impossible(Node node) {
        return new IllegalStateException("no entry can be seen like this: " + node);
    }
}
