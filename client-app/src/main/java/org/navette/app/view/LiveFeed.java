// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.ActivityReply;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.ConflictCommand;
import org.navette.app.api.ConflictReply;
import org.navette.app.api.Event;
import org.navette.app.api.HistoryCommand;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Status;
import org.navette.app.api.StatusReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link LiveState}: everything is read once, and events bring it up to date. What comes of them is shown on a thread of its own, no
 * faster than an eye can follow.
 */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private static final HistoryCommand.Log RECENT = new HistoryCommand.Log(
            Optional.of((long) LiveState.MOST_RECENT), Optional.empty(), Optional.empty(), Optional.empty());
    private static final ConflictCommand.ListConflicts ALL_CONFLICTS =
            new ConflictCommand.ListConflicts(Optional.empty());

    /** After a read that failed. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final NavetteApi navette;
    private final Locale language;
    private final Duration pause;
    private final Consumer<LiveState> show;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean due = new AtomicBoolean();
    private final List<Event> early = new ArrayList<>();
    private final AutoCloseable subscription;
    private @Nullable LiveState state;

    /**
     * Begins when {@link #start} is called.
     *
     * @param thread the name of the thread on which it is shown
     * @param pause from a change until it is shown, with all that has changed meanwhile
     * @param show gets the state whenever it is another one
     */
    public LiveFeed(NavetteApi navette, Locale language, String thread, Duration pause, Consumer<LiveState> show) {
        this.navette = navette;
        this.language = language;
        this.pause = pause;
        this.show = show;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(thread).factory());
        this.subscription = navette.subscribe(language, this::happened);
    }

    /** Reads how everything is, and tries again later where that cannot be said. What happens in the meantime is not missed. */
    public void start() {
        schedule(this::tryToRead, Duration.ZERO);
    }

    private void tryToRead() {
        try {
            read();
        } catch (CommandRefusedException e) {
            LOG.warn("how things are can't be told: {}", e.sentence());
            schedule(this::tryToRead, AGAIN);
        } catch (RuntimeException | Error e) {
            LOG.error("how things are could not be read", e);
            schedule(this::tryToRead, AGAIN);
        }
    }

    private void read() throws CommandRefusedException {
        StatusReply status = navette.run(Status.PLAIN, language);
        List<ActivityReply> recent = orNone(() -> navette.run(RECENT, language).activities(), "activities");
        List<ConflictReply> conflicts =
                orNone(() -> navette.run(ALL_CONFLICTS, language).conflicts(), "conflicts");
        synchronized (this) {
            LiveState read = LiveState.of(status, conflicts, recent);
            for (Event event : early) {
                read = read.with(event);
            }
            early.clear();
            state = read;
        }
        changed();
    }

    private void changed() {
        if (!due.getAndSet(true)) {
            schedule(this::showNow, pause);
        }
    }

    private void showNow() {
        due.set(false);
        try {
            state().ifPresent(show);
        } catch (RuntimeException | Error e) {
            LOG.error("how things are could not be shown", e);
        }
    }

    private void schedule(Runnable task, Duration delay) {
        try {
            var _ = thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            LOG.debug("it is not shown any more", ended);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        List<T> ask() throws CommandRefusedException;
    }

    /** A folder that cannot be looked at keeps nobody from seeing how the others are. */
    private static <T> List<T> orNone(Question<T> question, String what) {
        try {
            return question.ask();
        } catch (CommandRefusedException e) {
            LOG.warn("{} cannot be listed", what, e);
            return List.of();
        }
    }

    private void happened(Event event) {
        synchronized (this) {
            LiveState before = state;
            if (before == null) {
                early.add(event);
                return;
            }
            state = before.with(event);
        }
        changed();
    }

    /** Absent before everything was read. */
    private synchronized Optional<LiveState> state() {
        return Optional.ofNullable(state);
    }

    @Override
    public void close() {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.debug("nothing is told any more", e);
        }
        thread.shutdownNow();
    }
}
