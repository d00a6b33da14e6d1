// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import org.jspecify.annotations.Nullable;
import org.navette.engine.dav.DavSession;
import org.navette.engine.dav.SessionStore;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.StoreException;

/**
 * The server's side of a folder pair, from one pass to the next. Only what has come through is built upon: after a pass that has not, the
 * share is opened anew.
 */
final class ShareSession {
    /** A pass, in the share as it is for this pass. */
    interface Pass {
        PassResult in(RemoteStore share) throws StoreException, InterruptedException;
    }

    private final DavSession session;
    private volatile @Nullable SessionStore open;

    ShareSession(DavSession session) {
        this.session = session;
    }

    /** Makes a pass; another one if the first finds another share, or none, where it was before. */
    PassResult pass(Pass pass) throws StoreException, InterruptedException {
        SessionStore share = session.pass();
        PassResult result = in(share, pass);
        return share.isRefuted() ? in(session.passAnew(), pass) : result;
    }

    private PassResult in(SessionStore share, Pass pass) throws StoreException, InterruptedException {
        boolean through = false;
        open = share;
        try (share) {
            PassResult result = pass.in(share);
            through = result.halted().isEmpty();
            return result;
        } finally {
            open = null;
            if (!through) {
                session.end();
            }
        }
    }

    /** Breaks off the requests of the pass that is under way. For any thread. */
    void breakOff() {
        SessionStore now = open;
        if (now != null) {
            now.close();
        }
    }
}
