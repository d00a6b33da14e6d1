// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.util.Optional;

/**
 * How to get at a share.
 *
 * @param trustedCertificate SHA-256 of the one certificate that is trusted although the system does not, as hexadecimal
 *     digits without separators
 * @param plainHttpAllowed whether a password may go over an unencrypted line to another machine
 */
public record Account(
        ShareAddress address, Optional<Login> login, Optional<String> trustedCertificate, boolean plainHttpAllowed) {
    /** A name and a password; never printed. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }
}
