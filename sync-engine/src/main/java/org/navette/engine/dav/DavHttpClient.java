// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.StreamClosedException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Meter;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to one server and no other. Redirects are not followed: whoever sends credentials should know where to. Only
 * what has no effect is repeated: whoever repeats a write should know what it did.
 */
final class DavHttpClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DavHttpClient.class);
    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    /** How long a line may stay silent; a slow one that goes on is fine. */
    private static final Timeout SILENCE = Timeout.ofSeconds(60);

    /** More than any server has to say before its answer; without, it would say it for ever. */
    private static final Http1Config HEADERS = Http1Config.custom()
            .setMaxHeaderCount(200)
            .setMaxLineLength(64 * 1024)
            .build();

    /** More than any server says about a refusal. */
    private static final int LITTLE = 64 * 1024;

    /** Pauses before a request without effect is repeated over a line that broke off. */
    private static final long[] AGAIN_MILLIS = {100, 1_000};

    private static final Set<String> WRITES =
            Set.of("PUT", "PATCH", "MKCOL", "MOVE", "DELETE", "PROPPATCH", "LOCK", "UNLOCK");

    private final HttpFailures failures;
    private final Authorization authorization;
    private final Throttle throttle;
    private final Meter meter;
    private final String server;
    private final URI share;
    private final HttpHost host;
    private final CloseableHttpClient http;
    private final PinnedTrust trust;
    private final Optional<PlainHttpGuard> guard;
    private volatile @Nullable Answered answered;
    private final ResponseDeadline patience;
    private volatile boolean closed;
    /** Whether the server has taken the password, or needs none. */
    private volatile boolean accepted;
    /** Whether it has not, or does not any more, and so is not sent again. */
    private volatile boolean refused;
    /** Whether a write was answered as if it were wrong, after it had been taken. */
    private volatile boolean doubted;
    /** So that one of many looks. */
    private final Object doubt = new Object();

    /** @throws StoreException if what the line needs (certificates, keys) cannot be read */
    DavHttpClient(Account account, int connections) throws StoreException {
        this(
                account,
                connections,
                account.login().isPresent() ? PlainHttpGuard.of(account) : Optional.empty(),
                ResponseDeadline.USUAL);
    }

    /** With another patience than usual. */
    DavHttpClient(Account account, int connections, ResponseDeadline patience) throws StoreException {
        this(
                account,
                connections,
                account.login().isPresent() ? PlainHttpGuard.of(account) : Optional.empty(),
                patience);
    }

    /** A line over which a password comes, though none is sent. */
    static DavHttpClient receivingPassword(Account account, int connections) throws StoreException {
        return new DavHttpClient(account, connections, PlainHttpGuard.of(account), ResponseDeadline.USUAL);
    }

    private DavHttpClient(Account account, int connections, Optional<PlainHttpGuard> guard, ResponseDeadline patience)
            throws StoreException {
        this.guard = guard;
        this.patience = patience;
        this.trust = new PinnedTrust(account.line().trust());
        this.authorization =
                new Authorization(account.login(), account.address().base());
        this.failures = new HttpFailures(account.address(), trust, authorization.isGiven());
        this.throttle = new Throttle(account.line().limits());
        this.meter = account.line().meter();
        this.server = account.address().base().getAuthority();
        this.share = account.address().base();
        this.host = HttpHost.create(account.address().base());
        HttpClientConnectionManager manager = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(guard.<DnsResolver>map(known -> known).orElse(SystemDefaultDnsResolver.INSTANCE))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADERS)
                        .build())
                .setMaxConnPerRoute(connections)
                .setMaxConnTotal(connections)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        trust.context(), HostnameVerificationPolicy.CLIENT, trust.hostnames()))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(SILENCE)
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(SILENCE)
                        .build())
                .build();
        this.http = client(manager, account);
    }

    /** What follows redirects, keeps cookies, repeats and the like is switched off, or not there to begin with. */
    private static CloseableHttpClient client(HttpClientConnectionManager manager, Account account) {
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

    /** What the server was believed by; absent on an unencrypted line, and before anything was asked. */
    Optional<Certificate> certificate() {
        return trust.acceptance();
    }

    /** See {@link org.navette.engine.port.RemoteStore#serverTime}. */
    Optional<Instant> serverTime() {
        Answered last = answered;
        return last == null ? Optional.empty() : Optional.of(last.date().plusNanos(System.nanoTime() - last.nanos()));
    }

    /** @param nanos by the clock that nobody sets */
    private record Answered(Instant date, long nanos) {}

    private void noteTime(ClassicHttpResponse response) {
        HttpFailures.header(response, HttpHeaders.DATE)
                .flatMap(Properties::date)
                .ifPresent(date -> answered = new Answered(date, System.nanoTime()));
    }

    HttpFailures failures() {
        return failures;
    }

    Throttle throttle() {
        return throttle;
    }

    /** Sends a request that may have an effect: once, but for a challenge, after which nothing was done yet. */
    <T> T execute(Supplier<HttpUriRequestBase> request, HttpClientResponseHandler<T> handler) throws StoreException {
        try {
            return send(request.get(), handler);
        } catch (Challenged challenged) {
            LOG.debug("signed anew", challenged);
        }
        try {
            return send(request.get(), handler);
        } catch (Challenged again) {
            refused = !accepted;
            throw new StoreException(new Failure.CredentialsRefused(authorization.isGiven()), again);
        }
    }

    /** Sends a request without effect, a few times if the line breaks off. */
    <T> T ask(Supplier<HttpUriRequestBase> request, HttpClientResponseHandler<T> handler) throws StoreException {
        for (int attempt = 0; ; attempt++) {
            try {
                return execute(request, handler);
            } catch (StoreException e) {
                boolean again = e.failure() instanceof Failure.Unreachable unreachable
                        && unreachable.cause() == Failure.Unreachable.Cause.BROKEN_OFF
                        && attempt < AGAIN_MILLIS.length
                        && !closed
                        && !Thread.currentThread().isInterrupted();
                if (!again) {
                    throw e;
                }
                LOG.debug("asked again", e);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS[attempt]));
            }
        }
    }

    /**
     * Asks for nothing much, at first unsigned, so that the server says which login it wants. Where it answers all the same, somebody
     * with a login may still be shown more: then it is shown one that cannot be right.
     */
    private void findScheme() throws StoreException {
        synchronized (authorization) {
            if (authorization.isUndecided()
                    && !isAsked(Optional.empty())
                    && !isAsked(Optional.of(Authorization.NOBODY))) {
                authorization.notAsked();
            }
        }
    }

    private HttpUriRequestBase shallow() {
        HttpUriRequestBase look = new HttpUriRequestBase("PROPFIND", share);
        look.setHeader("Depth", "0");
        return look;
    }

    private boolean isAsked(Optional<String> login) throws StoreException {
        HttpUriRequestBase request = shallow();
        request.setHeader(HttpHeaders.USER_AGENT, "Navette");
        login.ifPresent(value -> request.setHeader(HttpHeaders.AUTHORIZATION, value));
        MeteredRequest counting = new MeteredRequest(request, patience);
        try {
            return http.execute(host, request, response -> {
                counting.answered(response);
                noteTime(response);
                LOG.debug("{} {} to find the way to sign -> {}", request.getMethod(), share, response.getCode());
                if (!endsSoon(response)) {
                    request.cancel();
                }
                if (response.getCode() == 429 || response.getCode() == 503) {
                    throw failures.refused(response);
                }
                return response.getCode() == 401 && authorization.challenged(response);
            });
        } catch (IllegalStateException e) {
            if (!closed) {
                throw e;
            }
            throw failures.unanswered(new IOException(e));
        } catch (IOException e) {
            throw failures.unanswered(e);
        } finally {
            counting.tell(meter, server);
        }
    }

    private <T> T send(HttpUriRequestBase request, HttpClientResponseHandler<T> handler)
            throws StoreException, Challenged {
        if (guard.isPresent()) {
            guard.get().requireSafe();
        }
        if (WRITES.contains(request.getMethod())) {
            resolveDoubt();
        }
        if (refused) {
            throw new StoreException(new Failure.CredentialsRefused(true));
        }
        findScheme();
        request.setHeader(HttpHeaders.USER_AGENT, "Navette");
        authorization.sign(request);
        MeteredRequest counting = new MeteredRequest(request, patience);
        AtomicBoolean late = new AtomicBoolean();
        Optional<ScheduledFuture<?>> timer = giveUpWhenLate(request, late);
        try {
            return http.execute(host, request, response -> {
                timer.ifPresent(running -> running.cancel(false));
                counting.answered(response);
                noteTime(response);
                LOG.debug("{} {} -> {}", request.getMethod(), request.getRequestUri(), response.getCode());
                boolean ended = false;
                try {
                    if (response.getCode() == 401 && authorization.challenged(response)) {
                        ended = endsSoon(response);
                        throw new Challenged();
                    }
                    T result = handler.handleResponse(response);
                    accepted = true;
                    doubted &= WRITES.contains(request.getMethod());
                    ended = endsSoon(response);
                    return result;
                } catch (StoreException e) {
                    ended = response.getCode() >= 300 && endsSoon(response);
                    if (isForWantOfRights(request, e)) {
                        doubted = true;
                        throw new StoreException(new Failure.Forbidden(), e);
                    }
                    refused |= e.failure().equals(new Failure.CredentialsRefused(true));
                    throw e;
                } finally {
                    if (!ended) {
                        // Or the client would read to the end of an answer that may have none.
                        request.cancel();
                    }
                }
            });
        } catch (Challenged e) {
            throw e;
        } catch (IllegalStateException e) {
            // That is how the client says that it was closed in between.
            if (!closed) {
                throw e;
            }
            throw failures.unanswered(new IOException(e));
        } catch (IOException e) {
            LOG.debug("{} {} failed", request.getMethod(), request.getRequestUri(), e);
            throw failures.unanswered(late.get() ? new SocketTimeoutException("no answer in time") : e);
        } finally {
            timer.ifPresent(running -> running.cancel(false));
            counting.tell(meter, server);
        }
    }

    /**
     * Before the next write, a look tells whether the password is still taken: changed on the server, it would be sent with
     * every write of a pass, and the person locked out.
     */
    private void resolveDoubt() throws StoreException {
        synchronized (doubt) {
            if (doubted && !refused) {
                ask(this::shallow, response -> response.getCode() != 401 || failures.requireSuccess(response));
            }
        }
    }

    /** Whom the server lets read and answers 401 when they write has the right password, and not the right to write. */
    private boolean isForWantOfRights(HttpUriRequestBase request, StoreException e) {
        return accepted
                && WRITES.contains(request.getMethod())
                && e.failure().equals(new Failure.CredentialsRefused(true));
    }

    /** Where much is sent, nobody knows when it has arrived. */
    private Optional<ScheduledFuture<?>> giveUpWhenLate(HttpUriRequestBase request, AtomicBoolean late) {
        HttpEntity body = request.getEntity();
        boolean little = body == null || (body.getContentLength() >= 0 && body.getContentLength() <= LITTLE);
        return little
                ? Optional.of(patience.whenLate(() -> {
                    late.set(true);
                    request.cancel();
                }))
                : Optional.empty();
    }

    /** Reads the little that is left of an answer, so that its connection can be used again. */
    private static boolean endsSoon(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return true;
        }
        try {
            return response.getEntity().getContent().readNBytes(LITTLE).length < LITTLE;
        } catch (StreamClosedException e) {
            // Whoever read it came to its end.
            return true;
        }
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        closed = true;
        http.close(CloseMode.IMMEDIATE);
    }

    /** The server wants the request signed in another way. */
    private static final class Challenged extends IOException {
        Challenged() {
            super("a challenge");
        }
    }
}
