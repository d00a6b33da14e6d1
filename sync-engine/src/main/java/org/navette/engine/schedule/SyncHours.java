// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When a pair may be synced by itself: every day from one time to another, also over midnight.
 *
 * @param from and {@code to} are the same for the whole day
 */
public record SyncHours(LocalTime from, LocalTime to, ZoneId zone) {
    public static final SyncHours ALWAYS = new SyncHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneId.of("UTC"));

    /** When it may go on; absent if it may now. */
    Optional<Instant> opens(Instant now) {
        if (from.equals(to)) {
            return Optional.empty();
        }
        ZonedDateTime here = now.atZone(zone);
        LocalTime time = here.toLocalTime();
        boolean open = from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
        if (open) {
            return Optional.empty();
        }
        ZonedDateTime next = here.with(from);
        return Optional.of((next.isAfter(here) ? next : next.plusDays(1)).toInstant());
    }
}
