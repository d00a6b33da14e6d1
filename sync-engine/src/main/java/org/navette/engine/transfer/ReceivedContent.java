// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.time.Instant;
import java.util.Optional;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/**
 * A version from the server, staged.
 *
 * @param version the validators it will be known by; absent if they are in doubt
 * @param racy whether another version may hide behind them
 * @param modified when it was last modified on the server, where that is known
 */
record ReceivedContent(Staged staged, Optional<RemoteState> version, boolean racy, Optional<Instant> modified) {
    Sha256 content() {
        return staged.content();
    }

    /** What both sides have, once this stands in its place. */
    SyncedState synced(LocalState here) {
        return SyncedState.file(content(), Optional.of(here.stamp()), here.racy(), version, racy);
    }

    /** What the server has, whatever is here now. */
    SyncedState acknowledged() {
        return SyncedState.file(content(), Optional.empty(), true, version, racy);
    }
}
