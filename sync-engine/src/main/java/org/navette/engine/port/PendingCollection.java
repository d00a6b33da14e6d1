// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.RelativePath;

/**
 * A collection that was about to be made on the server, and of which the journal has not heard whether it was.
 *
 * @param fileKey the identity of the folder here (see {@link LocalStamp#fileKey}); empty where the disk has none
 */
public record PendingCollection(RelativePath path, String fileKey) {}
