// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.net.URI;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/**
 * Opens a share. A redirect within the same server (a missing slash, http to https) is followed, any other is a failure: no
 * password follows it. That none goes over a line that others can read, {@link PlainHttpGuard} sees to at each request.
 */
final class ShareOpener {
    private static final int MOST_HOPS = 5;

    private ShareOpener() {}

    /** Makes a client for an address, at which nothing was asked yet. */
    interface Clients {
        DavClient at(Account account) throws StoreException;
    }

    static DavClient open(Account account, Clients clients) throws StoreException {
        Account current = account;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            DavClient client = clients.at(current);
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
