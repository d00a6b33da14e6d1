// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import org.navette.engine.local.IgnoreRules;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/**
 * Tells which files take no part in syncing and may go with their folder all the same. Everything else that is left out keeps the
 * folder it is in, collections of any name included.
 */
public final class Junk {
    private final IgnoreRules rules;
    private final TemporaryNames names;

    public Junk(IgnoreRules ignored, TemporaryNames names) {
        this.rules = ignored;
        this.names = names;
    }

    /** For an entry that is left out. */
    public boolean isHere(RelativePath path, LocalState state) {
        return state.isFile() && rules.isJunk(path, state.stamp().size());
    }

    /** For an entry that is left out; also what this client, or another, was uploading: whoever did still has the content. */
    public boolean isThere(RelativePath path, RemoteState state) {
        boolean upload = names.isOurs(path.name())
                || (TemporaryNames.isUpload(path.name())
                        && state.size() >= 0
                        && state.size() <= IgnoreRules.LARGEST_JUNK);
        return state.isFile() && (upload || rules.isJunk(path, state.size()));
    }
}
