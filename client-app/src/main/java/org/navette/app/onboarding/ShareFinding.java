// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.onboarding;

import org.navette.engine.dav.ShareAddress;
import org.navette.engine.port.Failure;

/** What came of looking for a share: it is there, or something has to be answered first. */
public sealed interface ShareFinding {
    /** It is there, and can be looked into. */
    record Found(ShareAddress address) implements ShareFinding {}

    /**
     * The server asks who one is.
     *
     * @param server its name
     * @param browser whether one can sign in on a page of the server's
     */
    record NeedsLogin(String server, boolean browser) implements ShareFinding {}

    /** The server's certificate is vouched for by nobody that is believed here. */
    record NeedsTrust(Failure.CertificateNotTrusted certificate) implements ShareFinding {}

    /** The password would go over a line that others can listen to. */
    record NotEncrypted(String server) implements ShareFinding {}

    record Failed(Failure failure) implements ShareFinding {}
}
