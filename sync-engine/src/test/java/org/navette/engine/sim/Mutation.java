// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import org.navette.engine.sim.MutatedEngine.Instead;

/**
 * A line of the engine that keeps contents from being lost, left out or done wrong in its compiled code: every call of a
 * method in another one, and in its lambdas, is replaced. {@link SabotageTest} has each of them found.
 */
enum Mutation {
    EDIT_TO_VERSION_STORE("propagate.Arrivals", "moveAside", "move", with("trash")),
    CONFLICTS_ARE_NO_NEWS("propagate.Transfers", "keepBoth", "isNoNews", yes()),
    CONTENTS_ARE_ASSUMED_EQUAL("propagate.Transfers", "keepBoth", "equals", yes()),
    UPLOADS_NOT_DURABLE_HERE("propagate.Transfers", "prepare", "sync", nothing()),
    BODY_NOT_COMPARED("propagate.FileBody", "writeTo", "equals", yes()),
    CUT_OFF_MOVES_FORGOTTEN("propagate.RemoteMoves", "move", "add", nothing()),
    CUT_OFF_MOVES_BELIEVED("propagate.RemoteMoves", "endEarlier", "isEmpty", yes()),
    DELETED_WITHOUT_NOTE("propagate.RemoteDeletions", "run", "intend", nothing()),
    SETTLED_FOR_EVER("sync.SettledFolders", "settled", "equals", yes());

    private final String type;
    private final String method;
    private final String call;
    private final Instead instead;

    Mutation(String type, String method, String call, Instead instead) {
        this.type = "org.navette.engine." + type;
        this.method = method;
        this.call = call;
        this.instead = instead;
    }

    private static Instead nothing() {
        return new Instead.Nothing();
    }

    private static Instead yes() {
        return new Instead.True();
    }

    private static Instead with(String name) {
        return new Instead.Method(name);
    }

    String type() {
        return type;
    }

    String method() {
        return method;
    }

    String call() {
        return call;
    }

    Instead instead() {
        return instead;
    }
}
