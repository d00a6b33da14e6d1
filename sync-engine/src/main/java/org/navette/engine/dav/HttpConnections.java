// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to one server, with what they are made of: whom to believe, the proxy, the limits. All shares of one account use the
 * same, and whoever uses them last closes them. How many there are is decided by who sends requests.
 *
 * <p>No write goes over a connection that was idle for longer than {@link #FRESH}: it may be dead, and nobody would know what became of
 * the write. What was idle for longer than {@link #KEPT} is closed.
 */
final class HttpConnections {
    /** Shorter than servers keep an idle connection (5 s is Apache's default), so that they do not close it while it is used. */
    static final Duration FRESH = Duration.ofSeconds(2);

    /** Long enough for the next look while somebody works, short enough for the ways in between to know it still. */
    static final Duration KEPT = Duration.ofSeconds(30);

    /** After that, authorities, certificates and names are looked at anew, also where nothing tells that they have changed. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnections.class);
    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    /** How long a line may stay silent; a slow one that goes on is fine. */
    private static final Timeout SILENCE = Timeout.ofSeconds(60);

    /** More than any server has to say before its answer; without, it would say it for ever. */
    private static final Http1Config HEADERS = Http1Config.custom()
            .setMaxHeaderCount(200)
            .setMaxLineLength(64 * 1024)
            .build();

    /** What has to be the same for two shares to use the same connections. */
    private record Key(HttpHost server, Optional<Account.Login> login, ConnectionSettings line) {
        static Key of(Account account) {
            return new Key(HttpHost.create(account.address().base()), account.login(), account.line());
        }
    }

    /** Those that may be used by others, guarded by itself. */
    private static final Map<Key, HttpConnections> SHARED = new HashMap<>();

    private final Key key;
    private final PinnedTrust trust;
    private final Throttle throttle;
    private final Optional<PlainHttpGuard> guard;
    private final PoolingHttpClientConnectionManager manager;
    private final CloseableHttpClient http;
    private final List<Object> madeOf;
    private final long madeAt = System.nanoTime();
    private volatile long answered = System.nanoTime();
    /** How many use them, guarded by {@link #SHARED}. */
    private int users = 1;

    private HttpConnections(Account account, Optional<PlainHttpGuard> guard) throws StoreException {
        this.key = Key.of(account);
        this.madeOf = madeOf(account);
        this.guard = guard;
        this.trust = new PinnedTrust(account.line().trust());
        this.throttle = new Throttle(account.line().limits());
        this.manager = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(guard.<DnsResolver>map(known -> known).orElse(SystemDefaultDnsResolver.INSTANCE))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADERS)
                        .build())
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        trust.context(), HostnameVerificationPolicy.CLIENT, trust.hostnames()))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(SILENCE)
                        .setValidateAfterInactivity(TimeValue.of(FRESH))
                        .setTimeToLive(TimeValue.of(LONGEST))
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(SILENCE)
                        .build())
                .build();
        this.http = client(manager, account);
    }

    /** What follows redirects, keeps cookies, repeats and the like is switched off, or not there to begin with. */
    private static CloseableHttpClient client(PoolingHttpClientConnectionManager manager, Account account) {
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(manager)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                // A compressed body has another ETag and no length on some servers; listings are unpacked where read.
                .disableContentCompression();
        boolean proxy = Proxies.apply(account.line().proxy(), account.address().base(), builder);
        // Without one, a third of the time of a small request is saved (docs/benchmarks.md).
        return proxy ? builder.build() : HttpClients.createMinimal(manager);
    }

    /** Of nobody else's. @throws StoreException if what they need (certificates, keys) cannot be read */
    static HttpConnections own(Account account, Optional<PlainHttpGuard> guard) throws StoreException {
        return new HttpConnections(account, guard);
    }

    /**
     * Those that whoever has the same account uses, or else new ones.
     *
     * @throws StoreException if what they need (certificates, keys) cannot be read
     */
    static HttpConnections shared(Account account) throws StoreException {
        synchronized (SHARED) {
            HttpConnections known = SHARED.get(Key.of(account));
            if (known != null && known.isCurrent(account)) {
                known.users++;
                return known;
            }
            // Who uses those that are not current any more goes on with them until the end of the pass.
            HttpConnections made = new HttpConnections(account, PlainHttpGuard.ofLogin(account));
            SHARED.put(made.key, made);
            return made;
        }
    }

    /** One user more; false if the last one has released them, and they are closed. */
    boolean acquire() {
        synchronized (SHARED) {
            boolean open = users > 0;
            users += open ? 1 : 0;
            return open;
        }
    }

    /** A user has done with them. */
    void release() {
        synchronized (SHARED) {
            users--;
            if (users > 0) {
                return;
            }
            SHARED.remove(key, this);
        }
        http.close(CloseMode.IMMEDIATE);
    }

    /** Whether the same would be made now: files, the system's proxy and time are as they were. */
    boolean isCurrent(Account account) {
        return System.nanoTime() - madeAt < LONGEST.toNanos() && madeOf.equals(madeOf(account));
    }

    /** What may change while the settings stay the same. */
    private static List<Object> madeOf(Account account) {
        ConnectionSettings.Trust trust = account.line().trust();
        List<Object> facts = new ArrayList<>();
        Stream.concat(
                        Authorities.bundle().stream(),
                        Stream.concat(
                                trust.authorities().stream(),
                                trust.client().map(ConnectionSettings.Client::file).stream()))
                .forEach(file -> facts.add(stamp(file)));
        if (account.line().proxy().isEmpty()) {
            ProxySelector system = ProxySelector.getDefault();
            facts.add(
                    system == null
                            ? List.<Proxy>of()
                            : system.select(account.address().base()));
        }
        return facts;
    }

    private static Object stamp(Path file) {
        try {
            return List.of(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at", file, e);
            return "";
        }
    }

    CloseableHttpClient http() {
        return http;
    }

    PinnedTrust trust() {
        return trust;
    }

    Throttle throttle() {
        return throttle;
    }

    Optional<PlainHttpGuard> guard() {
        return guard;
    }

    /** An equal one for all who share, so that what it was asked for in is known to all ({@link Authorization}). */
    Optional<Account.Login> login() {
        return key.login();
    }

    /** Closes what a request had better not go over. */
    void beforeRequest(boolean write) {
        manager.closeIdle(TimeValue.of(write ? FRESH : KEPT));
    }

    /** Closes all over which nothing is under way: they may be dead. */
    void dropIdle() {
        manager.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    /** The server has said something. */
    void answered() {
        answered = System.nanoTime();
    }

    /** Whether the next request may go over a connection that is dead without anybody knowing. */
    boolean isRested() {
        return manager.getTotalStats().getAvailable() > 0 && System.nanoTime() - answered > FRESH.toNanos();
    }
}
