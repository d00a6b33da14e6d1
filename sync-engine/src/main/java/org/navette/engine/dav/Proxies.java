// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.DefaultAuthenticationStrategy;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;

/** What a line goes through. */
final class Proxies {
    private Proxies() {}

    /**
     * The given one, with its own login, which no server ever sees; else whatever the system says for the address. That is
     * asked once where it says that none is needed: a line leads to one server, and is opened anew for each pass.
     *
     * @return whether there is one, or may be
     */
    static boolean apply(Optional<ConnectionSettings.Proxy> proxy, URI address, HttpClientBuilder builder) {
        if (proxy.isEmpty()) {
            ProxySelector system = ProxySelector.getDefault();
            if (system != null && !system.select(address).equals(List.of(Proxy.NO_PROXY))) {
                builder.setRoutePlanner(new SystemDefaultRoutePlanner(system));
                ProxyRefusals.tell(builder);
                return true;
            }
            return false;
        }
        ProxyRefusals.tell(builder);
        ConnectionSettings.Proxy chosen = proxy.get();
        builder.setProxy(new HttpHost("http", chosen.host(), chosen.port()));
        if (chosen.login().isPresent()) {
            Account.Login login = chosen.login().get();
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(chosen.host(), chosen.port()),
                    new UsernamePasswordCredentials(
                            login.user(), login.password().toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
            builder.setProxyAuthenticationStrategy(DefaultAuthenticationStrategy.INSTANCE);
        }
        return true;
    }
}
