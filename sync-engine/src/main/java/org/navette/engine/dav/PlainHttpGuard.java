// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/**
 * Keeps a password off a line that others can read: one that is not encrypted goes to this very machine only. Asked before each
 * request, and for each address that is connected to, since a name may lead elsewhere by then.
 */
final class PlainHttpGuard implements DnsResolver {
    private final String host;
    private final Optional<String> proxy;
    private final DnsResolver names;

    private PlainHttpGuard(String host, Optional<String> proxy, DnsResolver names) {
        this.host = host;
        this.proxy = proxy;
        this.names = names;
    }

    /** Absent where nothing is to be kept: the line is encrypted, or a person has allowed it. */
    static Optional<PlainHttpGuard> of(Account account) {
        return of(account, SystemDefaultDnsResolver.INSTANCE);
    }

    /** Absent where there is no password to be sent, either. */
    static Optional<PlainHttpGuard> ofLogin(Account account) {
        return account.login().isPresent() ? of(account) : Optional.empty();
    }

    static Optional<PlainHttpGuard> of(Account account, DnsResolver names) {
        boolean free = account.address().isEncrypted() || account.line().plainHttpAllowed();
        return free
                ? Optional.empty()
                : Optional.of(new PlainHttpGuard(
                        account.address().host(), account.line().proxy().map(ConnectionSettings.Proxy::host), names));
    }

    /** @throws StoreException {@link Failure.PlainHttp} if a password would be readable on the way */
    static void requireSafe(Account account) throws StoreException {
        Optional<PlainHttpGuard> guard = of(account);
        if (guard.isPresent()) {
            guard.get().requireSafe();
        }
    }

    /** @throws StoreException {@link Failure.PlainHttp} if a password would be readable on the way */
    void requireSafe() throws StoreException {
        try {
            resolve(host);
            if (proxy.isPresent()) {
                resolve(proxy.get());
            }
        } catch (Elsewhere e) {
            throw new StoreException(new Failure.PlainHttp(host), e);
        } catch (UnknownHostException e) {
            throw new StoreException(
                    proxy.isPresent()
                            // Only the proxy knows where it leads.
                            ? new Failure.PlainHttp(host)
                            : new Failure.Unreachable(
                                    host, Failure.Unreachable.Cause.UNKNOWN_HOST, String.valueOf(e.getMessage())),
                    e);
        }
    }

    /** All addresses of a name, if every one of them is this machine's own. */
    @Override
    public InetAddress[] resolve(String name) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(name);
        if (addresses.length == 0 || !Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)) {
            throw new Elsewhere(name);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String name) throws UnknownHostException {
        return names.resolveCanonicalHostname(name);
    }

    /** The name leads to another machine. */
    static final class Elsewhere extends UnknownHostException {
        private Elsewhere(String name) {
            super(name);
        }
    }
}
