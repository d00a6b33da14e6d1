// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.Optional;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.SyncedState;

/** Content decides: a file whose stamp moved, or cannot be relied on, is read, unless its size says enough. */
final class UnreadContent {
    private UnreadContent() {}

    /** Whether a local file has to be read before anything can be said about it. */
    static boolean isInDoubt(Node node) {
        Optional<LocalState> here = node.local().state();
        if (here.isEmpty() || !here.get().isFile() || node.synced().isEmpty()) {
            return false;
        }
        SyncedState base = node.synced().get();
        boolean relied =
                !base.localRacy() && base.local().equals(Optional.of(here.get().stamp()));
        boolean otherSize = base.local().isPresent()
                && base.local().get().size() != here.get().stamp().size();
        return !relied && !otherSize && base.isFile();
    }
}
