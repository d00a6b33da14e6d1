// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.onboarding;

import java.util.Optional;
import org.navette.engine.dav.ConnectionSettings;

/**
 * What is known of a share that is being looked for.
 *
 * @param typed an address as people type it
 * @param trusted SHA-256 of the certificate somebody agreed to, as hexadecimal digits
 * @param plainHttp whether somebody agreed to send the password in the clear
 */
public record ShareQuery(String typed, Optional<String> trusted, boolean plainHttp) {
    public ShareQuery trusting(String sha256) {
        return new ShareQuery(typed, Optional.of(sha256), plainHttp);
    }

    public ShareQuery allowingPlainHttp() {
        return new ShareQuery(typed, trusted, true);
    }

    ConnectionSettings line(ConnectionSettings usual) {
        return new ConnectionSettings(
                trusted.map(usual.trust()::pinning).orElse(usual.trust()),
                usual.proxy(),
                usual.limits(),
                plainHttp,
                usual.meter());
    }
}
