// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.life;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.navette.engine.life.FolderState.Question;
import org.navette.engine.port.Failure;

/**
 * What a failure of a whole pass means: the state it leads to, and when to try again.
 *
 * @param again far away where only a person can help
 */
record Verdict(FolderState state, Instant again) {
    /** A server that asks to wait for longer is asked again all the same. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    /** @param since when the pair went offline, if it is already */
    static Verdict of(Failure failure, int failures, Optional<Instant> since, Instant now, RandomGenerator chance) {
        Instant retry = now.plus(Rhythm.retry(failures, chance));
        return switch (failure) {
            case Failure.CredentialsRefused c -> new Verdict(new FolderState.NeedsPassword(c), Instant.MAX);
            case Failure.ProxyRefused p -> new Verdict(new FolderState.NeedsPassword(p), Instant.MAX);
            // In a hotel every server has the wrong certificate until one has signed in there: it may heal by itself.
            case Failure.CertificateNotTrusted c ->
                new Verdict(new FolderState.NeedsDecision(new Question.Certificate(c, retry)), retry);
            case Failure.LocalRootMissing l ->
                new Verdict(new FolderState.NeedsDecision(new Question.Folder(l, retry)), retry);
            case Failure.LocalRootReplaced l ->
                new Verdict(new FolderState.NeedsDecision(new Question.Folder(l, retry)), retry);
            case Failure.ShareNotFound s -> new Verdict(new FolderState.ShareGone(retry, s), retry);
            case Failure.NotWebDav n -> new Verdict(new FolderState.ShareGone(retry, n), retry);
            case Failure.ListingForbidden l -> new Verdict(new FolderState.ShareGone(retry, l), retry);
            case Failure.RedirectedElsewhere r -> new Verdict(new FolderState.ShareGone(retry, r), retry);
            case Failure.PlainHttp p -> new Verdict(new FolderState.Stopped(Optional.of(p)), Instant.MAX);
            case Failure.FoldersOverlap f -> new Verdict(new FolderState.Stopped(Optional.of(f)), Instant.MAX);
            case Failure.JournalTooNew j -> new Verdict(new FolderState.Stopped(Optional.of(j)), Instant.MAX);
            case Failure.AlreadySyncing a -> new Verdict(new FolderState.Stopped(Optional.of(a)), Instant.MAX);
            case Failure.Busy(int status, Optional<Long> seconds)
            when seconds.isPresent() -> offline(failure, since, now, now.plus(asked(seconds.get())));
            default -> offline(failure, since, now, retry);
        };
    }

    private static Verdict offline(Failure why, Optional<Instant> since, Instant now, Instant again) {
        return new Verdict(new FolderState.Offline(since.orElse(now), again, why), again);
    }

    private static Duration asked(long seconds) {
        return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_WAIT.toSeconds()));
    }
}
