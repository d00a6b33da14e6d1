// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.nio.file.Path;
import java.util.Optional;
import org.navette.engine.port.Meter;

/**
 * The way to a server.
 *
 * @param proxy what to go through; where absent, what the system says
 * @param plainHttpAllowed whether a password may go over an unencrypted line to another machine
 * @param meter counts what goes over it
 */
public record ConnectionSettings(
        Trust trust, Optional<Proxy> proxy, Limits limits, boolean plainHttpAllowed, Meter meter) {
    /** A way that nobody counts on. */
    public ConnectionSettings(Trust trust, Optional<Proxy> proxy, Limits limits, boolean plainHttpAllowed) {
        this(trust, proxy, limits, plainHttpAllowed, Meter.NONE);
    }

    /** The same, counted. */
    public ConnectionSettings counted(Meter by) {
        return new ConnectionSettings(trust, proxy, limits, plainHttpAllowed, by);
    }

    /** The system's trust store and proxy, no limits, no password in the clear. */
    public static final ConnectionSettings USUAL =
            new ConnectionSettings(Trust.SYSTEM, Optional.empty(), Limits.NONE, false);

    /**
     * Whom to believe beside those whom the system does.
     *
     * @param certificate SHA-256 of the one certificate that a person has compared and accepted for this server, as
     *     hexadecimal digits without separators
     * @param authorities a file of certificates in PEM, whose holders may vouch for servers
     * @param client a certificate of our own, for servers that ask for one
     */
    public record Trust(Optional<String> certificate, Optional<Path> authorities, Optional<Client> client) {
        public static final Trust SYSTEM = new Trust(Optional.empty(), Optional.empty(), Optional.empty());

        /** The same, believing in one certificate more. */
        public Trust pinning(String sha256) {
            return new Trust(Optional.of(sha256), authorities, client);
        }
    }

    /** A certificate and its key in a PKCS#12 file; its password is never printed. */
    public record Client(Path file, String password) {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** A proxy, with what it asks for. */
    public record Proxy(String host, int port, Optional<Account.Login> login) {}

    /** Bytes a second, all connections together; 0 for no limit. */
    public record Limits(long up, long down) {
        public static final Limits NONE = new Limits(0, 0);
    }
}
