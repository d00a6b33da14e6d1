// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/**
 * An upload in pieces that was begun and is not at its place yet, so that it can be gone on with after a restart. There is one
 * for a file at most.
 *
 * @param file where the content is to be
 * @param name what its pieces are called on the server: a file of ours beside it, or an upload of Nextcloud's
 * @param content of the whole file, as it was when the upload began; pieces of any other are not added to these
 * @param done how many of its first bytes the server has taken, 0 when it begins
 */
public record UploadInProgress(RelativePath file, RelativePath name, Sha256 content, long done) {
    /** The same, of which the server has taken so many bytes. */
    public UploadInProgress with(long bytes) {
        return new UploadInProgress(file, name, content, bytes);
    }
}
