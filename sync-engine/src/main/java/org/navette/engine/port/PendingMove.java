// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import org.navette.engine.tree.RelativePath;

/**
 * A rename that was begun and of whose end the journal has not heard: a pass that finds one was preceded by one that was cut
 * off, or did not get an answer, and first looks at what became of it.
 *
 * @param from what was to be renamed, as it was called before
 * @param to its new name, free when the rename began
 */
public record PendingMove(Kind kind, RelativePath from, RelativePath to) {
    /** Which rename it is, and so who ends it. */
    public enum Kind {
        /** On the server, of what was renamed here. */
        ON_SERVER,
        /** On this disk, of what was renamed on the server. */
        HERE,
        /**
         * Of a collection on the server that was moved aside to be deleted: {@link #from} is its temporary name and {@link #to} its
         * own one, to which it goes back if something unknown is found in it.
         */
        REMOVAL
    }
}
