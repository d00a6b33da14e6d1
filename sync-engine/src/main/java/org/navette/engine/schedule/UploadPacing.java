// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.navette.engine.tree.RelativePath;

/**
 * A file that changes all the time is not sent all the time: after each upload it rests in proportion to its size, and twice as
 * long each time it was changed again by then. When the rest is over, what it has become is sent; other files never wait.
 */
final class UploadPacing {
    /** What a file that keeps changing may take of the line before its rests grow. */
    private static final long BYTES_A_MILLISECOND = 2_000;

    /** In a row, after which its rests do not grow any more. */
    private static final int MOST_TIMES = 7;

    private static final Duration LONGEST = Duration.ofMinutes(30);
    /** Shorter rests are not worth it. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** Left in peace for so long after its rest, a file begins anew. */
    private static final Duration PEACE = Duration.ofSeconds(30);

    /**
     * @param streak how often it was sent with only its rests in between
     * @param held whether it has changed since
     */
    private record Sent(Instant at, Duration rest, int streak, boolean held) {
        Instant until() {
            return at.plus(rest);
        }

        boolean isForgotten(Instant now) {
            return !held && until().plus(rest).plus(PEACE).isBefore(now);
        }

        Sent holding(boolean changed) {
            return new Sent(at, rest, streak, changed);
        }
    }

    private final Map<RelativePath, Sent> sent = new HashMap<>();

    void sent(RelativePath path, long bytes, Instant now) {
        sent.values().removeIf(past -> past.isForgotten(now));
        Sent before = sent.get(path);
        int streak = before == null ? 1 : before.streak() + 1;
        Duration once = Duration.ofMillis(bytes / BYTES_A_MILLISECOND);
        Duration rest = new Backoff(once, LONGEST).after(Math.min(streak, MOST_TIMES));
        if (rest.compareTo(SHORTEST) >= 0) {
            sent.put(path, new Sent(now, rest, streak, false));
        } else {
            sent.remove(path);
        }
    }

    Set<RelativePath> resting(Instant now) {
        Set<RelativePath> resting = new HashSet<>();
        sent.forEach((path, last) -> {
            if (last.until().isAfter(now)) {
                resting.add(path);
            }
        });
        return resting;
    }

    /** These have changed; whatever of them rests is looked at when its rest is over. */
    void changed(Collection<RelativePath> paths) {
        paths.forEach(path -> sent.computeIfPresent(path, (changed, last) -> last.holding(true)));
    }

    /** When the first rest of what has changed is over; {@link Instant#MAX} if nothing has. */
    Instant due() {
        return sent.values().stream()
                .filter(Sent::held)
                .map(Sent::until)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** What has rested enough, and is to be sent as it is now. */
    Set<RelativePath> takeDue(Instant now) {
        Set<RelativePath> due = new HashSet<>();
        sent.replaceAll((path, last) -> {
            if (!last.held() || last.until().isAfter(now)) {
                return last;
            }
            due.add(path);
            return last.holding(false);
        });
        return due;
    }

    /** The clock was set back. */
    void shift(Duration by) {
        sent.replaceAll((path, last) -> new Sent(last.at().plus(by), last.rest(), last.streak(), last.held()));
    }

    void clear() {
        sent.clear();
    }
}
