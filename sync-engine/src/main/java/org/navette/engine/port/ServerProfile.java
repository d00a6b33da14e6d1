// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;
import org.navette.engine.tree.ServerNames;

/**
 * What one server was seen to do. Everything starts as not honoured; only seeing it, both ways where there are two, makes
 * it true.
 *
 * @param writesTried whether writes were tried; if not, nothing is relied on, and everything is tried that may help
 */
public record ServerProfile(boolean writesTried, ImmutableSet<Trait> traits) {
    /** In the order in which they are shown. */
    public enum Trait {
        /** PUT with {@code If-None-Match: *} is refused over an existing file and accepted over none. */
        CREATE_GUARD,
        /** PUT with {@code If: (["etag"])} is refused over another version and accepted over the right one. */
        REPLACE_BY_IF,
        /** The same with {@code If-Match}. */
        REPLACE_BY_IF_MATCH,
        /** DELETE with {@code If: (["etag"])} is refused for another version and accepted for the right one. */
        DELETE_BY_IF,
        /** The same with {@code If-Match}. */
        DELETE_BY_IF_MATCH,
        /** MOVE with {@code Overwrite: F} is refused over an existing file. */
        MOVE_GUARD,
        /** LOCK is granted and keeps others out. */
        LOCKS,
        /** A PUT that breaks off leaves the old content, or nothing. */
        ATOMIC_PUT,
        /** Listings give ETags. */
        ETAG_IN_LISTING,
        /** A rewrite with as many bytes in the same second shows in the listing's validators. */
        FINE_VALIDATOR,
        /** The answer to a PUT has an ETag, and it is the listing's. */
        SAME_ETAG_ON_PUT,
        /** A GET's ETag is the listing's. */
        SAME_ETAG_ON_GET,
        /** A file's ETag is the same after a MOVE. */
        MOVE_KEEPS_ETAG,
        /** PROPFIND with {@code Depth: infinity} is answered. */
        DEEP_LISTING,
        /** Names that begin with a dot are listed. */
        DOT_FILES_LISTED,
        /** Names that differ only in capitals are two entries. */
        CASES_TOLD_APART,
        /** So are names whose accents are composed differently. */
        FORMS_TOLD_APART,
        /** A file is found under the name it was sent with, however its accents are composed. */
        NAMES_KEPT,
        /** A collection's ETag changes when something directly in it does. */
        COLLECTION_ETAG,
        /** It changes when anything below it does, however deep. */
        PROPAGATING_ETAG,
        /** A GET of the rest of a file is answered with it, and with the whole of another version (If-Range). */
        RESUMABLE_GET,
        /** PUT with {@code Content-Range} writes into a file, instead of making the piece the file. */
        RANGED_PUT,
        /** PATCH with {@code X-Update-Range} does (sabre/dav). */
        PATCH,
        /** Uploads in pieces that are joined at the end (Nextcloud's chunking, version 2). */
        CHUNKED_UPLOAD,
        /** A file can be given its own modification time ({@code X-OC-MTime}). */
        SETTABLE_TIME,
        /** A SHA-256 given with an upload is kept and told ({@code OC-Checksum}), and dropped with that version. */
        CHECKSUMS,
        /** Entries have an identity that survives a move ({@code oc:id}). */
        FILE_IDS,
        /** Entries say what may be done with them ({@code oc:permissions}). */
        PERMISSIONS,
        /** The space that is left is told (RFC 4331). */
        QUOTA,
        /** Properties of a client's own are kept, over a MOVE too. */
        DEAD_PROPERTIES
    }

    public enum Guard {
        /** {@code If-Match}. */
        IF_MATCH,
        /** {@code If: (["etag"])}. */
        DAV_IF,
        /** None: the version is looked at as late as possible, under a lock where there are locks. */
        NONE
    }

    /** Of a server nothing is known about. */
    public static final ServerProfile UNKNOWN = new ServerProfile(false, ImmutableSet.of());

    public static ServerProfile of(boolean writesTried, Set<Trait> traits) {
        return new ServerProfile(writesTried, Sets.immutableEnumSet(traits));
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** How names are treated; as nothing is known, every spelling is a name of its own. */
    public ServerNames names() {
        return writesTried
                ? new ServerNames(!has(Trait.CASES_TOLD_APART), !has(Trait.FORMS_TOLD_APART), has(Trait.NAMES_KEPT))
                : ServerNames.EXACT;
    }

    /** What keeps a PUT, or a MOVE over it, from replacing another version. */
    public Guard replaceGuard() {
        return guard(Trait.REPLACE_BY_IF, Trait.REPLACE_BY_IF_MATCH);
    }

    /** What keeps a DELETE from removing another version. */
    public Guard deleteGuard() {
        return guard(Trait.DELETE_BY_IF, Trait.DELETE_BY_IF_MATCH);
    }

    private Guard guard(Trait davIf, Trait ifMatch) {
        if (has(davIf)) {
            return Guard.DAV_IF;
        }
        return has(ifMatch) ? Guard.IF_MATCH : Guard.NONE;
    }
}
