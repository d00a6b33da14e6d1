// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.util.Optional;

/** Who we are at which share, and how to get there. */
public record Account(ShareAddress address, Optional<Login> login, ConnectionSettings line) {
    /** A name and a password; never printed. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** The same login, the same way, at another address. */
    public Account at(ShareAddress other) {
        return new Account(other, login, line);
    }
}
