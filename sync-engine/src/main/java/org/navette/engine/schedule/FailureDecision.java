// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.navette.engine.port.Failure;
import org.navette.engine.schedule.FolderState.Question;

/**
 * What a failure of a whole pass means: the state it leads to, and when to try again.
 *
 * @param again far away where only a person can help
 */
record FailureDecision(FolderState state, Instant again) {
    /** A server that asks to wait for longer is asked again all the same. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    /** @param since when the pair went offline, if it is already */
    static FailureDecision of(
            Failure failure, int failures, Optional<Instant> since, Instant now, RandomGenerator chance) {
        Instant retry = now.plus(Backoff.OF_PASSES.after(failures, chance));
        return switch (failure) {
            case Failure.CredentialsRefused c -> new FailureDecision(new FolderState.NeedsPassword(c), Instant.MAX);
            case Failure.ProxyRefused p -> new FailureDecision(new FolderState.NeedsPassword(p), Instant.MAX);
            // In a hotel every server has the wrong certificate until one has signed in there: it may heal by itself.
            case Failure.CertificateNotTrusted c ->
                new FailureDecision(new FolderState.NeedsDecision(new Question.Certificate(c, retry)), retry);
            case Failure.LocalRootMissing l ->
                new FailureDecision(new FolderState.NeedsDecision(new Question.Folder(l, retry)), retry);
            case Failure.LocalRootReplaced l ->
                new FailureDecision(new FolderState.NeedsDecision(new Question.Folder(l, retry)), retry);
            case Failure.ShareNotFound s -> new FailureDecision(new FolderState.ShareGone(retry, s), retry);
            case Failure.NotWebDav n -> new FailureDecision(new FolderState.ShareGone(retry, n), retry);
            case Failure.ListingForbidden l -> new FailureDecision(new FolderState.ShareGone(retry, l), retry);
            case Failure.RedirectedElsewhere r -> new FailureDecision(new FolderState.ShareGone(retry, r), retry);
            case Failure.PlainHttp p -> new FailureDecision(new FolderState.Stopped(Optional.of(p)), Instant.MAX);
            case Failure.FoldersOverlap f -> new FailureDecision(new FolderState.Stopped(Optional.of(f)), Instant.MAX);
            case Failure.JournalTooNew j -> new FailureDecision(new FolderState.Stopped(Optional.of(j)), Instant.MAX);
            case Failure.AlreadySyncing a -> new FailureDecision(new FolderState.Stopped(Optional.of(a)), Instant.MAX);
            case Failure.Busy(int status, Optional<Long> seconds)
            when seconds.isPresent() -> offline(failure, since, now, now.plus(asked(seconds.get())));
            default -> offline(failure, since, now, retry);
        };
    }

    private static FailureDecision offline(Failure why, Optional<Instant> since, Instant now, Instant again) {
        return new FailureDecision(new FolderState.Offline(since.orElse(now), again, why), again);
    }

    private static Duration asked(long seconds) {
        return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_WAIT.toSeconds()));
    }
}
