// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.util.Optional;
import org.navette.engine.tree.RemoteState;

/**
 * A version that was written to the server.
 *
 * @param state as the server now describes it; absent if that may be somebody else's version already
 * @param racy another write in the same tick would not show
 * @param seen whether it was seen under its name; else that is only what the answer says
 */
record Written(Optional<RemoteState> state, boolean racy, boolean seen) {}
