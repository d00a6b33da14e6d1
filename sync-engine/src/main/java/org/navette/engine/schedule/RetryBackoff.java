// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import com.google.common.collect.Sets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.tree.RelativePath;

/**
 * Entries that a server refused (no space, no right, locked) are not sent again at every pass: each waits by itself, longer
 * every time, until it changes here or somebody wants it done now.
 */
final class RetryBackoff {
    private record Rest(Failure why, int refusals, Instant until) {}

    private final Map<RelativePath, Rest> rests = new HashMap<>();
    private final UploadPacing pacing = new UploadPacing();
    private final RandomGenerator chance;

    RetryBackoff(RandomGenerator chance) {
        this.chance = chance;
    }

    /** What rests now. */
    Map<RelativePath, Failure> now(Instant now) {
        Map<RelativePath, Failure> resting = new HashMap<>();
        rests.forEach((path, rest) -> {
            if (rest.until().isAfter(now)) {
                resting.put(path, rest.why());
            }
        });
        pacing.resting(now).forEach(path -> resting.putIfAbsent(path, new Failure.ChangedMeanwhile()));
        return resting;
    }

    /** This was sent just now. */
    void sent(RelativePath path, long bytes, Instant now) {
        pacing.sent(path, bytes, now);
    }

    /** Of what has changed, what is to be looked at now: a file that was large to send rests first, if it keeps changing. */
    Set<RelativePath> awake(Set<RelativePath> changed, Instant now) {
        pacing.changed(changed);
        return Set.copyOf(Sets.difference(changed, pacing.resting(now)));
    }

    /** When something that has changed has rested enough; far away if there is nothing. */
    Instant due() {
        return pacing.due();
    }

    Set<RelativePath> takeDue(Instant now) {
        return pacing.takeDue(now);
    }

    /** Whether a problem is only that its entry keeps changing, and rests. */
    boolean isPaced(Problem problem, Instant now) {
        return problem.failure() instanceof Failure.ChangedMeanwhile
                && problem.path().filter(pacing.resting(now)::contains).isPresent();
    }

    void shift(Duration by) {
        pacing.shift(by);
    }

    /** After a pass, what it tried and could not do rests. */
    void ended(List<Problem> problems, PassOptions pass, Instant now) {
        Map<RelativePath, Failure> refused = new HashMap<>();
        for (Problem problem : problems) {
            if (rests(problem.failure())) {
                problem.path().ifPresent(path -> refused.put(path, problem.failure()));
            } else if (problem.failure() instanceof Failure.ChangedMeanwhile) {
                problem.path().ifPresent(path -> pacing.changed(List.of(path)));
            }
        }
        rests.keySet().removeIf(path -> pass.covers(path) && !refused.containsKey(path));
        refused.forEach((path, why) -> {
            Rest before = rests.get(path);
            boolean tried = before == null || !before.until().isAfter(now);
            if (tried) {
                int refusals = before == null ? 1 : before.refusals() + 1;
                rests.put(path, new Rest(why, refusals, now.plus(Backoff.OF_ENTRIES.after(refusals, chance))));
            }
        });
    }

    private static boolean rests(Failure failure) {
        return switch (failure) {
            case Failure.Forbidden f -> true;
            case Failure.Locked l -> true;
            case Failure.QuotaExceeded q -> true;
            case Failure.Refused r -> true;
            case Failure.BadAnswer b -> true;
            case Failure.ContentMismatch c -> true;
            case Failure.NotStored n -> true;
            case Failure.Busy b -> true;
            case Failure.ChangedThere c -> true;
            case Failure.DiskFull d -> true;
            case Failure.NameProblem n -> true;
            default -> false;
        };
    }

    /** They changed here, and are tried again. */
    void changed(Collection<RelativePath> paths) {
        rests.keySet().removeIf(path -> paths.stream().anyMatch(path::isAtOrBelow));
    }

    void clear() {
        rests.clear();
        pacing.clear();
    }
}
