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
     * What only some servers add, as Nextcloud and its relatives do.
     *
     * @param fileId identity that survives moves ({@code oc:id})
     * @param checksum of the content, as whoever wrote it said
     * @param rights what this account may do with it
     * @param spelling the name it was listed under, of a server that finds it by other spellings, too; absent before it was listed
     */
    public record Extras(
            Optional<String> fileId, Optional<Sha256> checksum, Optional<Rights> rights, Optional<String> spelling) {
        public static final Extras NONE = new Extras(Optional.empty(), Optional.empty(), Optional.empty());

        public Extras(Optional<String> fileId, Optional<Sha256> checksum, Optional<Rights> rights) {
            this(fileId, checksum, rights, Optional.empty());
        }
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

    public Optional<String> spelling() {
        return extras.spelling();
    }

    /** The same, with the identity and the spelling of an earlier description of this very entry. */
    public RemoteState identifiedAs(RemoteState earlier) {
        return with(new Extras(earlier.fileId(), extras.checksum(), extras.rights(), earlier.spelling()));
    }

    /** The same, as of a server that may go on telling the checksum of an earlier version. */
    public RemoteState withoutChecksum() {
        return checksum().isEmpty() ? this : with(new Extras(fileId(), Optional.empty(), rights(), extras.spelling()));
    }

    /** The same, as it was listed under this name. */
    public RemoteState spelledAs(String name) {
        return with(new Extras(fileId(), checksum(), rights(), Optional.of(name)));
    }

    private RemoteState with(Extras others) {
        return new RemoteState(kind, size, etag, modified, others);
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
