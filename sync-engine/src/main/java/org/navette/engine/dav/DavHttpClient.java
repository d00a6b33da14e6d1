// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.StreamClosedException;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
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
    /** More than any server says about a refusal. */
    private static final int LITTLE = 64 * 1024;

    /** Pauses before a request without effect is repeated over a line that broke off. */
    private static final long[] AGAIN_MILLIS = {100, 1_000};

    private static final Set<String> WRITES =
            Set.of("PUT", "PATCH", "MKCOL", "MOVE", "DELETE", "PROPPATCH", "LOCK", "UNLOCK");

    private final HttpConnections connections;
    private final HttpFailures failures;
    private final Authorization authorization;
    private final Meter meter;
    private final String server;
    private final URI share;
    private final HttpHost host;
    private final Set<HttpUriRequestBase> underWay = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Answered answered;
    private final ResponseDeadline patience;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Whether the server has taken the password, or needs none. */
    private volatile boolean accepted;
    /** Whether it has not, or does not any more, and so is not sent again. */
    private volatile boolean refused;
    /** Whether a write was answered as if it were wrong, after it had been taken. */
    private volatile boolean doubted;
    /** So that one of many looks. */
    private final Object doubt = new Object();

    /** Over connections of its own. @throws StoreException if what the line needs (certificates, keys) cannot be read */
    DavHttpClient(Account account) throws StoreException {
        this(account, ResponseDeadline.USUAL);
    }

    /** With another patience than usual. */
    DavHttpClient(Account account, ResponseDeadline patience) throws StoreException {
        this(
                account,
                HttpConnections.own(account, PlainHttpGuard.ofLogin(account)),
                new Authorization(account.login(), account.address().base()),
                patience);
    }

    /** A line over which a password comes, though none is sent. */
    static DavHttpClient receivingPassword(Account account) throws StoreException {
        return new DavHttpClient(
                account,
                HttpConnections.own(account, PlainHttpGuard.of(account)),
                new Authorization(account.login(), account.address().base()),
                ResponseDeadline.USUAL);
    }

    /** @param connections released when this is closed */
    DavHttpClient(
            Account account, HttpConnections connections, Authorization authorization, ResponseDeadline patience) {
        this.connections = connections;
        this.authorization = authorization;
        this.patience = patience;
        this.failures = new HttpFailures(account.address(), connections.trust(), authorization.isGiven());
        this.meter = account.line().meter();
        this.server = account.address().base().getAuthority();
        this.share = account.address().base();
        this.host = HttpHost.create(account.address().base());
    }

    /** What the server was believed by; absent on an unencrypted line, and before anything was asked. */
    Optional<Certificate> certificate() {
        return connections.trust().acceptance();
    }

    /** See {@link org.navette.engine.port.RemoteStore#serverTime}. */
    Optional<Instant> serverTime() {
        Answered last = answered;
        return last == null ? Optional.empty() : Optional.of(last.date().plusNanos(System.nanoTime() - last.nanos()));
    }

    /** @param nanos by the clock that nobody sets */
    private record Answered(Instant date, long nanos) {}

    private void noteTime(ClassicHttpResponse response) {
        connections.answered();
        HttpFailures.header(response, HttpHeaders.DATE)
                .flatMap(Properties::date)
                .ifPresent(date -> answered = new Answered(date, System.nanoTime()));
    }

    HttpFailures failures() {
        return failures;
    }

    Throttle throttle() {
        return connections.throttle();
    }

    /** Sends a request that may have an effect: once, but for a challenge, after which nothing was done yet. */
    <T> T execute(Supplier<HttpUriRequestBase> request, HttpClientResponseHandler<T> handler) throws StoreException {
        return execute(request, handler, patience);
    }

    private <T> T execute(
            Supplier<HttpUriRequestBase> request, HttpClientResponseHandler<T> handler, ResponseDeadline deadline)
            throws StoreException {
        try {
            return send(request.get(), handler, deadline);
        } catch (Challenged challenged) {
            LOG.debug("signed anew", challenged);
        }
        try {
            return send(request.get(), handler, deadline);
        } catch (Challenged again) {
            refused = !accepted;
            throw new StoreException(new Failure.CredentialsRefused(authorization.isGiven()), again);
        }
    }

    /** Sends a request without effect, a few times if the line breaks off, or has died while nobody used it. */
    <T> T ask(Supplier<HttpUriRequestBase> request, HttpClientResponseHandler<T> handler) throws StoreException {
        boolean rested = connections.isRested();
        for (int attempt = 0; ; attempt++) {
            boolean first = rested && attempt == 0;
            try {
                return execute(request, handler, first ? patience.afterRest() : patience);
            } catch (StoreException e) {
                boolean again = (isBrokenOff(e) || (first && isSilent(e)))
                        && attempt < AGAIN_MILLIS.length
                        && !closed.get()
                        && !Thread.currentThread().isInterrupted();
                if (!again) {
                    throw e;
                }
                LOG.debug("asked again", e);
                connections.dropIdle();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS[attempt]));
            }
        }
    }

    private static boolean isBrokenOff(StoreException e) {
        return e.failure() instanceof Failure.Unreachable unreachable
                && unreachable.cause() == Failure.Unreachable.Cause.BROKEN_OFF;
    }

    /** There was a connection, and nothing came over it. */
    private static boolean isSilent(StoreException e) {
        return e.failure() instanceof Failure.Unreachable unreachable
                && unreachable.cause() == Failure.Unreachable.Cause.TIMED_OUT
                && !(e.getCause() instanceof ConnectTimeoutException);
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
            return exchange(request, response -> {
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
            if (!closed.get()) {
                throw e;
            }
            throw failures.unanswered(new IOException(e));
        } catch (IOException e) {
            throw failures.unanswered(e);
        } finally {
            counting.tell(meter, server);
        }
    }

    private <T> T send(HttpUriRequestBase request, HttpClientResponseHandler<T> handler, ResponseDeadline deadline)
            throws StoreException, Challenged {
        if (connections.guard().isPresent()) {
            connections.guard().get().requireSafe();
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
        Optional<ScheduledFuture<?>> timer = giveUpWhenLate(request, late, deadline);
        try {
            return exchange(request, response -> {
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
            if (!closed.get()) {
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

    private <T> T exchange(HttpUriRequestBase request, HttpClientResponseHandler<T> handler) throws IOException {
        underWay.add(request);
        try {
            if (closed.get()) {
                throw new IOException("closed");
            }
            connections.beforeRequest(WRITES.contains(request.getMethod()));
            return connections.http().execute(host, request, handler);
        } catch (CancellationException e) {
            // Ended or given up while it waited for a connection: that is no fault of ours.
            throw new InterruptedIOException("cancelled");
        } finally {
            underWay.remove(request);
        }
    }

    /** Where much is sent, nobody knows when it has arrived. */
    private static Optional<ScheduledFuture<?>> giveUpWhenLate(
            HttpUriRequestBase request, AtomicBoolean late, ResponseDeadline deadline) {
        HttpEntity body = request.getEntity();
        boolean little = body == null || (body.getContentLength() >= 0 && body.getContentLength() <= LITTLE);
        return little
                ? Optional.of(deadline.whenLate(() -> {
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

    /** Breaks off whatever is under way here; what others send over the same connections goes on. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            underWay.forEach(HttpUriRequestBase::cancel);
            connections.release();
        }
    }

    /** The server wants the request signed in another way. */
    private static final class Challenged extends IOException {
        Challenged() {
            super("a challenge");
        }
    }
}
