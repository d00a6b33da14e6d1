// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever wants to know what changes. Each is told on a thread of its own: one that is slow holds up neither sync nor the others. */
final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /** So many wait for one listener at most; then it misses the oldest. */
    private static final int MOST_WAITING = 10_000;

    private static final long PATIENCE_SECONDS = 2;

    private final List<Subscription> all = new CopyOnWriteArrayList<>();

    /** Tells everybody. Does not wait. */
    void tell(ServiceChange change) {
        all.forEach(subscription -> subscription.tell(change));
    }

    /**
     * Tells of everything that changes from now on, one after the other.
     *
     * @return what ends it; what has changed until then is still told, if that takes no longer than a moment
     */
    AutoCloseable add(Consumer<ServiceChange> listener) {
        Subscription subscription = new Subscription(listener);
        all.add(subscription);
        return () -> {
            all.remove(subscription);
            subscription.end();
        };
    }

    private static final class Subscription {
        private final Consumer<ServiceChange> listener;
        private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                Thread.ofVirtual().name("navette-events").factory(),
                new ThreadPoolExecutor.DiscardOldestPolicy());

        Subscription(Consumer<ServiceChange> listener) {
            this.listener = listener;
        }

        void tell(ServiceChange change) {
            thread.execute(() -> {
                try {
                    listener.accept(change);
                } catch (RuntimeException | Error e) {
                    LOG.warn(
                            "somebody could not be told of {}",
                            change.getClass().getSimpleName(),
                            e);
                }
            });
        }

        void end() {
            thread.shutdown();
            try {
                if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    thread.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
