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
 * @param extras what only some servers add
 */
public record RemoteState(Kind kind, long size, Optional<ETag> etag, Optional<Instant> modified, Extras extras) {
    /**
     * What Nextcloud and its relatives add.
     *
     * @param fileId identity that survives moves ({@code oc:id})
     * @param checksum of the content, as whoever wrote it said
     * @param rights what this account may do with it
     */
    public record Extras(Optional<String> fileId, Optional<Sha256> checksum, Optional<Rights> rights) {
        public static final Extras NONE = new Extras(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static final RemoteState FOLDER = folder(Optional.empty(), Extras.NONE);

    public static RemoteState file(long size, Optional<ETag> etag, Optional<Instant> modified) {
        return new RemoteState(Kind.FILE, size, etag, modified, Extras.NONE);
    }

    public static RemoteState folder(Optional<ETag> etag, Extras extras) {
        return new RemoteState(Kind.FOLDER, 0, etag, Optional.empty(), extras);
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    public Optional<String> fileId() {
        return extras.fileId();
    }

    public Optional<Sha256> checksum() {
        return extras.checksum();
    }

    public Optional<Rights> rights() {
        return extras.rights();
    }

    /** The same, with the identity of an earlier description of this very entry. */
    public RemoteState identifiedAs(Optional<String> fileId) {
        return new RemoteState(kind, size, etag, modified, new Extras(fileId, extras.checksum(), extras.rights()));
    }

    /** The same, as of a server that may go on telling the checksum of an earlier version. */
    public RemoteState withoutChecksum() {
        return checksum().isEmpty()
                ? this
                : new RemoteState(kind, size, etag, modified, new Extras(fileId(), Optional.empty(), rights()));
    }

    /** Whether the validators say that this is the version seen as {@code earlier}. */
    public boolean isStill(RemoteState earlier) {
        if (kind != earlier.kind || kind == Kind.FOLDER) {
            return kind == earlier.kind;
        }
        if (size >= 0 && earlier.size >= 0 && size != earlier.size) {
            return false;
        }
        if (etag.isPresent() && earlier.etag.isPresent()) {
            return etag.equals(earlier.etag);
        }
        return modified.isPresent() && modified.equals(earlier.modified);
    }
}
