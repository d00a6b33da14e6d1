// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ServerPush;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to a server that tells of changes, where it does; begins anew, ever more rarely, where that ends. */
final class ServerHints {
    private static final Logger LOG = LoggerFactory.getLogger(ServerHints.class);

    /** A server that does not offer it now may do so after its next update. */
    private static final Duration NOT_OFFERED = Duration.ofHours(12);

    private final Account account;
    private final InstantSource clock;
    private final Consumer<Signal> told;
    private @Nullable ServerPush push;
    private Instant next = Instant.MIN;
    private int failures;
    private boolean trying;
    private boolean closed;

    ServerHints(Account account, InstantSource clock, Consumer<Signal> told) {
        this.account = account;
        this.clock = clock;
        this.told = told;
    }

    /** The server was reached: a good moment to begin, if it is time. May take a moment. */
    void reached() {
        synchronized (this) {
            if (closed || trying || push != null || clock.instant().isBefore(next)) {
                return;
            }
            trying = true;
        }
        Optional<ServerPush> begun = Optional.empty();
        boolean failed = true;
        try {
            begun = ServerPush.listen(account, new Heard());
            failed = false;
        } catch (StoreException e) {
            LOG.debug("not told of changes", e);
        } finally {
            tried(begun, failed);
        }
    }

    private synchronized void tried(Optional<ServerPush> begun, boolean failed) {
        trying = false;
        if (closed) {
            begun.ifPresent(ServerPush::close);
        } else if (failed) {
            later();
        } else if (begun.isEmpty()) {
            next = clock.instant().plus(NOT_OFFERED);
        } else if (!begun.get().isOver()) {
            push = begun.get();
            told.accept(new Signal.Hinting(true));
        }
    }

    private void later() {
        failures++;
        next = clock.instant().plus(Backoff.OF_HINTS.after(failures, RandomGenerator.getDefault()));
    }

    /** Only what tells something has worked: one that ends after each beginning is tried ever more rarely. */
    private synchronized void worked() {
        failures = 0;
    }

    private synchronized void ended() {
        push = null;
        later();
        told.accept(new Signal.Hinting(false));
        told.accept(new Signal.ChangedThere());
    }

    synchronized void close() {
        closed = true;
        ServerPush open = push;
        if (open != null) {
            open.close();
        }
    }

    private final class Heard implements ServerPush.Ear {
        @Override
        public void changed() {
            worked();
            told.accept(new Signal.ChangedThere());
        }

        @Override
        public void ended() {
            ServerHints.this.ended();
        }
    }
}
