// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;

/** What holds the next pass back after one that failed: how long, and who may cut that short. */
final class RetryState {
    private final RandomGenerator chance;
    /** Nothing is tried before; far away where only a person can help. */
    private Instant earliest = Instant.MIN;
    /** The server said so itself, which nobody but a person overrules. */
    private boolean serverAsked;

    private @Nullable Instant offlineSince;
    private int failures;

    RetryState(RandomGenerator chance) {
        this.chance = chance;
    }

    /** Far back if nothing holds a pass back, far away if only a person can help. */
    Instant earliest() {
        return earliest;
    }

    boolean allows(Instant now) {
        return !earliest.isAfter(now);
    }

    /** Cuts the wait short, unless it is the server, or a person, that is waited for. */
    void hurry() {
        if (!serverAsked && !earliest.equals(Instant.MAX)) {
            earliest = Instant.MIN;
        }
    }

    /** A person wants it now. */
    void overrule() {
        earliest = Instant.MIN;
        serverAsked = false;
    }

    FailureDecision failed(Failure failure, Instant now) {
        failures++;
        FailureDecision decision =
                FailureDecision.of(failure, failures, Optional.ofNullable(offlineSince), now, chance);
        offlineSince = decision.state() instanceof FolderState.Offline(Instant since, Instant next, Failure why)
                ? since
                : null;
        serverAsked = failure instanceof Failure.Busy(int status, Optional<Long> seconds) && seconds.isPresent();
        earliest = decision.again();
        return decision;
    }

    void succeeded() {
        failures = 0;
        offlineSince = null;
        overrule();
    }

    /** The clock was set back. */
    void shift(Duration by) {
        earliest = PollPolicy.shifted(earliest, by);
    }
}
