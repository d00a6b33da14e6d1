// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.locking;

import java.util.Optional;
import org.navette.engine.tree.RelativePath;

/**
 * A document somebody has open here.
 *
 * @param holder who holds its lock on the server, in that client's words, and empty if those are unknown; absent if it is us
 */
public record OpenDocument(RelativePath path, Optional<String> holder) {}
