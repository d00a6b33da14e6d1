// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast something goes, from how far it was lately. */
public final class TransferRate {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    /** Before that, nothing sound can be said. */
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private record Point(Instant at, long bytes) {}

    private final Deque<Point> points = new ArrayDeque<>();

    /** Notes how far it is; less than before is another beginning. */
    public void note(Instant at, long bytes) {
        if (!points.isEmpty() && bytes < points.getLast().bytes()) {
            points.clear();
        }
        points.addLast(new Point(at, bytes));
        while (points.getFirst().at().isBefore(at.minus(WINDOW))) {
            points.removeFirst();
        }
    }

    /** Nothing is under way. */
    public void end() {
        points.clear();
    }

    /** Bytes a second; absent as long as it cannot be said. */
    public Optional<Long> speed() {
        if (points.size() < 2) {
            return Optional.empty();
        }
        Duration time =
                Duration.between(points.getFirst().at(), points.getLast().at());
        long bytes = points.getLast().bytes() - points.getFirst().bytes();
        return time.compareTo(SHORTEST) < 0 || bytes <= 0
                ? Optional.empty()
                : Optional.of(bytes * 1000 / time.toMillis());
    }

    /** How long the rest takes at this speed. */
    public Optional<Duration> left(long rest) {
        return speed().filter(speed -> speed > 0).map(speed -> Duration.ofSeconds(rest / speed));
    }
}
