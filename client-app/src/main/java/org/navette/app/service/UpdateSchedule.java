// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.navette.app.api.UpdateReply;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.app.update.ReleaseAnnouncement;
import org.navette.app.update.RunningVersion;
import org.navette.app.update.UpdateCheck;
import org.navette.app.update.UpdateCheck.Outcome;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Meter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a day whether there is a newer Navette, where somebody has set whom to ask; else nobody is asked. */
final class UpdateSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateSchedule.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration AGAIN = Duration.ofHours(1);

    /** What was found where. */
    private record Found(SettingValues asked, Outcome outcome, Instant at) {
        boolean isFresh(Instant now) {
            boolean answered = outcome instanceof Outcome.Current || outcome instanceof Outcome.Newer;
            return now.isBefore(at.plus(answered ? EVERY : AGAIN));
        }
    }

    /** One after the other: what was chosen last is asked last. */
    private final ExecutorService asking = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("navette-update").factory());

    private final Runnable known;
    private volatile Optional<Found> found = Optional.empty();

    /** @param known told whenever somebody has been asked */
    UpdateSchedule(Runnable known) {
        this.known = known;
    }

    /** Looks, if it is time to. Does not wait. */
    void look(SettingValues chosen, ConnectionSettings line) {
        Optional<String> url = chosen.text(SettingKey.UPDATE_URL);
        Optional<String> key = chosen.text(SettingKey.UPDATE_KEY);
        if (url.isPresent() && key.isPresent()) {
            UpdateCheck check = new UpdateCheck(url.get(), key.get(), line.counted(named(line.meter())));
            asking.execute(() -> ask(check, chosen));
        }
    }

    private void ask(UpdateCheck check, SettingValues chosen) {
        boolean fresh = found.filter(last -> last.asked().equals(chosen) && last.isFresh(Instant.now()))
                .isPresent();
        if (!fresh) {
            Outcome outcome = look(check);
            LOG.info("newer versions, by {}: {}", check.url(), outcome);
            found = Optional.of(new Found(chosen, outcome, Instant.now()));
            known.run();
        }
    }

    private static Outcome look(UpdateCheck check) {
        try {
            return check.look(RunningVersion.get().orElse(""));
        } catch (RuntimeException | Error e) {
            LOG.error("newer versions could not be looked for", e);
            return new Outcome.Failed(new Failure.Unexpected(e.toString()));
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }

    /** What left this machine for this is told from the rest. */
    private static Meter named(Meter meter) {
        return (server, method, sent, received) -> meter.count(server, "VERSION", sent, received);
    }

    /** What there is to say; absent where nobody is to be asked. */
    Optional<UpdateReply> tell(SettingValues chosen, Messages messages) {
        Optional<String> url = chosen.text(SettingKey.UPDATE_URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Optional<Found> last = found.filter(one -> one.asked().equals(chosen));
        if (chosen.text(SettingKey.UPDATE_KEY).isEmpty()) {
            return Optional.of(reply(messages.text("update.noKey"), Optional.empty()));
        }
        if (last.isEmpty()) {
            return Optional.of(reply(messages.text("update.notYet", url.get()), Optional.empty()));
        }
        Optional<ReleaseAnnouncement> newer = last.get().outcome() instanceof Outcome.Newer(ReleaseAnnouncement found)
                ? Optional.of(found)
                : Optional.empty();
        return Optional.of(reply(sentence(last.get(), url.get(), messages), newer));
    }

    private static UpdateReply reply(String sentence, Optional<ReleaseAnnouncement> newer) {
        return new UpdateReply(
                sentence, newer.map(ReleaseAnnouncement::version), newer.flatMap(ReleaseAnnouncement::page));
    }

    private static String sentence(Found last, String url, Messages messages) {
        return switch (last.outcome()) {
            case Outcome.Current() -> messages.text("update.current", Date.from(last.at()));
            case Outcome.Newer(ReleaseAnnouncement newer) ->
                newer.page()
                        .map(page -> messages.text("update.newerAt", newer.version(), page.toString()))
                        .orElseGet(() -> messages.text("update.newer", newer.version()));
            case Outcome.NotProven() -> messages.text("update.notProven", url);
            case Outcome.NoSense() -> messages.text("update.noSense", url);
            case Outcome.Failed(var failure) ->
                messages.text("update.failed", url, new Sentences(messages).inShort(failure));
        };
    }
}
