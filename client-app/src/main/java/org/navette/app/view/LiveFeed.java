// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

/** Keeps a {@link LiveState}: everything is read once, and events bring it up to date. */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private static final HistoryCommand.Log RECENT = new HistoryCommand.Log(
            Optional.of((long) LiveState.MOST_RECENT), Optional.empty(), Optional.empty(), Optional.empty());
    private static final ConflictCommand.ListConflicts ALL_CONFLICTS =
            new ConflictCommand.ListConflicts(Optional.empty());

    private final NavetteApi navette;
    private final Locale language;
    private final Runnable changed;
    private final List<Event> early = new ArrayList<>();
    private final AutoCloseable subscription;
    private @Nullable LiveState state;

    /** @param changed is run whenever the state is another one, on the thread that noticed */
    public LiveFeed(NavetteApi navette, Locale language, Runnable changed) {
        this.navette = navette;
        this.language = language;
        this.changed = changed;
        this.subscription = navette.subscribe(language, this::happened);
    }

    /**
     * Reads how everything is. What happens in the meantime is not missed.
     *
     * @throws CommandRefusedException if that cannot be said; it may be tried again
     */
    public void read() throws CommandRefusedException {
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
        changed.run();
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
        changed.run();
    }

    /** As it is now; absent before everything was read. */
    public synchronized Optional<LiveState> state() {
        return Optional.ofNullable(state);
    }

    @Override
    public void close() {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.debug("nothing is told any more", e);
        }
    }
}
