// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

/**
 * What one server was seen to honour. Everything starts as not honoured; only seeing it, both ways, makes it true.
 *
 * @param createGuard PUT with {@code If-None-Match: *} is refused over an existing file and accepted over none
 * @param replaceGuard which precondition keeps a PUT from replacing another version
 * @param deleteGuard which precondition keeps a DELETE from removing another version
 * @param moveGuard MOVE with {@code Overwrite: F} is refused over an existing file
 * @param moveKeepsEtag a file's ETag is the same after a MOVE
 * @param atomicPut a PUT that breaks off leaves the old content, or nothing
 * @param locks LOCK is granted and keeps others out
 * @param etagInListing listings give ETags
 * @param fineValidator a rewrite with as many bytes in the same second shows in the listing's validators
 * @param sameEtagOnPut the answer to a PUT has an ETag, and it is the listing's
 * @param sameEtagOnGet a GET's ETag is the listing's
 * @param deepListing PROPFIND with {@code Depth: infinity} is answered
 * @param dotFilesListed names that begin with a dot are listed
 */
public record ServerProfile(
        boolean createGuard,
        Guard replaceGuard,
        Guard deleteGuard,
        boolean moveGuard,
        boolean moveKeepsEtag,
        boolean atomicPut,
        boolean locks,
        boolean etagInListing,
        boolean fineValidator,
        boolean sameEtagOnPut,
        boolean sameEtagOnGet,
        boolean deepListing,
        boolean dotFilesListed) {
    public enum Guard {
        /** {@code If-Match}. */
        IF_MATCH,
        /** {@code If: (["etag"])}. */
        DAV_IF,
        /** None: the version is looked at as late as possible, under a lock where there are locks. */
        NONE
    }

    /** Of a server nothing is known about: nothing is relied on, and everything tried that may help. */
    public static final ServerProfile UNKNOWN = new ServerProfile(
            false, Guard.NONE, Guard.NONE, false, false, false, false, false, false, false, false, false, false);
}
