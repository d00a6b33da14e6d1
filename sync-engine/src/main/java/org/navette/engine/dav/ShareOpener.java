// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/**
 * Opens a share. A redirect within the same server (a missing slash, http to https) is followed, any other is a failure: no
 * password follows it.
 */
final class ShareOpener {
    private static final int MOST_HOPS = 5;

    private ShareOpener() {}

    static DavClient open(Account account) throws StoreException {
        Account current = account;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            requireSafeLine(current);
            DavClient client = new DavClient(current);
            try {
                client.lookAtRoot();
                return client;
            } catch (StoreException e) {
                client.close();
                if (!(e.failure() instanceof Failure.RedirectedElsewhere(String location))) {
                    throw ofShare(e, current.address());
                }
                current = current.at(redirected(current.address(), location, e));
            } catch (RuntimeException | Error e) {
                client.close();
                throw e;
            }
        }
        throw new StoreException(
                new Failure.RedirectedElsewhere(current.address().toString()));
    }

    private static ShareAddress redirected(ShareAddress from, String location, StoreException redirect)
            throws StoreException {
        try {
            URI target = from.base().resolve(location);
            if (from.sameServer(target)) {
                return new ShareAddress(target);
            }
        } catch (IllegalArgumentException notAnAddress) {
            redirect.addSuppressed(notAnAddress);
        }
        throw redirect;
    }

    /** A password goes over an unencrypted line only to this very machine, or where that was allowed. */
    private static void requireSafeLine(Account account) throws StoreException {
        ShareAddress address = account.address();
        if (account.login().isPresent()
                && !address.isEncrypted()
                && !account.line().plainHttpAllowed()) {
            try {
                if (!InetAddress.getByName(address.host()).isLoopbackAddress()) {
                    throw new StoreException(new Failure.PlainHttp(address.host()));
                }
            } catch (UnknownHostException e) {
                throw new StoreException(
                        new Failure.Unreachable(
                                address.host(), Failure.Unreachable.Cause.UNKNOWN_HOST, String.valueOf(e.getMessage())),
                        e);
            }
        }
    }

    /** What a failure at the root says of the share as a whole. */
    private static StoreException ofShare(StoreException e, ShareAddress address) {
        Failure whole = switch (e.failure()) {
            case Failure.Missing m -> new Failure.ShareNotFound(address.toString());
            case Failure.Forbidden f -> new Failure.ListingForbidden(address.toString());
            case Failure.Refused(int status)
            when status < 500 || status == 501 -> new Failure.NotWebDav(address.toString());
            case Failure.BadAnswer b -> new Failure.NotWebDav(address.toString());
            default -> e.failure();
        };
        return new StoreException(whole, e);
    }
}
