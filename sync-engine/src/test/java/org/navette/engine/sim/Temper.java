// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.navette.engine.sim.Temper.Trait.ALWAYS_WEAK;
import static org.navette.engine.sim.Temper.Trait.ATOMIC_PUT;
import static org.navette.engine.sim.Temper.Trait.CHECKSUMS;
import static org.navette.engine.sim.Temper.Trait.CHUNKS;
import static org.navette.engine.sim.Temper.Trait.COARSE_ETAG;
import static org.navette.engine.sim.Temper.Trait.COLLECTION_ETAG;
import static org.navette.engine.sim.Temper.Trait.DAV_IF;
import static org.navette.engine.sim.Temper.Trait.DAV_IF_NEVER;
import static org.navette.engine.sim.Temper.Trait.DEEP;
import static org.navette.engine.sim.Temper.Trait.DEEP_IS_ONE;
import static org.navette.engine.sim.Temper.Trait.ETAG_LISTED;
import static org.navette.engine.sim.Temper.Trait.ETAG_ON_GET;
import static org.navette.engine.sim.Temper.Trait.ETAG_ON_PUT;
import static org.navette.engine.sim.Temper.Trait.FILE_IDS;
import static org.navette.engine.sim.Temper.Trait.FREE;
import static org.navette.engine.sim.Temper.Trait.HIDES_DOT_FILES;
import static org.navette.engine.sim.Temper.Trait.LOCKS;
import static org.navette.engine.sim.Temper.Trait.MATCH;
import static org.navette.engine.sim.Temper.Trait.MOVE_RENEWS;
import static org.navette.engine.sim.Temper.Trait.PATCHES;
import static org.navette.engine.sim.Temper.Trait.PROPAGATES;
import static org.navette.engine.sim.Temper.Trait.PROPERTIES;
import static org.navette.engine.sim.Temper.Trait.RANGES;
import static org.navette.engine.sim.Temper.Trait.RESUMES;
import static org.navette.engine.sim.Temper.Trait.YOUNG_WEAK;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;

/** How a model server behaves: six as real ones did, and nastier mixes. */
enum Temper {
    APACHE(
            FREE,
            MATCH,
            DAV_IF,
            LOCKS,
            ATOMIC_PUT,
            ETAG_LISTED,
            ETAG_ON_GET,
            YOUNG_WEAK,
            RESUMES,
            RANGES,
            COLLECTION_ETAG,
            PROPERTIES),
    NGINX(LOCKS, ATOMIC_PUT, ETAG_ON_GET, COARSE_ETAG, HIDES_DOT_FILES, RESUMES),
    LIGHTTPD(FREE, MATCH, DAV_IF, LOCKS, ATOMIC_PUT, ETAG_LISTED, ETAG_ON_PUT, COLLECTION_ETAG, PROPERTIES),
    RCLONE(DAV_IF_NEVER, LOCKS, ETAG_LISTED, ETAG_ON_PUT, ETAG_ON_GET, DEEP, RESUMES),
    SABRE(
            FREE,
            MATCH,
            DAV_IF,
            LOCKS,
            ATOMIC_PUT,
            ETAG_LISTED,
            ETAG_ON_PUT,
            ETAG_ON_GET,
            COARSE_ETAG,
            DEEP,
            RESUMES,
            PATCHES,
            PROPERTIES),
    TOMCAT(FREE, DAV_IF_NEVER, LOCKS, ETAG_LISTED, ETAG_ON_GET, ALWAYS_WEAK, MOVE_RENEWS, DEEP, RANGES, PROPERTIES),
    /** As Nextcloud documents itself. */
    NEXTCLOUD(
            FREE,
            MATCH,
            DAV_IF,
            LOCKS,
            ATOMIC_PUT,
            ETAG_LISTED,
            ETAG_ON_PUT,
            ETAG_ON_GET,
            RESUMES,
            COLLECTION_ETAG,
            PROPAGATES,
            FILE_IDS,
            CHECKSUMS,
            CHUNKS,
            PROPERTIES),
    NO_GUARDS_NO_LOCKS(ATOMIC_PUT),
    /** Nothing at all that could help: whole seconds, no preconditions, no locks, parts of files, hidden names. */
    WORST(COARSE_ETAG, HIDES_DOT_FILES, DEEP_IS_ONE);

    enum Trait {
        /** PUT with If-None-Match: * is refused over a file. */
        FREE,
        /** If-Match is held against the version. */
        MATCH,
        /** So is If. */
        DAV_IF,
        /** With an ETag in an If header, every version is taken for the wrong one (rclone, Tomcat). */
        DAV_IF_NEVER,
        /** LOCK is granted and kept. */
        LOCKS,
        /** A PUT that breaks off leaves the old content. */
        ATOMIC_PUT,
        /** Listings have ETags. */
        ETAG_LISTED,
        /** The answer to a PUT has one. */
        ETAG_ON_PUT,
        /** So has the answer to a GET. */
        ETAG_ON_GET,
        /** ETags are made of size and second, so that versions may share one. */
        COARSE_ETAG,
        /** They are weak during the file's first second, and then compared strongly (Apache). */
        YOUNG_WEAK,
        /** They are always weak (Tomcat). */
        ALWAYS_WEAK,
        /** MOVE changes ETag and time (Tomcat). */
        MOVE_RENEWS,
        /** Depth: infinity is answered. */
        DEEP,
        /** It is answered as if it were Depth: 1. */
        DEEP_IS_ONE,
        /** Names that begin with a dot are never listed (nginx). */
        HIDES_DOT_FILES,
        /** The rest of a file is given, if its ETag is strong and the right one. */
        RESUMES,
        /** PUT with Content-Range writes into the file. */
        RANGES,
        /** So does PATCH (sabre/dav). */
        PATCHES,
        /** Pieces are collected beside the share, and joined (Nextcloud). */
        CHUNKS,
        /** A collection's ETag changes with what is directly in it. */
        COLLECTION_ETAG,
        /** So does the ETag of every collection above it. */
        PROPAGATES,
        /** Entries have an identity that survives a move. */
        FILE_IDS,
        /** A checksum that comes with a file is kept with it, and dropped with that version. */
        CHECKSUMS,
        /** Properties of a client's own are kept. */
        PROPERTIES
    }

    private final ImmutableSet<Trait> traits;

    Temper(Trait... traits) {
        this.traits = Sets.immutableEnumSet(Arrays.asList(traits));
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /**
     * Whether another's write between our last look and our write cannot be kept from being lost: nothing is refused, or a
     * collection that was moved aside cannot be recognised. docs/reliability.md says so; here nobody gets in between.
     */
    boolean isRaced() {
        return (!has(MATCH) && !has(DAV_IF) && !has(LOCKS)) || has(MOVE_RENEWS) || !has(ETAG_LISTED);
    }
}
