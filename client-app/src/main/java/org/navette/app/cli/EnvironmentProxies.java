// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy that the environment names ({@code https_proxy}, {@code http_proxy}, {@code all_proxy}, but for what
 * {@code no_proxy} lists), as most programs of a Unix session understand it; else the one the desktop is set to.
 */
final class EnvironmentProxies extends ProxySelector {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentProxies.class);

    private final Map<String, String> environment;
    private final ProxySelector desktop;

    EnvironmentProxies(Map<String, String> environment, ProxySelector desktop) {
        this.environment = environment;
        this.desktop = desktop;
    }

    /** From now on, for the whole program. */
    static void install(Map<String, String> environment) {
        System.setProperty("java.net.useSystemProxies", "true");
        ProxySelector.setDefault(new EnvironmentProxies(environment, ProxySelector.getDefault()));
    }

    @Override
    public List<Proxy> select(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        Optional<String> named = variable(scheme + "_proxy").or(() -> variable("all_proxy"));
        if (named.isEmpty()) {
            return desktop.select(uri);
        }
        return isExcepted(String.valueOf(uri.getHost()))
                ? List.of(Proxy.NO_PROXY)
                : List.of(proxy(named.get()).orElse(Proxy.NO_PROXY));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private boolean isExcepted(String host) {
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        for (String rule : variable("no_proxy").orElse("").split(",")) {
            String domain = rule.strip().replaceFirst("^\\*?\\.", "").toLowerCase(Locale.ROOT);
            boolean matches = host.equalsIgnoreCase(domain)
                    || host.toLowerCase(Locale.ROOT).endsWith("." + domain);
            if (rule.strip().equals("*") || (!domain.isEmpty() && matches)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Proxy> proxy(String value) {
        try {
            URI url = URI.create(value.contains("://") ? value : "http://" + value);
            boolean socks = String.valueOf(url.getScheme()).startsWith("socks");
            int port = url.getPort() >= 0 ? url.getPort() : socks ? 1080 : 80;
            return Optional.of(new Proxy(
                    socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                    InetSocketAddress.createUnresolved(String.valueOf(url.getHost()), port)));
        } catch (IllegalArgumentException e) {
            LOG.warn("the proxy of the environment is no address", e);
            return Optional.empty();
        }
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        LOG.debug("the proxy {} does not answer", address, e);
    }
}
