// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpResponse;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** From what HTTP says to a {@link Failure}. */
final class HttpFailures {
    private final ShareAddress address;
    private final PinnedTrust trust;
    private final boolean loginGiven;

    HttpFailures(ShareAddress address, PinnedTrust trust, boolean loginGiven) {
        this.address = address;
        this.trust = trust;
        this.loginGiven = loginGiven;
    }

    boolean requireSuccess(HttpResponse response, int... accepted) throws StoreException {
        for (int code : accepted) {
            if (response.getCode() == code) {
                return true;
            }
        }
        throw refused(response);
    }

    /** An answer that is not the success its method has. */
    StoreException refused(HttpResponse response) {
        return new StoreException(
                switch (response.getCode()) {
                    case 401 -> new Failure.CredentialsRefused(loginGiven);
                    case 407 -> new Failure.ProxyRefused();
                    case 403 -> new Failure.Forbidden();
                    // 409: the collection it should go into is not there (RFC 4918 §9.7.1, §9.3.1).
                    case 404, 409, 410 -> new Failure.Missing();
                    case 412 -> new Failure.ChangedMeanwhile();
                    case 423 -> new Failure.Locked();
                    case 507 -> new Failure.QuotaExceeded();
                    case 429, 503 -> new Failure.Busy(response.getCode(), retryAfter(response));
                    case 301, 302, 303, 307, 308 ->
                        new Failure.RedirectedElsewhere(
                                header(response, "Location").orElse(""));
                    default -> new Failure.Refused(response.getCode());
                });
    }

    /** No answer at all. */
    StoreException unanswered(IOException e) {
        if (e instanceof StoreException known) {
            return known;
        }
        if (e instanceof PlainHttpGuard.Elsewhere) {
            return new StoreException(new Failure.PlainHttp(address.host()), e);
        }
        String said = String.valueOf(e.getMessage());
        if (e instanceof SSLException) {
            Optional<Failure> refusal = trust.refusal(address.host(), said);
            if (refusal.isPresent()) {
                return new StoreException(refusal.get(), e);
            }
        }
        Failure.Unreachable.Cause cause = switch (e) {
            case UnknownHostException unknown -> Failure.Unreachable.Cause.UNKNOWN_HOST;
            case ConnectTimeoutException slow -> Failure.Unreachable.Cause.TIMED_OUT;
            case ConnectException refused -> Failure.Unreachable.Cause.REFUSED;
            case NoRouteToHostException none -> Failure.Unreachable.Cause.REFUSED;
            case InterruptedIOException slow -> Failure.Unreachable.Cause.TIMED_OUT;
            default -> Failure.Unreachable.Cause.BROKEN_OFF;
        };
        return new StoreException(new Failure.Unreachable(address.host(), cause, said), e);
    }

    static Optional<String> header(HttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(header -> header.getValue());
    }

    /** All values of a header, as one list; empty if there is none. */
    static String headers(HttpResponse response, String name) {
        return Arrays.stream(response.getHeaders(name))
                .map(header -> header.getValue().strip())
                .collect(Collectors.joining(", "));
    }

    /** Seconds, or a date (RFC 9110 §10.2.3). */
    private static Optional<Long> retryAfter(HttpResponse response) {
        return header(response, "Retry-After").flatMap(value -> {
            if (value.strip().matches("\\d{1,9}")) {
                return Optional.of(Long.parseLong(value.strip()));
            }
            Instant now = header(response, "Date")
                    .flatMap(Properties::date)
                    .orElseGet(() -> InstantSource.system().instant());
            return Properties.date(value).map(until -> Math.max(0, until.getEpochSecond() - now.getEpochSecond()));
        });
    }
}
