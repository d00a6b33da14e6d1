// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry as the server described it.
 *
 * @param size in bytes; 0 for collections, -1 where the server did not say
 * @param etag absent where the server gives none (nginx in listings)
 * @param modified the server's getlastmodified: a validator, never the person's own time
 * @param fileId identity that survives moves (oc:fileid); absent on plain servers
 * @param checksum of the content, where the server knows it
 */
public record RemoteState(
        Kind kind,
        long size,
        Optional<ETag> etag,
        Optional<Instant> modified,
        Optional<String> fileId,
        Optional<Sha256> checksum) {
    public static final RemoteState FOLDER =
            new RemoteState(Kind.FOLDER, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static RemoteState file(long size, Optional<ETag> etag, Optional<Instant> modified) {
        return new RemoteState(Kind.FILE, size, etag, modified, Optional.empty(), Optional.empty());
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /** Whether the validators say that this is the version seen as {@code earlier}. */
    public boolean isStill(RemoteState earlier) {
        if (kind != earlier.kind || kind == Kind.FOLDER) {
            return kind == earlier.kind;
        }
        if (size != earlier.size) {
            return false;
        }
        if (etag.isPresent() && earlier.etag.isPresent()) {
            return etag.equals(earlier.etag);
        }
        return modified.isPresent() && modified.equals(earlier.modified);
    }
}
