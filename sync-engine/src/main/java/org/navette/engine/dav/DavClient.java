// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.StreamClosedException;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A share over HTTP. Redirects are not followed and nothing is retried here: whoever sends credentials should know where
 * to, and whoever repeats a write should know what it did.
 */
public final class DavClient implements RemoteStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DavClient.class);
    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    /** How long a line may stay silent; a slow one that goes on is fine. */
    private static final Timeout SILENCE = Timeout.ofSeconds(60);
    /** From this size on the server is asked before the body is sent (RFC 9110 §10.1.1). */
    private static final long ASK_FIRST = 1024 * 1024;

    /** More than any server says about a refusal. */
    private static final int LITTLE = 64 * 1024;

    /** The most connections at a time; who uses them decides how many are best. */
    public static final int CONNECTIONS = 16;

    private final ShareAddress address;
    private final Optional<String> authorization;
    private final HttpFailures failures;
    private final CloseableHttpClient http;

    private DavClient(Account account, ShareAddress address) {
        this.address = address;
        this.authorization = account.login().map(DavClient::basic);
        PinnedTrust trust = new PinnedTrust(account.trustedCertificate());
        this.failures = new HttpFailures(address, trust, account.login().isPresent());
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
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
                        .build())
                .setUserAgent("Navette")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                // A compressed body has another ETag and no length on some servers.
                .disableContentCompression()
                .build();
    }

    /**
     * Opens a share and looks at its root once. A redirect within the same server (a missing slash, http to https) is
     * followed, any other is a failure.
     */
    public static DavClient open(Account account) throws StoreException {
        ShareAddress address = account.address();
        for (int hop = 0; hop < 5; hop++) {
            requireSafeLine(account, address);
            DavClient client = new DavClient(account, address);
            try {
                client.lookAtRoot();
                return client;
            } catch (StoreException e) {
                client.close();
                if (!(e.failure() instanceof Failure.RedirectedElsewhere(String location))) {
                    throw e;
                }
                address = redirected(address, location, e);
            } catch (RuntimeException | Error e) {
                client.close();
                throw e;
            }
        }
        throw new StoreException(new Failure.RedirectedElsewhere(address.toString()));
    }

    private static ShareAddress redirected(ShareAddress from, String location, StoreException redirect)
            throws StoreException {
        try {
            URI target = from.base().resolve(location);
            if (from.sameServer(target)) {
                return new ShareAddress(target);
            }
        } catch (IllegalArgumentException notAnAddress) {
            redirect.addSuppressed(notAnAddress);
        }
        throw redirect;
    }

    /** A password goes over an unencrypted line only to this very machine, or where that was allowed. */
    private static void requireSafeLine(Account account, ShareAddress address) throws StoreException {
        if (account.login().isPresent() && !address.isEncrypted() && !account.plainHttpAllowed()) {
            try {
                if (!InetAddress.getByName(address.host()).isLoopbackAddress()) {
                    throw new StoreException(new Failure.PlainHttp(address.host()));
                }
            } catch (UnknownHostException e) {
                throw new StoreException(
                        new Failure.Unreachable(
                                address.host(), Failure.Unreachable.Cause.UNKNOWN_HOST, String.valueOf(e.getMessage())),
                        e);
            }
        }
    }

    private void lookAtRoot() throws StoreException {
        try {
            if (look(RelativePath.ROOT).filter(state -> !state.isFile()).isEmpty()) {
                throw new StoreException(new Failure.ShareNotFound(address.toString()));
            }
        } catch (StoreException e) {
            Failure whole = switch (e.failure()) {
                case Failure.Missing m -> new Failure.ShareNotFound(address.toString());
                case Failure.Forbidden f -> new Failure.ListingForbidden(address.toString());
                case Failure.Refused(int status)
                when status < 500 || status == 501 -> new Failure.NotWebDav(address.toString());
                case Failure.BadAnswer b -> new Failure.NotWebDav(address.toString());
                default -> e.failure();
            };
            throw new StoreException(whole, e);
        }
    }

    private static String basic(Account.Login login) {
        String pair = login.user() + ":" + login.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Listing list(RelativePath collection) throws StoreException {
        Listing listing = propfind(collection, "1").listings().get(collection);
        if (listing == null) {
            throw new StoreException(new Failure.BadAnswer("a listing that does not name the folder itself"));
        }
        return listing;
    }

    @Override
    public Map<RelativePath, Listing> listDeep(RelativePath collection) throws StoreException {
        return propfind(collection, "infinity").listings();
    }

    private ListingReader propfind(RelativePath collection, String depth) throws StoreException {
        HttpUriRequestBase request = propfindRequest(collection, Kind.FOLDER, depth);
        return execute(request, response -> {
            ListingReader reader = new ListingReader(address, collection, depth.equals("infinity"));
            reader.read(multistatus(response));
            return reader;
        });
    }

    @Override
    public Optional<RemoteState> look(RelativePath path) throws StoreException {
        // Asked as a file: servers answer for a collection too, or redirect to its slash.
        Kind kind = path.isRoot() ? Kind.FOLDER : Kind.FILE;
        try {
            return look(path, kind);
        } catch (StoreException e) {
            if (kind == Kind.FILE && e.failure() instanceof Failure.RedirectedElsewhere) {
                return look(path, Kind.FOLDER);
            }
            throw e;
        }
    }

    private Optional<RemoteState> look(RelativePath path, Kind kind) throws StoreException {
        HttpUriRequestBase request = propfindRequest(path, kind, "0");
        try {
            return execute(request, response -> {
                ListingReader reader = new ListingReader(address, path, false);
                reader.read(multistatus(response));
                return reader.self();
            });
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.Missing && !path.isRoot()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private HttpUriRequestBase propfindRequest(RelativePath path, Kind kind, String depth) {
        HttpUriRequestBase request = request("PROPFIND", path, kind);
        request.setHeader("Depth", depth);
        request.setEntity(new ByteArrayEntity(DavXml.PROPFIND, ContentType.APPLICATION_XML));
        return request;
    }

    private InputStream multistatus(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 207) {
            throw response.getCode() < 300
                    ? new StoreException(new Failure.NotWebDav(address.toString()))
                    : failures.refused(response);
        }
        if (response.getEntity() == null) {
            throw new StoreException(new Failure.BadAnswer("an empty listing"));
        }
        return response.getEntity().getContent();
    }

    @Override
    public void get(RelativePath file, Sink sink) throws IOException {
        execute(request("GET", file, Kind.FILE), response -> {
            requireSuccess(response, 200);
            long length =
                    response.getEntity() == null ? 0 : response.getEntity().getContentLength();
            RemoteState state = RemoteState.file(
                    length,
                    etag(response),
                    HttpFailures.header(response, "Last-Modified").flatMap(Multistatus::date));
            // Not closed here: closing reads to the end, which a broken answer may not have.
            InputStream body = response.getEntity() == null
                    ? InputStream.nullInputStream()
                    : response.getEntity().getContent();
            sink.accept(new Described(state, date(response)), body);
            return true;
        });
    }

    @Override
    public Receipt put(RelativePath file, Body body, Condition condition) throws StoreException {
        HttpUriRequestBase request = request("PUT", file, Kind.FILE);
        request.setEntity(new BodyEntity(body));
        if (body.size() >= ASK_FIRST) {
            request.setConfig(
                    RequestConfig.custom().setExpectContinueEnabled(true).build());
        }
        Conditions.apply(condition, request, "");
        return execute(request, response -> {
            requireSuccess(response, 200, 201, 204);
            return new Receipt(etag(response), date(response));
        });
    }

    @Override
    public void makeCollection(RelativePath collection) throws StoreException {
        execute(request("MKCOL", collection, Kind.FOLDER), response -> {
            if (response.getCode() == 405) {
                throw new StoreException(new Failure.ChangedMeanwhile());
            }
            return requireSuccess(response, 200, 201, 204);
        });
    }

    @Override
    public void move(RelativePath from, RelativePath to, Kind kind, boolean overwrite, Condition condition)
            throws StoreException {
        HttpUriRequestBase request = request("MOVE", from, kind);
        String destination = address.url(to, kind).toString();
        request.setHeader("Destination", destination);
        request.setHeader("Overwrite", overwrite ? "T" : "F");
        Conditions.apply(condition, request, "<" + destination + "> ");
        execute(request, response -> requireSuccess(response, 200, 201, 204));
    }

    @Override
    public void delete(RelativePath path, Kind kind, Condition condition) throws StoreException {
        HttpUriRequestBase request = request("DELETE", path, kind);
        // Untagged, Apache holds the condition against the parent collection too, and answers 424 (observed).
        Conditions.apply(condition, request, "<" + address.url(path, kind) + "> ");
        execute(request, response -> requireSuccess(response, 200, 202, 204, 404, 410));
    }

    @Override
    public Lock lock(RelativePath file) throws StoreException {
        HttpUriRequestBase request = request("LOCK", file, Kind.FILE);
        request.setHeader("Depth", "0");
        request.setHeader("Timeout", "Second-60");
        request.setEntity(new ByteArrayEntity(DavXml.LOCKINFO, ContentType.APPLICATION_XML));
        return execute(request, response -> {
            requireSuccess(response, 200, 201);
            String token = HttpFailures.header(response, "Lock-Token")
                    .orElseThrow(() -> new StoreException(new Failure.BadAnswer("a lock without a token")));
            return new Lock(file, token.strip().replaceAll("^<|>$", ""));
        });
    }

    @Override
    public void unlock(Lock lock) throws StoreException {
        HttpUriRequestBase request = request("UNLOCK", lock.path(), Kind.FILE);
        request.setHeader("Lock-Token", "<" + lock.token() + ">");
        execute(request, response -> requireSuccess(response, 200, 204, 404, 409, 412));
    }

    private HttpUriRequestBase request(String method, RelativePath path, Kind kind) {
        HttpUriRequestBase request = new HttpUriRequestBase(method, address.url(path, kind));
        authorization.ifPresent(value -> request.setHeader(HttpHeaders.AUTHORIZATION, value));
        return request;
    }

    private <T> T execute(HttpUriRequestBase request, HttpClientResponseHandler<T> handler) throws StoreException {
        try {
            return http.execute(request, response -> {
                LOG.debug("{} {} -> {}", request.getMethod(), request.getRequestUri(), response.getCode());
                boolean ended = false;
                try {
                    T result = handler.handleResponse(response);
                    ended = endsSoon(response);
                    return result;
                } catch (StoreException e) {
                    ended = response.getCode() >= 300 && endsSoon(response);
                    throw e;
                } finally {
                    if (!ended) {
                        // Or the client would read to the end of an answer that may have none.
                        request.cancel();
                    }
                }
            });
        } catch (IOException e) {
            LOG.debug("{} {} failed", request.getMethod(), request.getRequestUri(), e);
            throw failures.unanswered(e);
        }
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

    private boolean requireSuccess(ClassicHttpResponse response, int... accepted) throws StoreException {
        for (int code : accepted) {
            if (response.getCode() == code) {
                return true;
            }
        }
        throw failures.refused(response);
    }

    private static Optional<ETag> etag(ClassicHttpResponse response) {
        return HttpFailures.header(response, "ETag").flatMap(ETag::parse);
    }

    private static Optional<Instant> date(ClassicHttpResponse response) {
        return HttpFailures.header(response, "Date").flatMap(Multistatus::date);
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
    }
}
