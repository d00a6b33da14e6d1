// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.About;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one share from one pass to the next: where redirects have led, the connections, the way to sign, and what the server said of
 * itself. Its connections are also those of other shares of the same account. For any thread.
 */
public final class DavSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DavSession.class);

    private final Account account;
    private final AtomicReference<@Nullable Way> way = new AtomicReference<>();

    /** @param account where redirects have led */
    private record Way(Account account, HttpConnections connections, Authorization authorization, About about) {
        static Way to(Account account) throws StoreException {
            HttpConnections connections = HttpConnections.shared(account);
            Authorization authorization =
                    new Authorization(connections.login(), account.address().base());
            return new Way(account, connections, authorization, About.NOTHING);
        }

        Way with(About seen) {
            return new Way(account, connections, authorization, seen);
        }

        /** Absent if the connections were closed in between. */
        Optional<DavClient> client() {
            if (!connections.acquire()) {
                return Optional.empty();
            }
            DavClient client = new DavClient(
                    account.address(), new DavHttpClient(account, connections, authorization, ResponseDeadline.USUAL));
            client.believe(about);
            return Optional.of(client);
        }
    }

    /** Nothing is asked before it is needed. */
    public DavSession(Account account) {
        this.account = account;
    }

    /**
     * The share for one pass, closed after it. Where the session goes on, nothing is asked now: the first request of the pass will show
     * that the share is what it was.
     *
     * @throws StoreException if it had to be opened, and there is no share that can be listed
     */
    public synchronized SessionStore pass() throws StoreException {
        Optional<DavClient> known = goingOn();
        return known.isPresent() ? SessionStore.goingOn(known.get()) : SessionStore.opened(open());
    }

    /** As {@link #pass}, in a session that begins now. @throws StoreException if there is no share that can be listed */
    public synchronized SessionStore passAnew() throws StoreException {
        return SessionStore.opened(open());
    }

    /**
     * A client that asks nothing of its own where the session goes on: for what a server refuses if it is not the one that it was.
     *
     * @throws StoreException if it had to be opened, and there is no share that can be listed
     */
    public synchronized DavClient client() throws StoreException {
        Optional<DavClient> known = goingOn();
        return known.isPresent() ? known.get() : open();
    }

    /**
     * A client that has looked at the root right now.
     *
     * @throws StoreException if there is no share that can be listed
     */
    public synchronized DavClient looked() throws StoreException {
        Optional<DavClient> known = goingOn();
        if (known.isEmpty()) {
            return open();
        }
        DavClient client = known.get();
        About before = client.about();
        try {
            client.lookAtRoot();
            if (client.about().equals(before)) {
                return client;
            }
        } catch (StoreException e) {
            if (isFinal(e.failure())) {
                client.close();
                end();
                throw e;
            }
            LOG.debug("opened anew", e);
        }
        client.close();
        return open();
    }

    /** What opening the share anew would not change, and asking again could make worse. */
    static boolean isFinal(Failure failure) {
        return switch (failure) {
            case Failure.Unreachable u -> true;
            case Failure.CredentialsRefused c -> true;
            case Failure.ProxyRefused p -> true;
            case Failure.PlainHttp p -> true;
            case Failure.CertificateNotTrusted c -> true;
            case Failure.Busy b -> true;
            default -> false;
        };
    }

    private Optional<DavClient> goingOn() {
        Way now = way.get();
        if (now != null && !now.connections().isCurrent(now.account())) {
            end();
            return Optional.empty();
        }
        return now == null ? Optional.empty() : now.client();
    }

    private DavClient open() throws StoreException {
        end();
        Opening opening = new Opening();
        try {
            DavClient client = ShareOpener.open(account, opening);
            way.set(opening.there().with(client.about()));
            return client;
        } catch (StoreException | RuntimeException | Error e) {
            opening.end();
            throw e;
        }
    }

    /** Goes where redirects lead. */
    private static final class Opening implements ShareOpener.Clients {
        private @Nullable Way at;

        @Override
        public DavClient at(Account account) throws StoreException {
            end();
            Way now = Way.to(account);
            at = now;
            return now.client().orElseThrow();
        }

        Way there() {
            return Objects.requireNonNull(at);
        }

        void end() {
            Way before = at;
            at = null;
            if (before != null) {
                before.connections().release();
            }
        }
    }

    /**
     * From now on nothing is believed or used that was so before: the network is another, or a pass has failed. Who uses it goes on. Never
     * waits for a request.
     */
    public void end() {
        Way ended = way.getAndSet(null);
        if (ended != null) {
            ended.connections().dropIdle();
            ended.connections().release();
        }
    }

    @Override
    public void close() {
        end();
    }
}
