// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

/**
 * How a model server behaves, after what real ones did.
 */
enum Temper {
    APACHE(true, true, true, true, true, true, false, true, true, false, false, false),
    NGINX(false, false, false, true, true, false, false, false, false, false, false, false),
    LIGHTTPD(true, true, true, true, true, true, true, true, false, false, false, false),
    RCLONE(false, false, true, true, false, true, true, true, false, false, false, true),
    SABRE(true, true, true, true, true, true, true, false, false, false, false, true),
    TOMCAT(true, false, true, true, false, true, false, true, false, true, true, false),
    NO_GUARDS_NO_LOCKS(false, false, false, false, false, true, false, true, false, false, false, false);

    /** PUT with If-None-Match: * is refused over a file. */
    final boolean free;
    /** If-Match is held against the version. */
    final boolean match;
    /** So is If. */
    final boolean davIf;
    /** LOCK is granted and kept. */
    final boolean locks;
    /** A PUT that breaks off leaves the old content. */
    final boolean atomicPut;
    /** Listings have ETags. */
    final boolean etagListed;
    /** The answer to a PUT has one. */
    final boolean etagOnPut;
    /** It changes with every version, else it is made of size and second. */
    final boolean fineEtag;
    /** It is weak during the file's first second, and then compared strongly (Apache). */
    final boolean youngWeak;
    /** It is always weak (Tomcat). */
    final boolean alwaysWeak;
    /** MOVE changes ETag and time (Tomcat). */
    final boolean moveRenews;
    /** Depth: infinity is answered. */
    final boolean deep;

    Temper(boolean... traits) {
        free = traits[0];
        match = traits[1];
        davIf = traits[2];
        locks = traits[3];
        atomicPut = traits[4];
        etagListed = traits[5];
        etagOnPut = traits[6];
        fineEtag = traits[7];
        youngWeak = traits[8];
        alwaysWeak = traits[9];
        moveRenews = traits[10];
        deep = traits[11];
    }

    /**
     * Whether another's write between our last look and our write cannot be kept from being lost: nothing is refused, or a
     * collection that was moved aside cannot be recognised. docs/architecture.md says so; here nobody gets in between.
     */
    boolean isRaced() {
        return (!match && !davIf && !locks) || moveRenews || !etagListed;
    }
}
