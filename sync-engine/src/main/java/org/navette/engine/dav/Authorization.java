// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.google.common.collect.MapMaker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.AuthenticationException;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.auth.MalformedChallengeException;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.AuthChallengeParser;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.auth.DigestScheme;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.ParserCursor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs requests, in the way the server asks for: Digest (RFC 7616) where it offers that, else Basic. Before it has asked, nothing is
 * signed: whoever only takes Digest never gets a password to read.
 * HttpClient's own way would ask again for every body that can be sent only once.
 */
final class Authorization {
    private static final Logger LOG = LoggerFactory.getLogger(Authorization.class);

    private enum Scheme {
        /** Nothing was asked yet. */
        UNKNOWN,
        /** The server has answered whatever it was asked, on a line that others can read: it gets nothing unless it asks. */
        NOT_ASKED,
        BASIC,
        DIGEST
    }

    private record Asked(HttpHost server, Scheme scheme) {}

    /** What a server has asked for, as long as the login is kept: the next line to it begins with that. */
    private static final ConcurrentMap<Account.Login, Asked> ASKED =
            new MapMaker().weakKeys().makeMap();

    /** No name and no password: whoever looks at credentials at all refuses them, and says what it wants. */
    static final String NOBODY = "Basic Og==";

    private final Optional<Account.Login> login;
    private final HttpHost host;
    private final BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    private final Optional<String> basic;
    private Scheme scheme;
    /** Whether another share on this server was asked in that way, and this one was not asked yet. */
    private boolean fromAnother;

    private @Nullable DigestScheme digest;

    Authorization(Optional<Account.Login> login, URI server) {
        this.login = login;
        this.basic = login.map(Authorization::basic);
        this.host = new HttpHost(server.getScheme(), server.getHost(), server.getPort());
        this.scheme = login.map(ASKED::get)
                .filter(asked -> asked.server().equals(host))
                .map(Asked::scheme)
                .orElse(Scheme.UNKNOWN);
        this.fromAnother = scheme == Scheme.DIGEST;
        login.ifPresent(known -> credentials.setCredentials(
                new AuthScope(null, -1),
                new UsernamePasswordCredentials(known.user(), known.password().toCharArray())));
    }

    boolean isGiven() {
        return login.isPresent();
    }

    /** Whether there is a login, and nobody knows in which way the server wants it. */
    synchronized boolean isUndecided() {
        return login.isPresent() && scheme == Scheme.UNKNOWN;
    }

    /** The server answers without asking who we are, also to a wrong login. It may show more to the right one. */
    synchronized void notAsked() {
        scheme = host.getSchemeName().equalsIgnoreCase("https") ? Scheme.BASIC : Scheme.NOT_ASKED;
    }

    synchronized void sign(HttpRequest request) {
        if (basic.isEmpty()) {
            return;
        }
        if (scheme == Scheme.BASIC) {
            request.setHeader(HttpHeaders.AUTHORIZATION, basic.get());
        }
        if (digest == null) {
            return;
        }
        HttpCoreContext context = HttpCoreContext.create();
        try {
            if (digest.isResponseReady(host, credentials, context)) {
                request.setHeader(HttpHeaders.AUTHORIZATION, digest.generateAuthResponse(host, request, context));
            }
        } catch (AuthenticationException e) {
            // Unsigned, it is refused, and that is what the person hears of.
            LOG.debug("the request cannot be signed", e);
            request.removeHeaders(HttpHeaders.AUTHORIZATION);
        }
    }

    /**
     * Takes in the server's challenge.
     *
     * @return whether the request is worth repeating with a new signature: the server asks for the first time, or its nonce has grown old
     */
    synchronized boolean challenged(HttpResponse response) {
        if (login.isEmpty()) {
            return false;
        }
        for (Header header : response.getHeaders(HttpHeaders.WWW_AUTHENTICATE)) {
            Optional<AuthChallenge> challenge = digestIn(header.getValue());
            if (challenge.isPresent()) {
                boolean stale = challenge.get().getParams().stream()
                        .anyMatch(param ->
                                param.getName().equalsIgnoreCase("stale") && "true".equalsIgnoreCase(param.getValue()));
                boolean first = digest == null;
                fromAnother = false;
                return (first || stale) && accept(challenge.get());
            }
        }
        if (scheme == Scheme.BASIC || (scheme == Scheme.DIGEST && !fromAnother)) {
            return false;
        }
        // Each part of a server may ask in its own way.
        fromAnother = false;
        remember(Scheme.BASIC);
        return true;
    }

    private void remember(Scheme asked) {
        scheme = asked;
        login.ifPresent(known -> ASKED.put(known, new Asked(host, asked)));
    }

    private boolean accept(AuthChallenge challenge) {
        try {
            DigestScheme asked = new DigestScheme();
            asked.processChallenge(challenge, HttpCoreContext.create());
            digest = asked;
            remember(Scheme.DIGEST);
            return true;
        } catch (MalformedChallengeException e) {
            LOG.debug("a challenge that makes no sense", e);
            return false;
        }
    }

    private static Optional<AuthChallenge> digestIn(String header) {
        try {
            List<AuthChallenge> challenges = AuthChallengeParser.INSTANCE.parse(
                    ChallengeType.TARGET, header, new ParserCursor(0, header.length()));
            return challenges.stream()
                    .filter(challenge -> challenge.getSchemeName().equalsIgnoreCase(StandardAuthScheme.DIGEST))
                    .findFirst();
        } catch (ParseException e) {
            LOG.debug("a challenge that cannot be read", e);
            return Optional.empty();
        }
    }

    private static String basic(Account.Login login) {
        String pair = login.user() + ":" + login.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
