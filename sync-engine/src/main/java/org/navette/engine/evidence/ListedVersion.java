// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;

/**
 * The version of a file that a listing tells of, and what an answer that claims to bring it has to agree with: its length,
 * its ETag, its checksum. The page of a filter, a login page with status 200 and half a file are no download.
 */
public final class ListedVersion {
    private final RemoteState listed;
    private final ServerProfile profile;
    private final Set<Sha256> earlier;

    public ListedVersion(RemoteState listed, ServerProfile profile) {
        this(listed, profile, Set.of());
    }

    /**
     * @param earlier contents of versions that were known before this one, or were sent: a server may go on telling their checksums, as
     *     where a file was changed behind its back, or where it has kept something else than it was sent
     */
    public ListedVersion(RemoteState listed, ServerProfile profile, Set<Sha256> earlier) {
        this.listed = listed;
        this.profile = profile;
        this.earlier = earlier;
    }

    /**
     * Before the body is read.
     *
     * @throws StoreException {@link Failure.ContentMismatch} if the headers are those of something else
     */
    public void requireHeaders(Described answer) throws StoreException {
        require(agrees(listed.size(), answer.state().size()));
        boolean comparable =
                profile.has(Trait.SAME_ETAG_ON_GET) && listed.etag().isPresent();
        require(!comparable || hasListedEtag(answer));
    }

    /**
     * Once it has come in.
     *
     * @param bytes of the whole file
     * @throws StoreException {@link Failure.ContentMismatch} if it is something else, or a part, or if nothing at all vouches
     *     for it
     */
    public void requireBody(Described answer, long bytes, Sha256 content) throws StoreException {
        require(agrees(listed.size(), bytes) && agrees(answer.state().size(), bytes));
        Optional<Sha256> told = answer.state().checksum().filter(this::isOfThisVersion);
        require(told.isEmpty() || told.get().equals(content));
        // A checksum in a listing is that of the listed version, and of no other.
        Optional<Sha256> ofListing =
                hasListedEtag(answer) ? listed.checksum().filter(this::isOfThisVersion) : Optional.empty();
        require(ofListing.isEmpty() || ofListing.get().equals(content));
        boolean vouchedFor = listed.size() >= 0 || hasListedEtag(answer) || told.isPresent() || hasListedTime(answer);
        require(vouchedFor);
    }

    /** As far as it is known: of a server that keeps checksums of earlier versions, no checksum says anything. */
    private boolean isOfThisVersion(Sha256 checksum) {
        return profile.has(Trait.CHECKSUMS) && !earlier.contains(checksum);
    }

    /** How many bytes a body may have at most; no end is known where nobody says. */
    public long most(Described answer) {
        long told = Math.max(listed.size(), answer.state().size());
        return told >= 0 ? told : Long.MAX_VALUE;
    }

    private boolean hasListedEtag(Described answer) {
        return listed.etag().isPresent() && listed.etag().equals(answer.state().etag());
    }

    private boolean hasListedTime(Described answer) {
        return listed.modified().isPresent()
                && listed.modified().equals(answer.state().modified());
    }

    /** Sizes that are not told agree with any. */
    private static boolean agrees(long one, long other) {
        return one < 0 || other < 0 || one == other;
    }

    private static void require(boolean agreed) throws StoreException {
        if (!agreed) {
            throw mismatch();
        }
    }

    public static StoreException mismatch() {
        return new StoreException(new Failure.ContentMismatch());
    }
}
