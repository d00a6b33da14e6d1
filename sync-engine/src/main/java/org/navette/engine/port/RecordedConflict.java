// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import org.navette.engine.tree.RelativePath;

/**
 * A conflict that nobody has resolved yet: two versions of one file, or a file and a folder, of which one lies beside the other as a
 * conflict copy.
 *
 * @param copy the conflict copy
 * @param original the name that both wanted, in the same folder; nothing may have it any more
 * @param device how the person calls the computer that made the copy
 * @param when that was, in local time of that computer, as it stands in the name: {@code 2026-11-24 10h15}
 */
public record RecordedConflict(RelativePath copy, RelativePath original, String device, String when) {}
